import * as z from 'zod'
import { Bytes } from '#central/database/bytes.ts'
import type { Queryable, Transaction } from '#central/database/database.ts'
import type { TreeNode } from '#contract/rules/log-tree.ts'

/** An entry with its canonical bytes. */
export interface NewEntry {
  readonly id: string
  readonly body: Uint8Array
}

const TakenEntry = z.strictObject({ isMine: z.boolean(), id: z.uuid().nullable(), body: Bytes.nullable() })
const Place = z.strictObject({ index: z.int(), id: z.uuid(), body: Bytes, size: z.int(), note: z.string() })
export const StoredCheckpoint = z.strictObject({ size: z.int(), note: z.string(), at: z.date() })
export type StoredCheckpoint = z.output<typeof StoredCheckpoint>

/** Writes an entry that has no place yet; the sequencer gives it one. */
export async function insertEntry(tx: Transaction, { id, body }: NewEntry): Promise<void> {
  await tx`
    with entry as (insert into log_entry (id, body) values (${id}, ${body}) returning id)
    insert into log_pending (entry_id) select id from entry`
}

/** Writes entries without a place, all in one commit. */
export async function insertEntries(queryable: Queryable, entries: readonly NewEntry[]): Promise<void> {
  await queryable`
    with given as (${givenEntries(queryable, entries)}),
         entry as (insert into log_entry (id, body) select id, body from given)
    insert into log_pending (entry_id) select id from given order by nr`
}

/** The bytes travel in one piece: quoting and decoding each for itself takes longer than cutting them up. */
function givenEntries(queryable: Queryable, entries: readonly NewEntry[]) {
  let end = 0
  const ends = entries.map(({ body }) => {
    end += body.length
    return end
  })
  return queryable`
    select nr, id, substring(given.all_bytes from upto - length + 1 for length) as body
      from (select ${Buffer.concat(entries.map(({ body }) => body))}::bytea as all_bytes) as given,
           unnest(${entries.map(({ id }) => id)}::uuid[],
                  ${ends}::integer[],
                  ${entries.map(({ body }) => body.length)}::integer[]) with ordinality as entry(id, upto, length, nr)`
}

/** Makes the caller the only sequencer. @returns Its epoch. */
export async function raiseEpoch(queryable: Queryable): Promise<number> {
  const [row] = await queryable`update log_sequencer set epoch = epoch + 1 where id = 1 returning epoch`
  return z.int().parse(row?.['epoch'])
}

/**
 * Takes entries off the queue in the order in which they arrived.
 *
 * @returns `undefined` when the epoch is no longer this one; else nobody else sequences until the transaction ends.
 */
export async function takePending(tx: Transaction, epoch: number, limit: number): Promise<NewEntry[] | undefined> {
  const rows = await tx`
    with fence as materialized (select from log_sequencer where id = 1 and epoch = ${epoch} for update),
         taken as (
           delete from log_pending
            where entry_id in (select entry_id from log_pending order by arrival limit ${limit})
              and exists (select from fence)
           returning entry_id, arrival)
    select exists (select from fence) as "isMine", entry.id, entry.body
      from (select) as once
      left join (select id, body, arrival from taken join log_entry on id = entry_id) as entry on true
     order by arrival`
  const parsed = z
    .array(TakenEntry)
    .min(1)
    .parse([...rows])
  if (!parsed[0]?.isMine) return undefined
  return parsed.flatMap(({ id, body }) => (id && body ? [{ id, body }] : []))
}

export async function countPending(queryable: Queryable): Promise<number> {
  const [row] = await queryable`select count(*) as waiting from log_pending`
  return z.int().parse(row?.['waiting'])
}

/** One batch: entries to be written, leaves in order, subtrees they completed, the checkpoint over all of it. */
export interface Batch {
  readonly epoch: number
  /** Those among the leaves that nobody has written yet. */
  readonly entries: readonly NewEntry[]
  readonly leaves: readonly { entryId: string; index: number; hash: Uint8Array }[]
  /** Level 4, 8, … only. */
  readonly nodes: readonly TreeNode[]
  readonly checkpoint: StoredCheckpoint
}

/** Writes all of a batch in one statement. @returns `false`, and nothing is written, when the epoch is another one. */
export async function insertBatch(queryable: Queryable, batch: Batch): Promise<boolean> {
  const { epoch, entries, leaves, nodes, checkpoint } = batch
  const { size, note, at } = checkpoint
  const rows = await queryable`
    with fence as materialized (select from log_sequencer where id = 1 and epoch = ${epoch} for update),
         entry as (
           insert into log_entry (id, body)
           select id, body from (${givenEntries(queryable, entries)}) as given where exists (select from fence)),
         leaf as (
           insert into log_leaf (index, entry_id, hash)
           select ${leaves[0]?.index ?? 0} + nr - 1, entry_id, substring(given.hashes from nr::integer * 32 - 31 for 32)
             from (select ${joined(leaves)}::bytea as hashes) as given,
                  unnest(${leaves.map(({ entryId }) => entryId)}::uuid[]) with ordinality as leaf(entry_id, nr)
            where exists (select from fence)),
         node as (
           insert into log_node (level, index, hash)
           select level, index, substring(given.hashes from nr::integer * 32 - 31 for 32)
             from (select ${joined(nodes)}::bytea as hashes) as given,
                  unnest(${nodes.map(({ level }) => level)}::integer[],
                         ${nodes.map(({ index }) => index)}::bigint[]) with ordinality as node(level, index, nr)
            where exists (select from fence))
    insert into log_checkpoint (size, note, at)
    select ${size}, ${note}, ${at} from fence
    returning size`
  return rows.length === 1
}

function joined(hashes: readonly { hash: Uint8Array }[]): Buffer {
  return Buffer.concat(hashes.map(({ hash }) => hash))
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

export type StoredPlace = z.output<typeof Place>

/** Where entries stand and their bytes, each with the latest checkpoint; those without a place are left out. */
export async function findPlaces(queryable: Queryable, entryIds: readonly string[]): Promise<StoredPlace[]> {
  const rows = await queryable`
    select log_leaf.index, log_entry.id, log_entry.body, latest.size, latest.note
      from log_leaf
      join log_entry on log_entry.id = log_leaf.entry_id
     cross join (select size, note from log_checkpoint order by size desc limit 1) as latest
     where log_leaf.entry_id = any(${[...entryIds]}::uuid[])`
  return z.array(Place).parse([...rows])
}

const Node = z.strictObject({ level: z.int(), index: z.int(), hash: Bytes })

/** Reads stored hashes: leaves, and complete subtrees of levels 4, 8, … Places that are not there are left out. */
export async function readStoredNodes(
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

export const LeafRow = z.strictObject({ index: z.int(), hash: Bytes, body: Bytes.nullable() })
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
