/** What options may look like, and how a command reads them. */

import * as z from 'zod'
import { BadInput } from './output.ts'

/** A decimal number without sign, small enough to be exact. */
export const WholeNumber = z
  .string()
  .regex(/^\d{1,15}$/, 'must be a whole number, not negative')
  .transform(Number)

/** A counter, which may be larger than a number can hold exactly. */
export const Counter = z
  .string()
  .regex(/^\d{1,20}$/, 'must be a whole number, not negative')
  .transform(BigInt)

export const HexBytes = z
  .hex('must be hexadecimal')
  .min(2, 'must not be empty')
  .refine((text) => text.length % 2 === 0, 'must have an even number of hexadecimal digits')
  .transform((text) => Buffer.from(text, 'hex'))

/** @throws {BadInput} One line for each option that does not fit. */
export function readOptions<S extends z.ZodType>(schema: S, raw: unknown): z.output<S> {
  const options = schema.safeParse(raw)
  if (options.success) return options.data
  throw new BadInput(options.error.issues.map(({ path, message }) => `${flagOf(path)} ${message}`).join('\n'))
}

/** `pinHash` is `--pin-hash` on the command line. */
function flagOf(path: readonly PropertyKey[]): string {
  return `--${path.join('.').replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`
}
