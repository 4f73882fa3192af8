/** Files that are two things at once: a picture to us, an archive or a web page to somebody else. */

import type { ScanMediaType } from '#contract/consent.ts'
import { refuseScan } from './refuse-scan.ts'

/** An archive's last record and its longest comment (PKWARE APPNOTE 4.3.16). */
const archiveTail = 22 + 65_535
const endOfArchive = Buffer.from('PK\x05\x06', 'latin1')
/** Readers look for a PDF's head this far into a file (ISO 32000-2 annex C). */
const pdfHeadWithin = 1024
const webPage = /<(?:script|html|\?php|iframe|svg)[\s>]/i
const slackBytes = 4096

/** @throws {AppError} `scan-disguised`. */
export function checkDisguise(bytes: Buffer, mediaType: ScanMediaType): void {
  if (bytes.subarray(-archiveTail).includes(endOfArchive)) throw disguised('an archive')
  if (mediaType !== 'application/pdf' && bytes.subarray(0, pdfHeadWithin).includes('%PDF-')) throw disguised('a PDF')
  const rest = restOf(bytes, mediaType)
  if (rest.length > slackBytes) throw disguised('more than a picture')
  const outside = mediaType === 'application/pdf' ? bytes.subarray(0, pdfHeadWithin) : Buffer.alloc(0)
  if (webPage.test(outside.toString('latin1')) || webPage.test(rest.toString('latin1'))) throw disguised('a web page')
}

/** What comes after the file's own end. */
function restOf(bytes: Buffer, mediaType: ScanMediaType): Buffer {
  const end = endOf(bytes, mediaType)
  return end < 0 ? Buffer.alloc(0) : bytes.subarray(end)
}

function endOf(bytes: Buffer, mediaType: ScanMediaType): number {
  switch (mediaType) {
    case 'application/pdf':
      return after(bytes, '%%EOF')
    case 'image/png':
      // The mark of its last chunk, and that chunk's checksum.
      return after(bytes, 'IEND', 4)
    case 'image/jpeg':
      return after(bytes, Buffer.from([0xff, 0xd9]))
    case 'image/tiff':
      return -1
  }
}

function after(bytes: Buffer, mark: string | Buffer, more = 0): number {
  const at = bytes.lastIndexOf(mark)
  return at < 0 ? -1 : at + mark.length + more
}

function disguised(what: string) {
  return refuseScan('scan-disguised', `The file is at the same time ${what}.`)
}
