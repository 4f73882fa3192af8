import type { Queryable } from '#central/database/database.ts'
import { type FigurePeriod, type FigureRow, FigureRows } from '#central/figure-source.ts'

export async function countFigures(
  queryable: Queryable,
  { from, until, institutions }: FigurePeriod,
): Promise<FigureRow[]> {
  const rows = await queryable`
    select institution_code as institution, 'stops' as figure, 'imposed' as key, count(*)::int as count
      from query_stop
     where state in ('in-force', 'lifting', 'lifted') and decided_at >= ${from} and decided_at < ${until}
       and institution_code = any(${[...institutions]})
     group by 1`
  return FigureRows.parse([...rows])
}
