import { randomFillSync } from 'node:crypto'

// One call for many ids: asking for sixteen bytes takes as long as asking for some thousand.
const pool = Buffer.alloc(16 * 256)
let used = pool.length

/** An id that begins with the time, so that what is written together lies together. @see RFC 9562 section 5.7. */
export function newEntryId(at: Date): string {
  if (used >= pool.length) {
    randomFillSync(pool)
    used = 0
  }
  const bytes = pool.subarray(used, used + 16)
  used += 16
  bytes.writeUIntBE(at.getTime(), 0, 6)
  bytes[6] = 0x70 | ((bytes[6] ?? 0) & 0x0f)
  bytes[8] = 0x80 | ((bytes[8] ?? 0) & 0x3f)
  const hex = bytes.toString('hex')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`
}
