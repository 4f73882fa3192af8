/** What institutions do to make credit reporting known to the public (征信宣传), planned and reported. */

import * as z from 'zod'
import { Attachment, SentAttachments } from '#contract/attachment.ts'
import { Day, InstitutionCode } from '#contract/values.ts'

export const PublicityId = z.uuid().brand('PublicityId')
export type PublicityId = z.output<typeof PublicityId>

export const publicityForms = ['stand', 'lecture', 'visit', 'online', 'media', 'other'] as const
export const PublicityForm = z.enum(publicityForms)
export type PublicityForm = z.output<typeof PublicityForm>

export const publicityStates = ['planned', 'held', 'cancelled'] as const
export const PublicityState = z.enum(publicityStates)
export type PublicityState = z.output<typeof PublicityState>

/** Can be planned anew until it was held. */
export const PublicityPlan = z.strictObject({
  id: PublicityId,
  institution: InstitutionCode,
  form: PublicityForm,
  title: z.string().trim().min(2).max(120),
  plannedOn: Day,
  place: z.string().trim().min(1).max(120),
  /** Leaflets, posters, films that are to be used. */
  materials: z.string().trim().max(1000),
})
export type PublicityPlan = z.output<typeof PublicityPlan>

/** What came of it; written once. Photographs show the event, not customers' papers. */
export const PublicityReport = z.strictObject({
  heldOn: Day,
  peopleReached: z.int().min(0).max(10_000_000),
  materialsGiven: z.int().min(0).max(10_000_000),
  summary: z.string().trim().min(4).max(4000),
  photos: SentAttachments,
})
export type PublicityReport = z.output<typeof PublicityReport>

export const PublicityActivity = PublicityPlan.omit({ institution: true }).extend({
  institution: z.strictObject({ code: InstitutionCode, name: z.string() }),
  state: PublicityState,
  heldOn: Day.nullable(),
  peopleReached: z.int().nullable(),
  materialsGiven: z.int().nullable(),
  summary: z.string().nullable(),
  photos: z.array(Attachment),
})
export type PublicityActivity = z.output<typeof PublicityActivity>

/** Sums of a year. */
export const PublicityTotals = z.strictObject({ held: z.int(), peopleReached: z.int(), materialsGiven: z.int() })
export type PublicityTotals = z.output<typeof PublicityTotals>
