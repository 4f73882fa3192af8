import * as z from 'zod'
import type { Database } from '#central/database/database.ts'
import { Decision } from '#contract/decision.ts'
import { QueryId } from '#contract/values.ts'
import type { PastQuery } from './compare-decisions.ts'
import { QueryFacts } from './query-facts.ts'

const rowsAtOnce = 500

const Row = z.strictObject({
  id: QueryId,
  askedAt: z.date(),
  institution: z.string(),
  employeeId: z.string(),
  facts: QueryFacts,
  decision: Decision,
})

/** Queries of a period with what their decisions saw, newest first, some at a time. */
export async function* readPastQueries(
  database: Database,
  { from, until }: { readonly from: Date; readonly until: Date },
): AsyncGenerator<PastQuery[]> {
  const cursor = database`
    select query.id, asked_at as "askedAt", institution_code as institution, employee_id as "employeeId", facts, decision
      from query join app_user on app_user.id = query.user_id
     where asked_at >= ${from} and asked_at <= ${until} and facts is not null
     order by asked_at desc`.cursor(rowsAtOnce)
  for await (const rows of cursor) yield rows.map((row) => Row.parse({ ...row }))
}
