import type { Queryable } from '#central/database/database.ts'

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
