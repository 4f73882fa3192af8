import * as z from 'zod'
import type { Database, Queryable, Transaction } from '#central/database/database.ts'
import { AuditExportRequest, ExportPart, ExportState } from '#contract/audit-export.ts'
import { LogEntry } from '#contract/log-entry.ts'

/** Who asked and where, as the log will say it. */
export const Actor = LogEntry.pick({
  employeeId: true,
  institution: true,
  workstation: true,
  deviceThumbprint: true,
  address: true,
  session: true,
})
export type Actor = z.output<typeof Actor>

const StoredExport = z.strictObject({
  requestedBy: z.uuid(),
  requestedAt: z.date(),
  request: AuditExportRequest,
  institutions: z.array(z.string()).nullable(),
  actor: Actor,
  state: ExportState,
  treeSize: z.int(),
  done: z.int(),
  total: z.int(),
  selected: z.int().nullable(),
  manifest: z.string().nullable(),
  entryId: z.uuid().nullable(),
  parts: z.array(ExportPart),
})
export type StoredExport = z.output<typeof StoredExport>

export type NewExport = Pick<
  StoredExport,
  'requestedBy' | 'requestedAt' | 'request' | 'institutions' | 'actor' | 'treeSize'
>

/** @returns `false` when the id is in use. */
export async function insertExport(tx: Transaction, wanted: NewExport): Promise<boolean> {
  const { requestedBy, requestedAt, request, institutions, actor, treeSize } = wanted
  const inserted = await tx`
    insert into audit_export
      (id, engagement_id, requested_by, requested_at, request, institutions, actor, state, tree_size, seen_at)
    values (${request.id}, ${request.engagement}, ${requestedBy}, ${requestedAt}, ${tx.json(request)}, ${institutions},
            ${tx.json(actor)}, 'waiting', ${treeSize}, ${requestedAt})
        on conflict do nothing
    returning id`
  return inserted.length === 1
}

function selection(queryable: Queryable) {
  return queryable`
    select requested_by as "requestedBy", requested_at as "requestedAt", request, institutions, actor, state,
           tree_size as "treeSize", entries_done as done, entries_total as total, selected, manifest,
           entry_id as "entryId", parts
      from audit_export`
}

export async function findExport(queryable: Queryable, id: string): Promise<StoredExport | undefined> {
  const [row] = await queryable`${selection(queryable)} where id = ${id}`
  return row && StoredExport.parse({ ...row })
}

export async function listExportsOf(queryable: Queryable, userId: string): Promise<StoredExport[]> {
  const rows = await queryable`
    ${selection(queryable)} where requested_by = ${userId} order by requested_at desc limit 100`
  return z.array(StoredExport).parse([...rows])
}

/**
 * Takes the oldest export that waits, or one whose runner has not been heard of since `lostBefore`.
 *
 * @returns Its id, which nobody else gets.
 */
export async function claimExport(
  database: Database,
  { now, lostBefore }: { readonly now: Date; readonly lostBefore: Date },
): Promise<string | undefined> {
  const [row] = await database`
    update audit_export set state = 'running', seen_at = ${now}
     where id = (select id from audit_export
                  where state = 'waiting' or (state = 'running' and seen_at < ${lostBefore})
                  order by requested_at limit 1 for update skip locked)
    returning id`
  return row && z.uuid().parse(row['id'])
}

/** @returns `false` when it is no longer running: somebody cancelled it. */
export async function saveProgress(
  queryable: Queryable,
  id: string,
  { done, total, at }: { readonly done: number; readonly total: number; readonly at: Date },
): Promise<boolean> {
  const saved = await queryable`
    update audit_export set entries_done = ${done}, entries_total = ${total}, seen_at = ${at}
     where id = ${id} and state = 'running'
    returning id`
  return saved.length === 1
}

/** Says that the runner lives. @returns `false` when it is no longer running. */
export async function touchExport(queryable: Queryable, id: string, at: Date): Promise<boolean> {
  const saved = await queryable`
    update audit_export set seen_at = ${at} where id = ${id} and state = 'running' returning id`
  return saved.length === 1
}

/** Leaves an export to whoever runs next. */
export async function releaseExport(queryable: Queryable, id: string): Promise<void> {
  await queryable`update audit_export set state = 'waiting' where id = ${id} and state = 'running'`
}

/** @returns `false` when it is no longer running. */
export async function saveEntry(
  tx: Transaction,
  id: string,
  { selected, manifest, entryId }: { readonly selected: number; readonly manifest: string; readonly entryId: string },
): Promise<boolean> {
  const saved = await tx`
    update audit_export set selected = ${selected}, manifest = ${manifest}, entry_id = ${entryId}
     where id = ${id} and state = 'running'
    returning id`
  return saved.length === 1
}

export interface Ending {
  readonly state: 'ready' | 'failed' | 'cancelled' | 'expired'
  readonly parts: readonly ExportPart[]
  readonly at: Date
}

/** @returns `false` when it had ended already. */
export async function endExport(queryable: Queryable, id: string, { state, parts, at }: Ending): Promise<boolean> {
  const ended = await queryable`
    update audit_export set state = ${state}, parts = ${queryable.json([...parts])}, finished_at = ${at}
     where id = ${id} and state in ('waiting', 'running')
    returning id`
  return ended.length === 1
}

/** Marks finished exports as gone. @returns Their ids. */
export async function expireExports(queryable: Queryable, finishedBefore: Date): Promise<string[]> {
  const rows = await queryable`
    update audit_export set state = 'expired', parts = '[]'
     where state = 'ready' and finished_at < ${finishedBefore}
    returning id`
  return rows.map((row) => String(row['id']))
}
