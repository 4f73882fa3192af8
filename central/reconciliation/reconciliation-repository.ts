import * as z from 'zod'
import type { Queryable, Transaction } from '#central/database/database.ts'
import { DifferenceId, DifferenceKind } from '#contract/reconciliation.ts'
import type { Difference } from './compare-charges.ts'

const StoredDay = z.strictObject({
  day: z.string(),
  state: z.enum(['running', 'compared', 'unavailable']),
  comparedAt: z.date().nullable(),
  charges: z.int().nullable(),
  queries: z.int().nullable(),
  differences: z.int(),
  unresolved: z.int(),
})
export type StoredDay = z.output<typeof StoredDay>

const StoredDifference = z.strictObject({
  id: DifferenceId,
  day: z.string(),
  kind: DifferenceKind,
  queryId: z.uuid().nullable(),
  reportNumber: z.string().nullable(),
  institution: z.string().nullable(),
  purpose: z.string().nullable(),
  happenedAt: z.date(),
  resolvedAt: z.date().nullable(),
  employeeId: z.string().nullable(),
  name: z.string().nullable(),
  reason: z.string().nullable(),
})
export type StoredDifference = z.output<typeof StoredDifference>

/** Days between both ends, ends included, that have not been compared; oldest first. */
export async function listOpenDays(queryable: Queryable, from: string, until: string): Promise<string[]> {
  const rows = await queryable`
    select past::date::text as day from generate_series(${from}::date, ${until}::date, '1 day') as past
     where not exists (select from reconciliation_day as done where done.day = past::date and done.state = 'compared')
     order by past`
  return rows.map((row) => z.string().parse(row['day']))
}

/**
 * Takes a day for comparison, for one instance at a time: an unfinished one is free again after its lease.
 *
 * @param isAgain Also a day that has been compared.
 */
export async function claimDay(
  queryable: Queryable,
  day: string,
  { now, leaseUntil, isAgain }: { now: Date; leaseUntil: Date; isAgain: boolean },
): Promise<boolean> {
  const claimed = await queryable`
    insert into reconciliation_day as known (day, state, claimed_at) values (${day}, 'running', ${now})
        on conflict (day) do update set state = 'running', claimed_at = ${now}
     where known.claimed_at < ${leaseUntil} and known.state <> 'compared'
        or ${isAgain} and known.state <> 'running'
    returning day`
  return claimed.length === 1
}

export async function saveCompared(
  tx: Transaction,
  day: string,
  result: { comparedAt: Date; charges: number; queries: number },
): Promise<void> {
  await tx`
    update reconciliation_day set state = 'compared', compared_at = ${result.comparedAt}, charges = ${result.charges},
           queries = ${result.queries}
     where day = ${day}`
}

export async function saveUnavailable(tx: Transaction, day: string): Promise<void> {
  await tx`update reconciliation_day set state = 'unavailable' where day = ${day}`
}

/** @returns `false` when the difference was found before. */
export async function insertDifference(
  tx: Transaction,
  difference: Difference & { readonly id: string; readonly day: string; readonly foundAt: Date },
): Promise<boolean> {
  const { id, day, kind, key, queryId, reportNumber, institution, purpose, happenedAt, foundAt } = difference
  const inserted = await tx`
    insert into reconciliation_difference (id, day, kind, charge_key, query_id, report_number, institution, purpose,
                                           happened_at, found_at)
    values (${id}, ${day}, ${kind}, ${key}, ${queryId}, ${reportNumber}, ${institution}, ${purpose}, ${happenedAt},
            ${foundAt})
        on conflict (day, kind, charge_key) do nothing
    returning id`
  return inserted.length === 1
}

function days(queryable: Queryable) {
  return queryable`
    select day::text as day, state, compared_at as "comparedAt", charges, queries,
           (select count(*)::integer from reconciliation_difference as found where found.day = known.day) as differences,
           (select count(*)::integer from reconciliation_difference as found
             where found.day = known.day and resolved_at is null) as unresolved
      from reconciliation_day as known`
}

export async function listDays(queryable: Queryable, since: string): Promise<StoredDay[]> {
  const rows = await queryable`${days(queryable)} where day >= ${since} order by day desc`
  return z.array(StoredDay).parse([...rows])
}

export async function getDay(queryable: Queryable, day: string): Promise<StoredDay> {
  const [row] = await queryable`${days(queryable)} where day = ${day}`
  return StoredDay.parse({ ...row })
}

function differences(queryable: Queryable) {
  return queryable`
    select found.id, day::text as day, kind, query_id as "queryId", report_number as "reportNumber", institution, purpose,
           happened_at as "happenedAt", resolved_at as "resolvedAt", app_user.employee_id as "employeeId", employee.name,
           resolution as reason
      from reconciliation_difference as found
      left join app_user on app_user.id = resolved_by
      left join employee on employee.employee_id = app_user.employee_id`
}

export async function listDifferences(queryable: Queryable, since: string): Promise<StoredDifference[]> {
  const rows = await queryable`
    ${differences(queryable)}
     where day >= ${since} or resolved_at is null order by day desc, happened_at desc limit 2000`
  return z.array(StoredDifference).parse([...rows])
}

export async function findDifference(queryable: Queryable, id: string): Promise<StoredDifference | undefined> {
  const [row] = await queryable`${differences(queryable)} where found.id = ${id}`
  return row && StoredDifference.parse({ ...row })
}

/** @returns `false` when it is unknown or resolved already. */
export async function saveResolution(
  tx: Transaction,
  id: string,
  { at, by, reason }: { at: Date; by: string; reason: string },
): Promise<boolean> {
  const resolved = await tx`
    update reconciliation_difference set resolved_at = ${at}, resolved_by = ${by}, resolution = ${reason}
     where id = ${id} and resolved_at is null returning id`
  return resolved.length === 1
}
