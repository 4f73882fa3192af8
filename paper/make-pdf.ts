/** Papers of the bank (forms, letters, figures, verdicts) as PDF with Chinese text. Never a credit report. */

import pdfmake, { type Content } from 'pdfmake'

export type { Content } from 'pdfmake'

/** Files of a font that has Chinese characters (OpenType). */
export interface PdfFonts {
  readonly normal: string
  readonly bold: string
}

export interface PdfDocument {
  /** Stands on top, and in the file's properties. */
  readonly title: string
  /** Under the title: who, for when. */
  readonly subtitle?: string
  readonly content: readonly Content[]
  /** Left in the foot of every page; the page's number stands right. */
  readonly foot: string
  readonly isLandscape?: boolean
  /** Goes into the file's properties: the same document at the same time gives the same bytes. */
  readonly madeAt: Date
}

const lineWidth = 0.5
const lineColour = '#999999'

/** A table whose first row is its head, repeated on every page. */
export function pdfTable(head: readonly string[], rows: readonly (readonly string[])[]): Content {
  return {
    table: {
      headerRows: 1,
      widths: head.map(() => 'auto'),
      body: [
        head.map((text) => ({ text, bold: true, fillColor: '#eeeeee' })),
        ...rows.map((row) => row.map((text) => ({ text }))),
      ],
    },
    layout: {
      hLineWidth: () => lineWidth,
      vLineWidth: () => lineWidth,
      hLineColor: () => lineColour,
      vLineColor: () => lineColour,
    },
    margin: [0, 4, 0, 10],
  }
}

/** A4 (ISO 216), margins of 18 mm. */
export function makePdf(fonts: PdfFonts, document: PdfDocument): Promise<Buffer> {
  const { title, subtitle, content, foot, isLandscape, madeAt } = document
  pdfmake.setFonts({ Sans: { ...fonts, italics: fonts.normal, bolditalics: fonts.bold } })
  // A document holds what it shows; nothing is fetched for it.
  pdfmake.setUrlAccessPolicy(() => false)
  pdfmake.setLocalAccessPolicy((path) => Object.values(fonts).includes(path))
  return pdfmake
    .createPdf({
      info: { title, creationDate: madeAt, modDate: madeAt },
      pageSize: 'A4',
      pageOrientation: isLandscape ? 'landscape' : 'portrait',
      pageMargins: [51, 51, 51, 51],
      defaultStyle: { font: 'Sans', fontSize: 10, lineHeight: 1.25 },
      content: [
        { text: title, fontSize: 16, bold: true, margin: [0, 0, 0, 4] },
        ...(subtitle ? [{ text: subtitle, color: '#555555', margin: [0, 0, 0, 10] } satisfies Content] : []),
        ...content,
      ],
      footer: (page: number, pages: number) => ({
        columns: [{ text: foot }, { text: `${page} / ${pages}`, alignment: 'right' }],
        fontSize: 8,
        color: '#555555',
        margin: [51, 20, 51, 0],
      }),
    })
    .getBuffer()
}
