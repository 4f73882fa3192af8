/** A form of consent, filled in from the business and printed for signature; its scan finds it again by its code. */

import * as z from 'zod'
import { kindOfPurpose, Purpose } from '#contract/purpose.ts'
import { kindOfSubject, Subject } from '#contract/subject.ts'
import { BusinessReference, ConsentFormId, Instant } from '#contract/values.ts'

const shape = {
  id: ConsentFormId,
  subject: Subject,
  purposes: z.array(Purpose).min(1).max(12),
  businessReference: BusinessReference,
}

/** What is printed. */
export const ConsentFormDraft = z
  .strictObject(shape)
  .refine(({ subject, purposes }) => purposes.every((purpose) => kindOfPurpose(purpose) === kindOfSubject(subject)), {
    path: ['purposes'],
  })
export type ConsentFormDraft = z.output<typeof ConsentFormDraft>

export const ConsentForm = z.strictObject({ ...shape, preparedAt: Instant })
export type ConsentForm = z.output<typeof ConsentForm>
