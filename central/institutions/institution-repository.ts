import * as z from 'zod'
import type { Queryable, Transaction } from '#central/database/database.ts'
import { Institution, type NewInstitution } from '#contract/institution.ts'

/** Whether an institution is another one or stands below it in the tree. */
export async function isWithinTree(queryable: Queryable, code: string, root: string): Promise<boolean> {
  const rows = await queryable`
    with recursive above as (
      select code, parent_code from institution where code = ${code}
       union all
      select institution.code, institution.parent_code from institution join above on institution.code = above.parent_code)
    select code from above where code = ${root}`
  return rows.length > 0
}

function columns(queryable: Queryable) {
  return queryable`institution.code, institution.name, institution.parent_code as parent, institution.level,
    institution.region_code as region, institution.opened_on::text as "openedOn",
    institution.closed_on::text as "closedOn", institution.successor_code as successor`
}

/** An institution and everything below it, parents before children. */
export async function listSubtree(queryable: Queryable, root: string): Promise<Institution[]> {
  const rows = await queryable`
    with recursive below as (
      select code, 0 as depth from institution where code = ${root}
       union all
      select institution.code, below.depth + 1 from institution join below on institution.parent_code = below.code)
    select ${columns(queryable)} from institution join below using (code) order by below.depth, institution.code`
  return z.array(Institution).parse(rows.map((row) => ({ ...row })))
}

/** From an institution up to head office, as the tree stands now. */
export async function listAbove(queryable: Queryable, code: string): Promise<Institution[]> {
  const rows = await queryable`
    with recursive above as (
      select code, parent_code, 0 as depth from institution where code = ${code}
       union all
      select institution.code, institution.parent_code, above.depth + 1
        from institution join above on institution.code = above.parent_code)
    select ${columns(queryable)} from institution join above using (code) order by above.depth`
  return z.array(Institution).parse(rows.map((row) => ({ ...row })))
}

/** Locked until the transaction ends, so that nobody closes what another one merges into. */
export async function lockInstitution(tx: Transaction, code: string): Promise<Institution | undefined> {
  const [row] = await tx`select ${columns(tx)} from institution where code = ${code} for update`
  return row && Institution.parse({ ...row })
}

export async function insertInstitution(
  tx: Transaction,
  institution: NewInstitution,
  openedOn: string,
): Promise<boolean> {
  const { code, name, parent, level, region } = institution
  const rows = await tx`
    insert into institution (code, name, parent_code, level, region_code, opened_on)
    values (${code}, ${name}, ${parent}, ${level}, ${region}, ${openedOn})
    on conflict (code) do nothing returning code`
  return rows.length === 1
}

const Uses = z.strictObject({ people: z.int(), workstations: z.int(), businesses: z.int(), institutions: z.int() })

/** What still belongs to an institution. */
export async function countUses(tx: Transaction, code: string): Promise<z.output<typeof Uses>> {
  const [row] = await tx`
    select (select count(*) from employee where institution_code = ${code} and status = 'employed') as people,
           (select count(*) from workstation where institution_code = ${code} and status <> 'revoked') as workstations,
           (select count(*) from business where institution_code = ${code} and status = 'open') as businesses,
           (select count(*) from institution where parent_code = ${code} and closed_on is null) as institutions`
  return Uses.parse({ ...row })
}

export async function closeInstitution(tx: Transaction, code: string, closing: { on: string; successor?: string }) {
  await tx`
    update institution set closed_on = ${closing.on}, successor_code = ${closing.successor ?? null} where code = ${code}`
}

/** Institutions directly below that are open. */
export async function listChildren(tx: Transaction, code: string): Promise<Institution[]> {
  const rows = await tx`select ${columns(tx)} from institution where parent_code = ${code} and closed_on is null`
  return z.array(Institution).parse(rows.map((row) => ({ ...row })))
}

export interface Merger {
  readonly from: string
  readonly to: string
  readonly on: string
  readonly at: Date
}

const Ids = z.array(z.strictObject({ id: z.string() }))

/**
 * Moves what belongs to one institution to another; where people and institutions were before is kept.
 *
 * @returns Workstations that moved.
 */
export async function moveEverything(tx: Transaction, { from, to, on, at }: Merger): Promise<string[]> {
  await tx`
    insert into institution_move (institution_code, previous_parent_code, moved_on)
    select code, parent_code, ${on} from institution where parent_code = ${from} and closed_on is null`
  await tx`update institution set parent_code = ${to} where parent_code = ${from} and closed_on is null`
  await tx`
    insert into employee_move (employee_id, previous_institution_code, moved_on)
    select employee_id, institution_code, ${on} from employee where institution_code = ${from}`
  // Whoever administers or approves gets no larger subtree by a merger: his rights rest until somebody adjusts them.
  await tx`
    update app_user set rights_until = least(rights_until, ${at}), moved_on = ${on}
      from employee
     where employee.employee_id = app_user.employee_id and employee.institution_code = ${from}
       and app_user.role <> 'query-officer'`
  await tx`update employee set institution_code = ${to} where institution_code = ${from}`
  await tx`update business set institution_code = ${to} where institution_code = ${from}`
  await tx`update enrolment_code set institution_code = ${to} where institution_code = ${from} and used_at is null`
  const rows = await tx`update workstation set institution_code = ${to} where institution_code = ${from} returning id`
  return Ids.parse([...rows]).map(({ id }) => id)
}
