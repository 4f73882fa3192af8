import { paragraph } from './headings.ts'
import type { Block } from './page-block.ts'

/** The numbered notes at the end of a report, all on one page. */
export function noteBlocks(notes: readonly string[]): Block[] {
  const lines = notes.flatMap((note, index) => paragraph(`${index + 1}. ${note}`))
  return lines.map((line, index) => ({ ...line, keepsWithNext: index < lines.length - 1 }))
}
