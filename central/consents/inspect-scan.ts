/** Looks into a scan: it must be what it claims to be, whole, and nothing but pages. */

import { createHash } from 'node:crypto'
import { getDocument, VerbosityLevel } from 'pdfjs-dist/legacy/build/pdf.mjs'
import sharp from 'sharp'
import { AppError } from '#contract/failure.ts'
import { scanKind } from '#contract/rules/scan-kind.ts'
import type { InspectedFile } from './upload-repository.ts'

/** A sheet of A3 at 600 dpi has 70 million. */
const maxPixels = 100_000_000
const maxPages = 60

/** @throws {AppError} `scan-unreadable` with the reason, when the file is damaged, empty, of no accepted kind, or active. */
export async function inspectScan(bytes: Buffer): Promise<InspectedFile> {
  const mediaType = scanKind(bytes)
  if (mediaType === undefined) throw unreadable('The file is neither PDF nor JPEG, PNG or TIFF.')
  const pages = mediaType === 'application/pdf' ? await countPdfPages(bytes) : await countImagePages(bytes)
  return { sha256: createHash('sha256').update(bytes).digest('hex'), mediaType, pages }
}

async function countImagePages(bytes: Buffer): Promise<number> {
  try {
    const image = sharp(bytes, { failOn: 'truncated', limitInputPixels: maxPixels, pages: -1 })
    const { pages = 1 } = await image.metadata()
    // Decodes every pixel: a cut file has a good head.
    await image.stats()
    return pages
  } catch (error) {
    throw unreadable('The picture is damaged or too large.', error)
  }
}

async function countPdfPages(bytes: Buffer): Promise<number> {
  const loading = getDocument({
    data: new Uint8Array(bytes),
    stopAtErrors: true,
    useSystemFonts: false,
    disableFontFace: true,
    verbosity: VerbosityLevel.ERRORS,
  })
  try {
    const document = await loading.promise
    if (document.numPages > maxPages) throw new RangeError('Too many pages.')
    if (await document.getJSActions()) throw new RangeError('The PDF carries scripts.')
    for (let page = 1; page <= document.numPages; page += 1) await (await document.getPage(page)).getOperatorList()
    return document.numPages
  } catch (error) {
    throw unreadable('The PDF is damaged, locked, active or too long.', error)
  } finally {
    await loading.destroy()
  }
}

function unreadable(message: string, cause?: unknown): AppError {
  return new AppError('scan-unreadable', message, { cause })
}
