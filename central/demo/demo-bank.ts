/** The shape of a demo bank: made-up institutions, people and businesses. Production never loads one. */

import * as z from 'zod'
import { Business, businessRoles } from '#contract/business.ts'
import { Purpose } from '#contract/purpose.ts'
import { Role } from '#contract/role.ts'
import { Subject } from '#contract/subject.ts'
import { EmployeeId, InstitutionCode } from '#contract/values.ts'

export const DemoBank = z.strictObject({
  institutions: z.array(
    z.strictObject({
      code: InstitutionCode,
      name: z.string(),
      parent: InstitutionCode.nullable(),
      level: z.enum(['head-office', 'province', 'city', 'sub-branch', 'outlet']),
      region: z.string().regex(/^\d{6}$/),
    }),
  ),
  users: z.array(
    z.strictObject({
      employeeId: EmployeeId,
      name: z.string(),
      institution: InstitutionCode,
      role: Role,
      purposes: z.array(Purpose),
    }),
  ),
  businesses: z.array(
    z.strictObject({
      reference: Business.shape.reference,
      kind: Business.shape.kind,
      status: Business.shape.status,
      product: z.string(),
      institution: InstitutionCode,
      parties: z.array(z.strictObject({ role: z.enum(businessRoles), subject: Subject })),
    }),
  ),
})
export type DemoBank = z.output<typeof DemoBank>

/** Suite of the demo's signing tokens: one minute, eight digits (RFC 6287 section 6). */
export const demoSigningSuite = 'OCRA-1:HOTP-SHA256-8:QN08-T1M'

/** Password and token seeds of each user, by employee ID; made anew for each demo folder. */
export const DemoSecrets = z.record(
  EmployeeId,
  z.strictObject({ password: z.string(), seed: z.hex().length(40), signingSeed: z.hex().length(64) }),
)
export type DemoSecrets = z.output<typeof DemoSecrets>
