/** PDF of the service's own papers, with the font that comes with it. */

import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import * as paper from '#paper/make-pdf.ts'

export type { Content } from '#paper/make-pdf.ts'

const fontFolder = join(dirname(createRequire(import.meta.url).resolve('@embedpdf/fonts-sc')), '..', 'fonts')
const fonts = {
  normal: join(fontFolder, 'NotoSansHans-Regular.otf'),
  bold: join(fontFolder, 'NotoSansHans-Bold.otf'),
}

export const { pdfTable } = paper

export function makePdf(document: paper.PdfDocument): Promise<Buffer> {
  return paper.makePdf(fonts, document)
}
