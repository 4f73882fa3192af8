import * as z from 'zod'
import { Bytes } from '#central/database/bytes.ts'
import type { Queryable, Transaction } from '#central/database/database.ts'

const Below = z.strictObject({ below: z.int() })

/** Entries before this index may have lost their bytes. @param options.isLocking Others that prune wait. */
export async function readPrunedBelow(queryable: Queryable, { isLocking = false } = {}): Promise<number> {
  if (isLocking) await queryable`select from log_sequencer where id = 1 for update`
  const [row] = await queryable`select coalesce(max(pruned_below), 0) as below from log_pruning`
  return Below.parse({ ...row }).below
}

export async function insertPruning(
  tx: Transaction,
  { below, entryId, at }: { readonly below: number; readonly entryId: string; readonly at: Date },
): Promise<void> {
  await tx`insert into log_pruning (pruned_below, entry_id, pruned_at) values (${below}, ${entryId}, ${at})`
}

/** @returns How many entries lost their bytes. */
export async function pruneBodies(
  tx: Transaction,
  { from, to }: { readonly from: number; readonly to: number },
): Promise<number> {
  const pruned = await tx`
    update log_entry set body = null
      from log_leaf
     where log_leaf.entry_id = log_entry.id and log_leaf.index >= ${from} and log_leaf.index < ${to}
       and body is not null`
  return pruned.count
}

const Pruning = z.strictObject({ below: z.int(), index: z.int().nullable(), body: Bytes.nullable() })

/** Every pruning with the place and the bytes of the entry that says so. */
export async function listPrunings(queryable: Queryable): Promise<z.output<typeof Pruning>[]> {
  const rows = await queryable`
    select pruned_below as below, log_leaf.index, log_entry.body
      from log_pruning
      join log_entry on log_entry.id = log_pruning.entry_id
      left join log_leaf on log_leaf.entry_id = log_pruning.entry_id
     order by pruned_below`
  return z.array(Pruning).parse([...rows])
}
