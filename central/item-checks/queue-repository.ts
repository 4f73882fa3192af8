/** Who gets an item: institutions that have administrators. */

import * as z from 'zod'
import type { Queryable, Transaction } from '#central/database/database.ts'
import { administratorRoles } from '#contract/role.ts'

/**
 * From an institution upward, nearest first: those that have somebody who may check. Head office stands last whether it
 * has or not, so that nothing falls out.
 */
export async function listStaffedAbove(queryable: Queryable, institution: string): Promise<string[]> {
  const rows = await queryable`
    with recursive above as (
      select code, parent_code, 0 as depth from institution where code = ${institution}
       union all
      select institution.code, institution.parent_code, above.depth + 1
        from institution join above on institution.code = above.parent_code)
    select code from above
     where parent_code is null or exists (
       select from employee join app_user using (employee_id)
        where employee.institution_code = above.code and app_user.status = 'active'
          and app_user.role = any(${[...administratorRoles]}))
     order by depth`
  return rows.map((row) => z.string().parse(row['code']))
}

export interface NewItem {
  readonly id: string
  readonly queryId: string
  readonly level: 1 | 2
  readonly queue: string
  readonly barred: readonly string[]
  readonly at: Date
}

export async function insertItem(tx: Transaction, { id, queryId, level, queue, barred, at }: NewItem): Promise<void> {
  await tx`
    insert into item_check (id, query_id, level, queues, barred, state, waiting_since)
    values (${id}, ${queryId}, ${level}, ${[queue]}, ${[...barred]}::uuid[], 'waiting', ${at})`
}
