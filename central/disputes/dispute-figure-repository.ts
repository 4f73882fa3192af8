import type { Queryable } from '#central/database/database.ts'
import { type FigurePeriod, type FigureRow, FigureRows } from '#central/figure-source.ts'

/** `overdue`: due before the end of the period and not answered by then. */
export async function countFigures(
  queryable: Queryable,
  { from, until, days, institutions }: FigurePeriod,
): Promise<FigureRow[]> {
  const rows = await queryable`
    with here as materialized (
      select institution_code as institution, received_on, due_on, answered_at
        from dispute where institution_code = any(${[...institutions]}) and received_on < ${days.until}::date)
    select institution, 'disputes' as figure, 'received' as key, count(*)::int as count
      from here where received_on >= ${days.from}::date group by 1
     union all
    select institution, 'disputes', 'answered', count(*)::int
      from here where answered_at >= ${from} and answered_at < ${until} group by 1
     union all
    select institution, 'disputes', 'overdue', count(*)::int
      from here where due_on < ${days.until}::date and (answered_at is null or answered_at >= ${until}) group by 1`
  return FigureRows.parse([...rows])
}
