import type { Queryable } from '#central/database/database.ts'
import { type FigurePeriod, type FigureRow, FigureRows } from '#central/figure-source.ts'

/** `open`: raised before the end and not decided by then. */
export async function countFigures(
  queryable: Queryable,
  { from, until, institutions }: FigurePeriod,
): Promise<FigureRow[]> {
  const rows = await queryable`
    with here as materialized (
      select institution_code as institution, rule, is_high_risk, outcome, state, raised_at, decided_at
        from incident where institution_code = any(${[...institutions]}) and raised_at < ${until})
    select institution, 'incidents' as figure, 'raised' as key, count(*)::int as count
      from here where raised_at >= ${from} group by 1
     union all
    select institution, 'incidents', 'high-risk', count(*)::int
      from here where raised_at >= ${from} and is_high_risk group by 1
     union all
    select institution, 'incident-rules', rule, count(*)::int from here where raised_at >= ${from} group by 1, 3
     union all
    select institution, 'incidents', outcome, count(*)::int
      from here where outcome is not null and decided_at >= ${from} and decided_at < ${until} group by 1, 3
     union all
    select institution, 'incidents', 'open', count(*)::int
      from here where (decided_at is null and state <> 'closed') or decided_at >= ${until} group by 1`
  return FigureRows.parse([...rows])
}

/** Suspected leaks raised in the period, and those that were confirmed. */
export async function countLeaks(
  queryable: Queryable,
  { from, until, institutions }: FigurePeriod,
): Promise<FigureRow[]> {
  const rows = await queryable`
    with here as materialized (
      select institution_code as institution, outcome from incident
       where rule = 'suspected-leak' and raised_at >= ${from} and raised_at < ${until}
         and institution_code = any(${[...institutions]}))
    select institution, 'present' as figure, 'suspected-leaks' as key, count(*)::int as count from here group by 1
     union all
    select institution, 'present', 'confirmed-leaks', count(*)::int from here where outcome = 'confirmed' group by 1`
  return FigureRows.parse([...rows])
}
