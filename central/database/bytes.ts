import * as z from 'zod'

/** A `bytea` column. */
export const Bytes = z.custom<Uint8Array>((value) => value instanceof Uint8Array)
