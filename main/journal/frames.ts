/**
 * How records lie in the journal's file: a header, then one frame a record, each chained to everything before it.
 *
 * Frame: length (4 bytes, big-endian), payload, SHA-256 over the chain so far, the length and the payload. The chain finds
 * what a checksum would and, besides, frames that were moved or left out.
 */

import { createHash } from 'node:crypto'

export const header = Buffer.from('CQWJRNL1')
const lengthBytes = 4
const chainBytes = 32
const maxPayloadBytes = 64 * 1024

/** What a chain begins with. */
export const firstChain: Uint8Array = createHash('sha256').update(header).digest()

/** Frames for payloads, in order. @returns Their bytes and the chain after them. */
export function encodeFrames(payloads: readonly Uint8Array[], chain: Uint8Array) {
  const parts: Uint8Array[] = []
  let last = chain
  for (const payload of payloads) {
    if (payload.length === 0 || payload.length > maxPayloadBytes) throw new RangeError('A record has a wrong size.')
    const length = Buffer.alloc(lengthBytes)
    length.writeUInt32BE(payload.length)
    last = chainOf(last, length, payload)
    parts.push(length, payload, last)
  }
  return { bytes: Buffer.concat(parts), chain: last }
}

export interface Intact {
  readonly payloads: readonly Uint8Array[]
  /** Where the first frame begins that is cut off or damaged; the file's end when there is none. */
  readonly end: number
  readonly chain: Uint8Array
}

/** The longest intact beginning of a file; never throws. A file without the header has none. */
export function decodeFrames(file: Uint8Array): Intact {
  const bytes = Buffer.from(file.buffer, file.byteOffset, file.byteLength)
  if (!bytes.subarray(0, header.length).equals(header)) return { payloads: [], end: 0, chain: firstChain }
  const payloads: Uint8Array[] = []
  let [end, chain] = [header.length, firstChain]
  for (let frame = frameAt(bytes, end, chain); frame; frame = frameAt(bytes, end, chain)) {
    payloads.push(frame.payload)
    end = frame.end
    chain = frame.chain
  }
  return { payloads, end, chain }
}

function frameAt(bytes: Buffer, at: number, chain: Uint8Array) {
  if (at + lengthBytes > bytes.length) return undefined
  const length = bytes.subarray(at, at + lengthBytes)
  const size = length.readUInt32BE()
  const end = at + lengthBytes + size + chainBytes
  if (size === 0 || size > maxPayloadBytes || end > bytes.length) return undefined
  const payload = bytes.subarray(at + lengthBytes, end - chainBytes)
  const next = chainOf(chain, length, payload)
  return next.equals(bytes.subarray(end - chainBytes, end)) ? { payload, end, chain: next } : undefined
}

function chainOf(chain: Uint8Array, length: Uint8Array, payload: Uint8Array): Buffer {
  return createHash('sha256').update(chain).update(length).update(payload).digest()
}
