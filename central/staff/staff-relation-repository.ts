import * as z from 'zod'
import type { Queryable } from '#central/database/database.ts'
import type { StaffLookup } from './staff-lookup.ts'

const Relation = z.strictObject({ isEmployee: z.boolean(), isSelf: z.boolean(), mayBeRelated: z.boolean() })
export type Relation = z.output<typeof Relation>

export async function findRelation(
  queryable: Queryable,
  { id, kin }: StaffLookup,
  employeeId: string,
): Promise<Relation> {
  const [row] = await queryable`
    select exists (select from employee where id_lookup = ${id} and status = 'employed') as "isEmployee",
           coalesce(id_lookup = ${id}, false) as "isSelf",
           coalesce(kin_lookup = ${kin} and id_lookup <> ${id}, false) as "mayBeRelated"
      from employee where employee_id = ${employeeId}`
  return Relation.parse(row ? { ...row } : { isEmployee: false, isSelf: false, mayBeRelated: false })
}
