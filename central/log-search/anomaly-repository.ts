import * as z from 'zod'
import type { Queryable, Transaction } from '#central/database/database.ts'
import { LogAnomaly } from '#contract/log-anomaly.ts'
import { type Scope, within } from './log-search-repository.ts'
import { type FoundAnomaly, type ScannedEntry, ScanState } from './scan-anomalies.ts'

const Progress = z.strictObject({ next: z.int(), state: ScanState.nullable() })

/** Keeps other instances from looking at the same stretch until the transaction ends. */
export async function lockProgress(tx: Transaction): Promise<z.output<typeof Progress>> {
  const [row] = await tx`select next_index as next, state from log_anomaly_progress where id = 1 for update`
  return Progress.parse({ ...row })
}

const Entry = z.strictObject({
  index: z.int(),
  at: z.date(),
  kind: z.string(),
  employeeId: z.string().nullable(),
  institution: z.string().nullable(),
  officer: z.string().nullable(),
})

/** Of entries that still have their bytes. */
export async function entriesFrom(tx: Transaction, from: number, limit: number): Promise<ScannedEntry[]> {
  const rows = await tx`
    select log_search.index, at, kind, employee_id as "employeeId", institution,
           case when kind = 'release.granted'
                then convert_from(body, 'UTF8')::jsonb->'facts'->>'officer' end as officer
      from log_search join log_leaf using (index) join log_entry on log_entry.id = log_leaf.entry_id
     where log_search.index >= ${from} and body is not null
     order by log_search.index limit ${limit}`
  return z
    .array(Entry)
    .parse(rows.map((row) => ({ ...row })))
    .map(({ at, ...entry }) => ({ ...entry, at: at.getTime() }))
}

export async function saveScan(tx: Transaction, next: number, state: ScanState): Promise<void> {
  await tx`update log_anomaly_progress set next_index = ${next}, state = ${tx.json(state)} where id = 1`
}

export async function insertAnomaly(tx: Transaction, anomaly: FoundAnomaly): Promise<void> {
  const { kind, firstIndex, lastIndex, at, institution, facts } = anomaly
  await tx`
    insert into log_anomaly (kind, first_index, last_index, at, institution, facts)
    values (${kind}, ${firstIndex}, ${lastIndex}, ${new Date(at)}, ${institution}, ${tx.json(facts)})
        on conflict do nothing`
}

/** Newest first. */
export async function listAnomalies(queryable: Queryable, scopes: readonly Scope[]): Promise<LogAnomaly[]> {
  const rows = await queryable`
    select id, kind, first_index as "firstIndex", last_index as "lastIndex", at, institution, facts
      from log_anomaly where ${within(queryable, scopes)} order by at desc limit 2000`
  return z.array(LogAnomaly).parse(rows.map((row) => ({ ...row, at: (row['at'] as Date).toISOString() })))
}
