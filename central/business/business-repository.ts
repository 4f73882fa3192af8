import * as z from 'zod'
import type { Queryable, Transaction } from '#central/database/database.ts'
import { Business, businessRoles } from '#contract/business.ts'

const StoredBusiness = z.strictObject({
  reference: Business.shape.reference,
  kind: Business.shape.kind,
  status: Business.shape.status,
  product: z.string(),
  institution: z.string(),
  institutionName: z.string(),
  regionCode: z.string(),
  parties: z.array(z.strictObject({ subjectId: z.uuid(), role: z.enum(businessRoles) })),
})
export type StoredBusiness = z.output<typeof StoredBusiness>

export async function findBusiness(queryable: Queryable, reference: string): Promise<StoredBusiness | undefined> {
  const [row] = await queryable`
    select reference, kind, status, product, institution_code as institution, institution.name as "institutionName",
           region_code as "regionCode",
           (select coalesce(json_agg(json_build_object('subjectId', subject_id, 'role', role) order by position), '[]')
              from business_party where business_party.reference = business.reference) as parties
      from business join institution on institution.code = institution_code
     where reference = ${reference}`
  return row && StoredBusiness.parse({ ...row })
}

export interface NewBusiness {
  readonly reference: string
  readonly kind: 'application' | 'contract'
  readonly status: 'open' | 'settled' | 'withdrawn'
  readonly product: string
  readonly institution: string
  readonly parties: readonly { subjectId: string; role: (typeof businessRoles)[number] }[]
}

export async function insertBusiness(tx: Transaction, business: NewBusiness): Promise<void> {
  const { reference, kind, status, product, institution, parties } = business
  await tx`
    insert into business (reference, kind, status, product, institution_code)
    values (${reference}, ${kind}, ${status}, ${product}, ${institution})`
  await tx`
    insert into business_party (reference, subject_id, role, position)
    select ${reference}, * from unnest(
      ${parties.map(({ subjectId }) => subjectId)}::uuid[],
      ${parties.map(({ role }) => role)}::text[],
      ${parties.map((_, index) => index)}::integer[])`
}
