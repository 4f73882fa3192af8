/** The thread of `page-painter.ts`. */

import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { parentPort } from 'node:worker_threads'
import { getDocument, VerbosityLevel } from 'pdfjs-dist/legacy/build/pdf.mjs'
import sharp from 'sharp'
import type { PageToPaint } from './page-painter.ts'

export interface Painted {
  readonly id: number
  readonly picture: Uint8Array<ArrayBuffer> | null
}

/** Longest edge in pixels: an A4 sheet at about 170 dpi, enough to read a stamp. */
const edgePixels = 2000
const maxPixels = 100_000_000
const quality = 72
const pdfjs = dirname(createRequire(import.meta.url).resolve('pdfjs-dist/package.json'))

parentPort?.on('message', async ({ id, ...page }: PageToPaint & { id: number }) => {
  const picture = await paint(page).catch(() => null)
  parentPort?.postMessage({ id, picture } satisfies Painted)
})

async function paint({ bytes, mediaType, page }: PageToPaint): Promise<Uint8Array<ArrayBuffer>> {
  const image = mediaType === 'application/pdf' ? await drawPdfPage(bytes, page) : readPicture(bytes, page)
  return new Uint8Array(await image.webp({ quality }).toBuffer())
}

function readPicture(bytes: Uint8Array, page: number) {
  return sharp(bytes, { page: page - 1, limitInputPixels: maxPixels })
    .rotate()
    .flatten({ background: '#fff' })
    .resize(edgePixels, edgePixels, { fit: 'inside', withoutEnlargement: true })
}

async function drawPdfPage(bytes: Uint8Array, number: number) {
  const loading = getDocument({
    data: new Uint8Array(bytes),
    useSystemFonts: false,
    disableFontFace: true,
    cMapUrl: `${join(pdfjs, 'cmaps')}/`,
    standardFontDataUrl: `${join(pdfjs, 'standard_fonts')}/`,
    verbosity: VerbosityLevel.ERRORS,
  })
  try {
    const document = await loading.promise
    const page = await document.getPage(number)
    const { width: ownWidth, height: ownHeight } = page.getViewport({ scale: 1 })
    const viewport = page.getViewport({ scale: edgePixels / Math.max(ownWidth, ownHeight) })
    const [width, height] = [Math.ceil(viewport.width), Math.ceil(viewport.height)]
    const { canvas } = (document.canvasFactory as CanvasFactory).create(width, height)
    await page.render({ canvas: canvas as never, viewport, background: '#fff' }).promise
    const { data } = canvas.getContext('2d').getImageData(0, 0, width, height)
    const raw = { width, height, channels: 4 } as const
    return sharp(Buffer.from(data.buffer, data.byteOffset, data.byteLength), { raw }).flatten({ background: '#fff' })
  } finally {
    await loading.destroy()
  }
}

/** The part of pdf.js's own canvas for Node that is used here. */
interface CanvasFactory {
  create(
    width: number,
    height: number,
  ): { canvas: { getContext(kind: '2d'): { getImageData(...area: number[]): { data: Uint8ClampedArray } } } }
}
