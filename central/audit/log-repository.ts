import * as z from 'zod'
import { Bytes, hex } from '#central/database/bytes.ts'
import type { Queryable, Transaction } from '#central/database/database.ts'
import type { TreeNode } from '#contract/rules/log-tree.ts'

const PendingEntry = z.strictObject({ id: z.uuid(), body: Bytes })
const Node = z.strictObject({ level: z.int(), index: z.int(), hash: Bytes })
const Place = z.strictObject({ index: z.int(), body: Bytes })
const StoredCheckpoint = z.strictObject({ size: z.int(), note: z.string(), at: z.date() })
export type StoredCheckpoint = z.output<typeof StoredCheckpoint>

/** Writes an entry that has no place yet; the sequencer gives it one. */
export async function insertEntry(tx: Transaction, id: string, body: Uint8Array): Promise<void> {
  await tx`
    with entry as (insert into log_entry (id, body) values (${id}, ${body}) returning id)
    insert into log_pending (entry_id) select id from entry`
}

/** Makes the caller the only sequencer. @returns Its epoch. */
export async function raiseEpoch(queryable: Queryable): Promise<number> {
  const [row] = await queryable`update log_sequencer set epoch = epoch + 1 where id = 1 returning epoch`
  return z.int().parse(row?.['epoch'])
}

/** Reads the epoch and keeps others from sequencing until the transaction ends. */
export async function lockEpoch(tx: Transaction): Promise<number> {
  const [row] = await tx`select epoch from log_sequencer where id = 1 for update`
  return z.int().parse(row?.['epoch'])
}

/** Takes entries off the queue in the order in which they arrived. */
export async function takePending(tx: Transaction, limit: number): Promise<z.output<typeof PendingEntry>[]> {
  const rows = await tx`
    with taken as (
      delete from log_pending
       where entry_id in (select entry_id from log_pending order by arrival limit ${limit})
      returning entry_id, arrival)
    select log_entry.id, log_entry.body
      from taken join log_entry on log_entry.id = taken.entry_id
     order by taken.arrival`
  return z.array(PendingEntry).parse([...rows])
}

export async function countPending(queryable: Queryable): Promise<number> {
  const [row] = await queryable`select count(*) as waiting from log_pending`
  return z.int().parse(row?.['waiting'])
}

/** One batch: leaves in order, the subtrees they completed, the checkpoint over all of it. */
export interface Batch {
  readonly leaves: readonly { entryId: string; index: number; hash: Uint8Array }[]
  readonly nodes: readonly TreeNode[]
  readonly checkpoint: StoredCheckpoint
}

export async function insertBatch(tx: Transaction, { leaves, nodes, checkpoint }: Batch): Promise<void> {
  await tx`
    insert into log_leaf (index, entry_id, hash)
    select index, entry_id, decode(hash, 'hex') from unnest(
      ${leaves.map(({ index }) => index)}::bigint[],
      ${leaves.map(({ entryId }) => entryId)}::uuid[],
      ${leaves.map(({ hash }) => hex(hash))}::text[]) as leaf(index, entry_id, hash)`
  await tx`
    insert into log_node (level, index, hash)
    select level, index, decode(hash, 'hex') from unnest(
      ${nodes.map(({ level }) => level)}::integer[],
      ${nodes.map(({ index }) => index)}::bigint[],
      ${nodes.map(({ hash }) => hex(hash))}::text[]) as node(level, index, hash)`
  const { size, note, at } = checkpoint
  await tx`insert into log_checkpoint (size, note, at) values (${size}, ${note}, ${at})`
}

export async function findLatestCheckpoint(queryable: Queryable): Promise<StoredCheckpoint | undefined> {
  const [row] = await queryable`select size, note, at from log_checkpoint order by size desc limit 1`
  return row && StoredCheckpoint.parse({ ...row })
}

/** Every checkpoint, smallest first. */
export async function listCheckpoints(queryable: Queryable): Promise<StoredCheckpoint[]> {
  const rows = await queryable`select size, note, at from log_checkpoint order by size`
  return z.array(StoredCheckpoint).parse([...rows])
}

/** Where an entry stands and its bytes; `undefined` while it has no place. */
export async function findPlace(queryable: Queryable, entryId: string): Promise<z.output<typeof Place> | undefined> {
  const [row] = await queryable`
    select log_leaf.index, log_entry.body
      from log_leaf join log_entry on log_entry.id = log_leaf.entry_id
     where log_leaf.entry_id = ${entryId}`
  return row && Place.parse({ ...row })
}

/** Reads hashes of complete subtrees, leaves included. */
export async function readNodes(
  queryable: Queryable,
  places: readonly { level: number; index: number }[],
): Promise<TreeNode[]> {
  if (places.length === 0) return []
  const rows = await queryable`
    with wanted as (
      select * from unnest(
        ${places.map(({ level }) => level)}::integer[],
        ${places.map(({ index }) => index)}::bigint[]) as place(level, index))
    select wanted.level, wanted.index, log_node.hash
      from wanted join log_node using (level, index)
     union all
    select 0, wanted.index, log_leaf.hash
      from wanted join log_leaf on log_leaf.index = wanted.index
     where wanted.level = 0`
  return z.array(Node).parse([...rows])
}

const LeafRow = z.strictObject({ index: z.int(), hash: Bytes, body: Bytes.nullable() })
export type LeafRow = z.output<typeof LeafRow>

/** All leaves in order with the entries they were made of, some thousand at a time. */
export async function* readLeaves(queryable: Queryable): AsyncGenerator<LeafRow[]> {
  const cursor = queryable`
    select log_leaf.index, log_leaf.hash, log_entry.body
      from log_leaf left join log_entry on log_entry.id = log_leaf.entry_id
     order by log_leaf.index`.cursor(2000)
  for await (const rows of cursor) yield z.array(LeafRow).parse([...rows])
}

/** Entries that are neither in the tree nor waiting for a place: somebody removed their leaf or their turn. */
export async function countStrayEntries(queryable: Queryable): Promise<number> {
  const [row] = await queryable`
    select count(*) as stray from log_entry
     where not exists (select from log_leaf where log_leaf.entry_id = log_entry.id)
       and not exists (select from log_pending where log_pending.entry_id = log_entry.id)`
  return z.int().parse(row?.['stray'])
}
