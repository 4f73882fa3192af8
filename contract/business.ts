/** What the loan systems know about a business: application, contract, guarantee. */

import * as z from 'zod'
import { Subject } from '#contract/subject.ts'
import { BusinessReference, InstitutionCode } from '#contract/values.ts'

export const businessRoles = ['borrower', 'spouse', 'guarantor', 'legal-representative'] as const

export const Business = z.strictObject({
  reference: BusinessReference,
  kind: z.enum(['application', 'contract']),
  status: z.enum(['open', 'settled', 'withdrawn']),
  product: z.string().max(60),
  institution: z.strictObject({ code: InstitutionCode, name: z.string().max(80) }),
  parties: z.array(z.strictObject({ role: z.enum(businessRoles), subject: Subject })).max(20),
})
export type Business = z.output<typeof Business>
