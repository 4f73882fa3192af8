import type { Queryable } from '#central/database/database.ts'
import { type FigurePeriod, type FigureRow, FigureRows } from '#central/figure-source.ts'

export async function countFigures(
  queryable: Queryable,
  { from, until, institutions }: FigurePeriod,
): Promise<FigureRow[]> {
  const here = [...institutions]
  const rows = await queryable`
    with here as materialized (
      select institution_code as institution, state, requested_at, decided_at, valid_until
        from release where institution_code = any(${here}) and requested_at < ${until})
    select institution, 'releases' as figure, 'requested' as key, count(*)::int as count
      from here where requested_at >= ${from} group by 1
     union all
    select institution, 'releases', 'granted', count(*)::int
      from here where state in ('granted', 'used') and decided_at >= ${from} and decided_at < ${until} group by 1
     union all
    select institution, 'releases', 'refused', count(*)::int
      from here where state = 'refused' and decided_at >= ${from} and decided_at < ${until} group by 1
     union all
    select institution, 'rejections', 'release', count(*)::int
      from here where state = 'refused' and decided_at >= ${from} and decided_at < ${until} group by 1
     union all
    select institution, 'releases', 'used', count(*)::int
      from here where state = 'used' and decided_at >= ${from} and decided_at < ${until} group by 1
     union all
    select institution, 'releases', 'expired', count(*)::int
      from here where state = 'granted' and valid_until >= ${from} and valid_until < ${until} group by 1`
  return FigureRows.parse([...rows])
}

/** Requests that nobody has answered. */
export async function countWaiting(queryable: Queryable, { institutions }: FigurePeriod): Promise<FigureRow[]> {
  const rows = await queryable`
    select institution_code as institution, 'present' as figure, 'releases-waiting' as key, count(*)::int as count
      from release where state = 'waiting' and institution_code = any(${[...institutions]}) group by 1`
  return FigureRows.parse([...rows])
}
