import type { Queryable } from '#central/database/database.ts'
import { type FigurePeriod, type FigureRow, FigureRows } from '#central/figure-source.ts'

/** Workstations that wait for somebody to look into them. */
export async function countQuarantined(queryable: Queryable, { institutions }: FigurePeriod): Promise<FigureRow[]> {
  const rows = await queryable`
    select institution_code as institution, 'present' as figure, 'quarantined' as key, count(*)::int as count
      from workstation where status = 'quarantined' and institution_code = any(${[...institutions]}) group by 1`
  return FigureRows.parse([...rows])
}
