import * as z from 'zod'
import type { Queryable } from '#central/database/database.ts'
import { LeafRow, StoredCheckpoint } from './log-repository.ts'

/** Leaves of a range in order. */
export async function listLeaves(
  queryable: Queryable,
  { from, to }: { readonly from: number; readonly to: number },
): Promise<LeafRow[]> {
  const rows = await queryable`
    select log_leaf.index, log_leaf.hash, log_entry.body
      from log_leaf left join log_entry on log_entry.id = log_leaf.entry_id
     where log_leaf.index >= ${from} and log_leaf.index < ${to}
     order by log_leaf.index`
  return z.array(LeafRow).parse([...rows])
}

export async function findCheckpointAt(queryable: Queryable, size: number): Promise<StoredCheckpoint | undefined> {
  const [row] = await queryable`select size, note, at from log_checkpoint where size = ${size}`
  return row && StoredCheckpoint.parse({ ...row })
}

/** The last checkpoint in each stretch of `width` entries. */
export async function listCheckpointsSpread(
  queryable: Queryable,
  { from, to, width }: { readonly from: number; readonly to: number; readonly width: number },
): Promise<StoredCheckpoint[]> {
  const rows = await queryable`
    select distinct on (stretch) size, note, at
      from (select size, note, at, (size - 1 - ${from}::bigint) / ${width}::bigint as stretch
              from log_checkpoint
             where size > ${from} and size <= ${to}) as within
     order by stretch, size desc`
  return z.array(StoredCheckpoint).parse([...rows])
}

const Count = z.strictObject({ size: z.int().nullable() })

/** How many entries had their place before a moment, by the checkpoints: none of them is younger. */
export async function countPlacedBefore(queryable: Queryable, moment: Date): Promise<number> {
  const [row] = await queryable`
    select max(size) as size from log_checkpoint
     where at < ${moment} and size < coalesce((select min(size) from log_checkpoint where at >= ${moment}), 9e15)`
  return Count.parse({ ...row }).size ?? 0
}

/** How many entries had their place at the first checkpoint after a moment; nothing when there is none. */
export async function countPlacedUntil(queryable: Queryable, moment: Date): Promise<number | undefined> {
  const [row] = await queryable`
    select min(size) as size from log_checkpoint
     where size > coalesce((select max(size) from log_checkpoint where at <= ${moment}), 0)`
  return Count.parse({ ...row }).size ?? undefined
}
