import * as z from 'zod'
import type { Transaction } from '#central/database/database.ts'

const EventId = z.strictObject({ id: z.uuid() })

/** Remembers events. @returns The ids of those that were not known yet. */
export async function insertNewEvents(
  tx: Transaction,
  workstationId: string,
  { events, at }: { events: readonly { id: string; counter: number }[]; at: Date },
): Promise<ReadonlySet<string>> {
  const rows = await tx`
    insert into local_event (workstation_id, event_id, counter, stored_at)
    select ${workstationId}, id, counter, ${at} from unnest(
      ${events.map(({ id }) => id)}::uuid[],
      ${events.map(({ counter }) => counter)}::bigint[]) as event(id, counter)
        on conflict do nothing
    returning event_id as id`
  return new Set(
    z
      .array(EventId)
      .parse([...rows])
      .map(({ id }) => id),
  )
}
