import * as z from 'zod'
import type { Queryable } from '#central/database/database.ts'
import { MonitoringRule } from '#contract/monitoring-rule.ts'

const Count = z.strictObject({ rule: MonitoringRule, incidents: z.int() })

/** Incidents since a moment, by rule. */
export async function countIncidents(queryable: Queryable, since: Date, institutions: readonly string[]) {
  const rows = await queryable`
    select rule, count(*) as incidents from incident
     where raised_at >= ${since} and institution_code = any(${[...institutions]}::text[])
     group by rule`
  return new Map(
    z
      .array(Count)
      .parse([...rows])
      .map(({ rule, incidents }) => [rule, incidents]),
  )
}

const Recorded = z.strictObject({
  day: z.string(),
  institution: z.string(),
  employeeId: z.string().nullable(),
  query: z.uuid().nullable(),
  facts: z.record(z.string(), z.union([z.string(), z.number()])),
})

/** The incidents of one rule, newest first. */
export async function listRecorded(queryable: Queryable, rule: MonitoringRule, since: Date) {
  const rows = await queryable`
    select (raised_at at time zone 'Asia/Shanghai')::date::text as day, institution_code as institution,
           employee_id as "employeeId", query_id as query, facts
      from incident where rule = ${rule} and raised_at >= ${since}
     order by raised_at desc`
  return z.array(Recorded).parse([...rows])
}
