/** What a confirmed violation costs its user: a category, whose points stand in the policy. */

import * as z from 'zod'

export const deductionCategories = [
  'minor',
  'minor-repeated',
  'attempt-against-block',
  'consent-missing',
  'id-lent',
  'grave',
] as const
export const DeductionCategory = z.enum(deductionCategories)
export type DeductionCategory = z.output<typeof DeductionCategory>
