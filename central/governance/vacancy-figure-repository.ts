import type { Queryable } from '#central/database/database.ts'
import { type FigureRow, FigureRows } from '#central/figure-source.ts'

/** Classes without a holder on a day, in institutions that were open on it. */
export async function countVacancies(
  queryable: Queryable,
  { day, classes, institutions }: { day: string; classes: readonly string[]; institutions: readonly string[] },
): Promise<FigureRow[]> {
  const rows = await queryable`
    select institution.code as institution, 'vacancies' as figure, wanted.class as key, count(*)::int as count
      from institution cross join unnest(${[...classes]}::text[]) as wanted(class)
     where institution.code = any(${[...institutions]})
       and (opened_on is null or opened_on <= ${day}::date) and (closed_on is null or closed_on > ${day}::date)
       and not exists (
         select 1 from duty
          where duty.institution_code = institution.code and duty.class = wanted.class
            and duty.starts_on <= ${day}::date and (duty.ends_on is null or duty.ends_on >= ${day}::date))
     group by 1, 3`
  return FigureRows.parse([...rows])
}
