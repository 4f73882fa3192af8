import type { Queryable } from '#central/database/database.ts'
import { type FigurePeriod, type FigureRow, FigureRows } from '#central/figure-source.ts'

/** What checkers decided, and what waited at the end of the period. */
export async function countFigures(
  queryable: Queryable,
  { from, until, institutions }: FigurePeriod,
): Promise<FigureRow[]> {
  const here = [...institutions]
  const rows = await queryable`
    select query.institution_code as institution, 'item-checks' as figure, what as key, count(*)::int as count
      from item_check_step
      join item_check on item_check.id = item_check_step.item_id
      join query on query.id = item_check.query_id
     where at >= ${from} and at < ${until} and what in ('accepted', 'returned', 'suspected')
       and query.institution_code = any(${here})
     group by 1, 3
     union all
    select query.institution_code, 'item-checks', 'open', count(*)::int
      from item_check join query on query.id = item_check.query_id
     where query.asked_at < ${until} and (item_check.decided_at is null or item_check.decided_at >= ${until})
       and query.institution_code = any(${here})
     group by 1`
  return FigureRows.parse([...rows])
}
