/** PDFs: opened strictly, every page interpreted, the first ones drawn. Scripts are refused before they are reached. */

import { getDocument, type PDFDocumentProxy, type PDFPageProxy, VerbosityLevel } from 'pdfjs-dist/legacy/build/pdf.mjs'
import sharp from 'sharp'
import { type GreyPicture, lookedAtSize, pagesLookedAt } from './grey-picture.ts'
import { maxPages, maxPixels } from './read-image.ts'
import { refuseScan } from './refuse-scan.ts'

/** @throws {AppError} `scan-active`, `scan-locked`, `scan-oversized`, `scan-unreadable`. */
export function readPdf(bytes: Buffer): Promise<{ pages: number; pictures: GreyPicture[] }> {
  return withDocument(bytes, async (document) => {
    if (document.numPages > maxPages) throw refuseScan('scan-oversized', 'The PDF has too many pages.')
    await checkActions(document)
    const pictures: GreyPicture[] = []
    for (let page = 1; page <= document.numPages; page += 1) {
      if (page <= pagesLookedAt) pictures.push(await greyPage(document, page))
      else await (await document.getPage(page)).getOperatorList()
    }
    return { pages: document.numPages, pictures }
  })
}

/** A page as a small JPEG for the screen. */
export function previewOfPdf(bytes: Buffer, page: number, size: number): Promise<Buffer> {
  return withDocument(bytes, async (document) => {
    const { data, width, height } = await draw(document, page, size)
    return sharp(data, { raw: { width, height, channels: 4 } })
      .flatten({ background: '#fff' })
      .jpeg({ quality: 72 })
      .toBuffer()
  })
}

async function withDocument<T>(bytes: Buffer, use: (document: PDFDocumentProxy) => Promise<T>): Promise<T> {
  const loading = getDocument({
    data: new Uint8Array(bytes),
    stopAtErrors: true,
    useSystemFonts: false,
    disableFontFace: true,
    maxImageSize: maxPixels,
    verbosity: VerbosityLevel.ERRORS,
  })
  try {
    return await use(await loading.promise)
  } catch (error) {
    if (!(error instanceof Error)) throw error
    if (error.name === 'AppError') throw error
    if (error.name === 'PasswordException') throw refuseScan('scan-locked', 'The PDF is encrypted.', error)
    throw refuseScan('scan-unreadable', 'The PDF is damaged.', error)
  } finally {
    await loading.destroy()
  }
}

async function checkActions(document: PDFDocumentProxy): Promise<void> {
  const [scripts, attachments] = [await document.getJSActions(), await document.getAttachments()]
  if (scripts) throw refuseScan('scan-active', 'The PDF carries scripts.')
  if (attachments) throw refuseScan('scan-active', 'The PDF carries other files.')
}

async function greyPage(document: PDFDocumentProxy, page: number): Promise<GreyPicture> {
  const { data, width, height } = await draw(document, page, lookedAtSize)
  const levels = new Uint8Array(width * height)
  for (let at = 0; at < levels.length; at += 1) {
    const from = at * 4
    levels[at] = ((data[from] ?? 0) * 77 + (data[from + 1] ?? 0) * 150 + (data[from + 2] ?? 0) * 29) >> 8
  }
  return { width, height, levels }
}

interface DrawnPage {
  readonly data: Uint8ClampedArray
  readonly width: number
  readonly height: number
}

/** What pdf.js makes for itself where there is no browser. */
interface CanvasFactory {
  create(
    width: number,
    height: number,
  ): {
    readonly canvas: NonNullable<Parameters<PDFPageProxy['render']>[0]['canvas']>
    readonly context: { getImageData(x: number, y: number, width: number, height: number): { data: Uint8ClampedArray } }
  }
  destroy(made: object): void
}

async function draw(document: PDFDocumentProxy, number: number, size: number): Promise<DrawnPage> {
  const page = await document.getPage(number)
  const { width, height } = page.getViewport({ scale: 1 })
  const viewport = page.getViewport({ scale: size / Math.max(width, height) })
  const [wide, high] = [Math.max(1, Math.round(viewport.width)), Math.max(1, Math.round(viewport.height))]
  const factory = document.canvasFactory as CanvasFactory
  const made = factory.create(wide, high)
  try {
    await page.render({ canvas: made.canvas, viewport, background: '#ffffff' }).promise
    return { data: made.context.getImageData(0, 0, wide, high).data, width: wide, height: high }
  } finally {
    factory.destroy(made)
    page.cleanup()
  }
}
