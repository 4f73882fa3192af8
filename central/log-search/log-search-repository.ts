import * as z from 'zod'
import { Bytes } from '#central/database/bytes.ts'
import type { Queryable, Transaction } from '#central/database/database.ts'
import type { LogSearch } from '#contract/log-search.ts'

/** A part of the log that somebody may look at. */
export interface Scope {
  /** `null`: the whole bank, and what belongs to no institution. */
  readonly institutions: readonly string[] | null
  readonly period: { readonly from: string; readonly until: string } | null
}

/** Reads the next entries into the columns. @returns How many places were looked at. */
export async function indexNext(tx: Transaction, limit: number): Promise<number> {
  const [progress] = await tx`select next_index as next from log_search_progress where id = 1 for update`
  const next = z.int().parse(progress?.['next'])
  const [row] = await tx`
    with leaf as (
      select index, body from log_leaf join log_entry on id = entry_id
       where index >= ${next} and index < ${next + limit}),
    said as (
      select index, convert_from(body, 'UTF8')::jsonb as entry from leaf where body is not null),
    written as (
      insert into log_search (index, at, kind, employee_id, institution, workstation, address, session_id,
                              subject_commitment, object, query_id, consent_id, report_number)
      select index, (entry->>'at')::timestamptz, entry->>'kind', entry->>'employeeId', entry->>'institution',
             entry->>'workstation', entry->>'address', entry->>'session', entry->>'subjectCommitment', entry->>'object',
             case when entry->>'kind' in ('query.decided', 'report.received', 'report.failed') then entry->>'object'
                  else entry->'facts'->>'query' end,
             case when entry->>'kind' like 'consent.%' then entry->>'object' else entry->'facts'->>'consent' end,
             entry->'facts'->>'reportNumber'
        from said
          on conflict do nothing)
    select count(*) as seen, max(index) as last from leaf`
  const { seen, last } = z.object({ seen: z.int(), last: z.int().nullable() }).parse(row)
  if (last !== null) await tx`update log_search_progress set next_index = ${last + 1} where id = 1`
  return seen
}

/** Takes out what stands in entries that have lost their bytes. */
export async function forgetPruned(queryable: Queryable): Promise<void> {
  await queryable`delete from log_search where index < (select max(pruned_below) from log_pruning)`
}

const Found = z.strictObject({ index: z.int(), body: Bytes })
export type Found = z.output<typeof Found>

export interface Wanted extends Omit<LogSearch, 'subject'> {
  readonly commitment: string | undefined
}

/** Newest first. */
export async function findEntries(
  queryable: Queryable,
  wanted: Wanted,
  { scopes, limit }: { scopes: readonly Scope[]; limit: number },
): Promise<Found[]> {
  const rows = await queryable`
    select log_search.index, body
      from log_search join log_leaf using (index) join log_entry on log_entry.id = log_leaf.entry_id
     where body is not null ${conditions(queryable, wanted)} and ${within(queryable, scopes)}
     order by log_search.index desc
     limit ${limit}`
  return z.array(Found).parse([...rows])
}

function conditions(queryable: Queryable, wanted: Wanted) {
  const { employeeId, workstation, address, kind, reference, commitment, from, until, before } = wanted
  const parts = [
    employeeId !== undefined && queryable`and employee_id = ${employeeId}`,
    workstation !== undefined && queryable`and workstation = ${workstation}`,
    address !== undefined && queryable`and address = ${address}`,
    kind !== undefined && queryable`and kind = ${kind}`,
    commitment !== undefined && queryable`and subject_commitment = ${commitment}`,
    reference !== undefined &&
      queryable`and (object = ${reference} or query_id = ${reference} or consent_id = ${reference}
                     or report_number = ${reference} or session_id = ${reference})`,
    from !== undefined && queryable`and at >= ${from}`,
    until !== undefined && queryable`and at < ${until}`,
    before !== undefined && queryable`and log_search.index < ${before}`,
  ]
  return parts.flatMap((part) => (part ? [part] : [])).reduce((all, part) => queryable`${all} ${part}`, queryable``)
}

/** Without a scope there is nothing to see. */
export function within(queryable: Queryable, scopes: readonly Scope[]) {
  const parts = scopes.map(({ institutions, period }) => {
    const where = institutions === null ? queryable`true` : queryable`institution = any(${[...institutions]})`
    return period === null
      ? queryable`(${where})`
      : queryable`(${where} and at >= ${period.from} and at < ${period.until})`
  })
  return queryable`(${parts.reduce((all, part) => queryable`${all} or ${part}`, queryable`false`)})`
}

/** Oldest first: what names the query, and the registration of its consent. */
export async function findTimeline(queryable: Queryable, queryId: string, scopes: readonly Scope[]): Promise<Found[]> {
  const rows = await queryable`
    with consent as (
      select consent_id from log_search where query_id = ${queryId} and kind = 'query.decided' and consent_id is not null)
    select log_search.index, body
      from log_search join log_leaf using (index) join log_entry on log_entry.id = log_leaf.entry_id
     where body is not null
       and (query_id = ${queryId} or object = ${queryId}
            or (consent_id in (select consent_id from consent) and kind like 'consent.%'))
       and ${within(queryable, scopes)}
     order by log_search.index limit 2000`
  return z.array(Found).parse([...rows])
}
