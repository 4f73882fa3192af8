/** Whom a report is about: the information subject (信息主体). */

import * as z from 'zod'
import { corporateIdProblem, corporateIdTypes } from '#contract/corporate-id.ts'
import type { SubjectKind } from '#contract/purpose.ts'
import { isResidentId } from '#contract/resident-id.ts'

/** Personal ID types of the bureau's code table that officers may use. `10` is the resident identity card. */
export const personalIdTypes = ['10', '1', '2', '5', '6', '8', '9', '20', 'A', 'B', 'C', 'X'] as const
export const residentIdType = '10'

/** Name, ID type and ID number together identify a person (三项标识). */
export const PersonalSubject = z
  .strictObject({
    /** Left out by programs that know persons only. */
    kind: z.literal('personal').optional(),
    name: z
      .string()
      .trim()
      .min(2)
      .max(60)
      .regex(/^[\p{L}\p{M}·．.\-' ]+$/u),
    idType: z.enum(personalIdTypes),
    idNumber: z
      .string()
      .trim()
      .toUpperCase()
      .regex(/^[0-9A-Z()-]{5,30}$/),
  })
  .refine(({ idType, idNumber }) => idType !== residentIdType || isResidentId(idNumber), { path: ['idNumber'] })
export type PersonalSubject = z.output<typeof PersonalSubject>

/** A company: its registered name and one of the three numbers the bureau knows it by. */
export const CorporateSubject = z
  .strictObject({
    kind: z.literal('corporate'),
    name: z
      .string()
      .trim()
      .min(4)
      .max(100)
      .regex(/^[\p{L}\p{M}\p{N}（）()·．.\-—&、' ]+$/u),
    idType: z.enum(corporateIdTypes),
    idNumber: z
      .string()
      .trim()
      .toUpperCase()
      .regex(/^[0-9A-Z]{9,18}$/),
  })
  .refine(({ idType, idNumber }) => corporateIdProblem(idType, idNumber) === undefined, { path: ['idNumber'] })
export type CorporateSubject = z.output<typeof CorporateSubject>

export const Subject = z.discriminatedUnion('kind', [PersonalSubject, CorporateSubject])
export type Subject = z.output<typeof Subject>

export function kindOfSubject({ kind }: Subject): SubjectKind {
  return kind ?? 'personal'
}
