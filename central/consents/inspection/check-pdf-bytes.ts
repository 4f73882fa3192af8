/**
 * Looks through a PDF's bytes before anything interprets it: what does something when it is opened, and what becomes much
 * larger than it is.
 *
 * @see ISO 32000-2 section 7.3.5 (names), 7.5.7 (object streams), 12.6 (actions).
 */

import { inflateSync } from 'node:zlib'
import { refuseScan } from './refuse-scan.ts'

const activeNames =
  /\/(?:JavaScript|JS|Launch|EmbeddedFiles?|RichMedia|XFA|GoToR|GoToE|SubmitForm|ImportData|Movie|Sound)(?![A-Za-z])/
/** What one stream, and all together, may become. A scanned page of A3 at 600 dpi has 210 MB. */
const streamLimit = 256 * 1024 * 1024
const totalLimit = 512 * 1024 * 1024
/** Streams smaller than this cannot become that large by one pass of deflate (1032 to 1). */
const harmlessBytes = 64 * 1024

/** @throws {AppError} `scan-locked`, `scan-active`, `scan-oversized`. */
export function checkPdfBytes(bytes: Buffer): void {
  const streams = streamsOf(bytes)
  const outside = outsideOf(bytes, streams)
  if (/\/Encrypt(?![A-Za-z])/.test(outside)) throw refuseScan('scan-locked', 'The PDF is encrypted.')
  checkActive(outside)
  let total = 0
  for (const stream of streams) {
    const content = unfolded(bytes, stream)
    total += content.length
    if (total > totalLimit) throw refuseScan('scan-oversized', 'The PDF becomes too large.')
    if (isObjects(stream)) checkActive(content.toString('latin1'))
  }
}

function isObjects({ head }: Stream): boolean {
  return /\/ObjStm(?![A-Za-z])/.test(head)
}

/** What a stream becomes, where that could be large or hide something; otherwise nothing. */
function unfolded(bytes: Buffer, stream: Stream): Buffer {
  const { head, from, until } = stream
  const folds = [...head.matchAll(/\/(?:FlateDecode|Fl)(?![A-Za-z])/g)].length
  const isHarmless = folds === 0 || (folds === 1 && until - from < harmlessBytes && !isObjects(stream))
  if (isHarmless) return Buffer.alloc(0)
  let content: Buffer = bytes.subarray(from, until)
  for (let fold = 0; fold < folds; fold += 1) content = inflated(content)
  return content
}

function checkActive(text: string): void {
  const found = activeNames.exec(plainNames(text))
  if (found) throw refuseScan('scan-active', `The PDF does something when it is opened: ${found[0].slice(1)}.`)
}

/** `#4a` in a name stands for `J`. */
function plainNames(text: string): string {
  return text.replaceAll(/#([0-9A-Fa-f]{2})/g, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)))
}

interface Stream {
  /** The dictionary before it. */
  readonly head: string
  readonly from: number
  readonly until: number
}

function streamsOf(bytes: Buffer): Stream[] {
  const streams: Stream[] = []
  for (let at = bytes.indexOf('stream'); at >= 0; at = bytes.indexOf('stream', at)) {
    const from = at + (bytes[at + 6] === 0x0d ? 8 : 7)
    const until = bytes.indexOf('endstream', from)
    if (until < 0) break
    const object = bytes.lastIndexOf('obj', at)
    streams.push({ head: plainNames(bytes.toString('latin1', Math.max(object, at - 4096), at)), from, until })
    at = until + 9
  }
  return streams
}

function outsideOf(bytes: Buffer, streams: readonly Stream[]): string {
  const parts: string[] = []
  let at = 0
  for (const { from, until } of streams) {
    parts.push(bytes.toString('latin1', at, from))
    at = until
  }
  return [...parts, bytes.toString('latin1', at)].join(' ')
}

/** What cannot be inflated is left to the reader, which refuses damaged files. */
function inflated(bytes: Buffer): Buffer {
  try {
    return inflateSync(bytes, { maxOutputLength: streamLimit, finishFlush: 2 })
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE')
      throw refuseScan('scan-oversized', 'A part of the PDF becomes too large.', error)
    return Buffer.alloc(0)
  }
}
