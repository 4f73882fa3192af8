import * as z from 'zod'

/** A `bytea` column. */
export const Bytes = z.custom<Uint8Array>((value) => value instanceof Uint8Array)

/** Bytes inside an array parameter: the driver has no `bytea[]`, the statement decodes the text. */
export function hex(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('hex')
}
