import type { Database } from '#central/database/database.ts'
import { LogEntry } from '#contract/log-entry.ts'

/** Every entry of the log in the order in which it was written, also those without a place yet. */
export async function readEntries(database: Database): Promise<LogEntry[]> {
  const rows = await database`
    select body from log_entry
      left join log_leaf on log_leaf.entry_id = log_entry.id
      left join log_pending on log_pending.entry_id = log_entry.id
     order by log_leaf.index nulls last, log_pending.arrival`
  return rows.map((row) => LogEntry.parse(JSON.parse(Buffer.from(row['body'] as Uint8Array).toString())))
}
