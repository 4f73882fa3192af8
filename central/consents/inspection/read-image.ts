/** Pictures (JPEG, PNG, TIFF): every pixel is decoded, because a cut file has a good head. */

import sharp from 'sharp'
import { type GreyPicture, lookedAtSize, pagesLookedAt } from './grey-picture.ts'
import { refuseScan } from './refuse-scan.ts'

/** A sheet of A3 at 600 dpi has 70 million. */
export const maxPixels = 100_000_000
export const maxPages = 60

/** @throws {AppError} `scan-oversized`, `scan-unreadable`. */
export async function readImage(bytes: Buffer): Promise<{ pages: number; pictures: GreyPicture[] }> {
  try {
    const { pages = 1, width, height } = await sharp(bytes, { failOn: 'none', limitInputPixels: false }).metadata()
    if (width * height > maxPixels) throw refuseScan('scan-oversized', 'The picture has too many pixels.')
    if (pages > maxPages) throw refuseScan('scan-oversized', 'The file has too many pages.')
    await sharp(bytes, { failOn: 'truncated', limitInputPixels: maxPixels, pages: -1 }).stats()
    const pictures: GreyPicture[] = []
    for (let page = 0; page < Math.min(pages, pagesLookedAt); page += 1) pictures.push(await greyPage(bytes, page))
    return { pages, pictures }
  } catch (error) {
    if (error instanceof Error && error.name === 'AppError') throw error
    if (error instanceof Error && /pixel limit/i.test(error.message))
      throw refuseScan('scan-oversized', 'The picture has too many pixels.', error)
    throw refuseScan('scan-unreadable', 'The picture is damaged.', error)
  }
}

async function greyPage(bytes: Buffer, page: number): Promise<GreyPicture> {
  const source = sharp(bytes, { failOn: 'truncated', limitInputPixels: maxPixels, page }).autoOrient()
  const { width, height } = await source.metadata()
  const { data, info } = await source
    .flatten({ background: '#fff' })
    .greyscale()
    .resize(lookedAtSize, lookedAtSize, { fit: 'inside', withoutEnlargement: true })
    .raw()
    .toBuffer({ resolveWithObject: true })
  return { width: info.width, height: info.height, levels: new Uint8Array(data), scannedAt: Math.max(width, height) }
}

/** A page as a small JPEG for the screen. */
export function previewOfImage(bytes: Buffer, page: number, size: number): Promise<Buffer> {
  return sharp(bytes, { failOn: 'none', limitInputPixels: maxPixels, page: page - 1 })
    .autoOrient()
    .flatten({ background: '#fff' })
    .resize(size, size, { fit: 'inside', withoutEnlargement: true })
    .jpeg({ quality: 72 })
    .toBuffer()
}
