import * as z from 'zod'
import type { Queryable } from '#central/database/database.ts'
import { Purpose } from '#contract/purpose.ts'
import { queryStates } from '#contract/query.ts'

const ChargedQuery = z.strictObject({
  id: z.uuid(),
  subjectId: z.uuid(),
  institution: z.string(),
  purpose: Purpose,
  state: z.enum(queryStates),
  askedAt: z.date(),
  /** `null` as long as there is no report. */
  reportedAt: z.date().nullable(),
  reportNumber: z.string().nullable(),
})
export type ChargedQuery = z.output<typeof ChargedQuery>

export interface ChargedPeriod {
  readonly from: Date
  readonly until: Date
  /** Queries named elsewhere, whenever they were. */
  readonly ids: readonly string[]
}

/** Queries whose report is of a period, and those of the ids named. */
export async function listCharged(queryable: Queryable, { from, until, ids }: ChargedPeriod): Promise<ChargedQuery[]> {
  const rows = await queryable`
    select query.id, query.subject_id as "subjectId", query.institution_code as institution, query.purpose, query.state,
           query.asked_at as "askedAt", report.reported_at as "reportedAt", report.number as "reportNumber"
      from query left join report on report.query_id = query.id
     where (report.reported_at >= ${from} and report.reported_at < ${until}) or query.id = any(${[...ids]}::uuid[])`
  return z.array(ChargedQuery).parse([...rows])
}

/** When the first query was asked; `undefined` when there is none. */
export async function findFirstAsked(queryable: Queryable): Promise<Date | undefined> {
  const [row] = await queryable`select min(asked_at) as first from query`
  return z.date().nullable().parse(row?.['first']) ?? undefined
}
