import * as z from 'zod'
import type { Queryable } from '#central/database/database.ts'
import { DutyClass } from '#contract/duty.ts'

const Link = z.strictObject({ code: z.string(), name: z.string() })

/** From an institution up to head office as the tree stood at the end of a day. */
export async function listChain(queryable: Queryable, code: string, day: string) {
  const rows = await queryable`
    with recursive
      placed as (
        select institution.code, institution.name,
               coalesce((select previous_parent_code from institution_move
                          where institution_code = institution.code and moved_on > ${day}::date
                          order by moved_on, id limit 1), parent_code) as parent
          from institution),
      chain as (
        select code, name, parent, 0 as depth from placed where code = ${code}
         union all
        select placed.code, placed.name, placed.parent, chain.depth + 1 from placed join chain on placed.code = chain.parent)
    select code, name from chain order by depth`
  return z.array(Link).parse([...rows])
}

const HeldDuty = z.strictObject({
  institution: z.string(),
  class: DutyClass,
  employeeId: z.string(),
  name: z.string(),
  isDeputy: z.boolean(),
})

/** Duties in force on a day in several institutions, by class and person. */
export async function listHeld(queryable: Queryable, institutions: readonly string[], day: string) {
  const rows = await queryable`
    select duty.institution_code as institution, duty.class, employee_id as "employeeId", employee.name,
           duty.deputy_of is not null as "isDeputy"
      from duty join employee using (employee_id)
     where duty.institution_code = any(${[...institutions]}::text[])
       and duty.starts_on <= ${day}::date and (duty.ends_on is null or duty.ends_on >= ${day}::date)
     order by duty.starts_on, duty.assigned_at`
  return z.array(HeldDuty).parse([...rows])
}

const UserOfDay = z.strictObject({ employeeId: z.string(), name: z.string() })

/** Query users who worked in an institution on a day. */
export async function listUsersOn(queryable: Queryable, institution: string, day: string) {
  const rows = await queryable`
    select app_user.employee_id as "employeeId", employee.name
      from app_user join employee using (employee_id)
     where app_user.role = 'query-officer'
       and coalesce((select previous_institution_code from employee_move
                      where employee_move.employee_id = app_user.employee_id and moved_on > ${day}::date
                      order by moved_on, id limit 1), employee.institution_code) = ${institution}
       and (opened_at is null or (opened_at at time zone 'Asia/Shanghai')::date <= ${day}::date)
       and (stopped_at is null or (stopped_at at time zone 'Asia/Shanghai')::date >= ${day}::date)
     order by app_user.employee_id`
  return z.array(UserOfDay).parse([...rows])
}
