/** Sets the answer letter: number, addressee, paragraphs indented by two characters, signature and day on the right. */

import { type Content, makePdf } from '#central/documents/pdf-service.ts'
import type { LetterContent } from './letter-content.ts'

const bodySize = 12
/** Two characters, as Chinese letters begin a paragraph. */
const indent = 2 * bodySize

export function makeAnswerLetter(letter: LetterContent, madeAt: Date): Promise<Buffer> {
  const { title, number, addressee, paragraphs, signedBy, signedOn } = letter
  const content: Content[] = [
    { text: addressee, fontSize: bodySize, margin: [0, 16, 0, 8] },
    ...paragraphs.map(
      (text): Content => ({ text, fontSize: bodySize, lineHeight: 1.5, leadingIndent: indent, margin: [0, 0, 0, 6] }),
    ),
    { text: `${signedBy}（盖章）`, fontSize: bodySize, alignment: 'right', margin: [0, 36, 0, 6] },
    { text: signedOn, fontSize: bodySize, alignment: 'right' },
  ]
  return makePdf({ title, subtitle: number, content, foot: signedBy, madeAt })
}
