/** What the bureau announces about itself. */

import * as z from 'zod'

/** A day and time in Asia/Shanghai, `YYYY-MM-DD HH:MM`; such moments compare as text. */
export const LocalMoment = z
  .string()
  .regex(/^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01]) ([01]\d|2[0-3]):[0-5]\d$/)
  .refine((text) => new Date(`${text.replace(' ', 'T')}:00Z`).toISOString().startsWith(text.slice(0, 10)))

export const BureauSection = z.strictObject({
  /** Times in which the bureau answers nobody; `until` is the first minute after. */
  maintenance: z
    .array(z.strictObject({ from: LocalMoment, until: LocalMoment }).refine(({ from, until }) => from < until))
    .max(100),
})

export const defaultBureau: z.output<typeof BureauSection> = { maintenance: [] }
