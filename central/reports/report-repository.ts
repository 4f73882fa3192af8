import * as z from 'zod'
import { Bytes, hex } from '#central/database/bytes.ts'
import type { Queryable, Transaction } from '#central/database/database.ts'
import { PublicJwk } from '#contract/values.ts'
import { MarkedViewing, ViewId } from '#contract/viewing.ts'

export interface NewReport {
  readonly queryId: string
  readonly number: string
  readonly receivedAt: Date
  /** The bureau's own time of the report. */
  readonly reportedAt: Date
  readonly viewableUntil: Date
  readonly openings: number
  readonly pages: readonly SealedPage[]
}

export interface SealedPage {
  readonly body: Uint8Array
  readonly key: Uint8Array
}

export async function insertReport(tx: Transaction, report: NewReport): Promise<void> {
  const { queryId, number, receivedAt, reportedAt, viewableUntil, openings, pages } = report
  await tx`
    insert into report (query_id, number, received_at, reported_at, viewable_until, openings, pages)
    values (${queryId}, ${number}, ${receivedAt}, ${reportedAt}, ${viewableUntil}, ${openings}, ${pages.length})`
  await tx`
    insert into report_page (query_id, page, sealed_body, sealed_key)
    select ${queryId}, page, decode(body, 'hex'), decode(key, 'hex') from unnest(
      ${pages.map((_, index) => index + 1)}::integer[],
      ${pages.map(({ body }) => hex(body))}::text[],
      ${pages.map(({ key }) => hex(key))}::text[]) as sealed(page, body, key)`
}

const StoredReport = z.strictObject({
  queryId: z.uuid(),
  userId: z.uuid(),
  workstationId: z.uuid(),
  subjectId: z.uuid(),
  number: z.string(),
  pages: z.int(),
  viewableUntil: z.date(),
  openings: z.int(),
  openingsUsed: z.int(),
})
export type StoredReport = z.output<typeof StoredReport>

/** The report with who may see it; locked, so that openings are counted one after the other. */
export async function lockReport(tx: Transaction, queryId: string): Promise<StoredReport | undefined> {
  // Two statements: the count must see what those wrote for whom the lock made us wait.
  await tx`select from report where query_id = ${queryId} for update`
  const [row] = await tx`
    select report.query_id as "queryId", query.user_id as "userId", query.workstation_id as "workstationId",
           query.subject_id as "subjectId", report.number, report.pages, viewable_until as "viewableUntil",
           report.openings,
           (select count(*) from viewing where viewing.query_id = report.query_id and first_key_at is not null) as "openingsUsed"
      from report join query on query.id = report.query_id
     where report.query_id = ${queryId}`
  return row && StoredReport.parse({ ...row })
}

export interface NewViewing {
  readonly id: string
  readonly viewId: string
  readonly queryId: string
  readonly sessionId: string
  readonly workstationId: string
  readonly viewerKey: PublicJwk
  readonly address: string
  readonly openedAt: Date
}

/** @returns `false` when the id or the view id is taken. */
export async function insertViewing(tx: Transaction, viewing: NewViewing): Promise<boolean> {
  const { id, viewId, queryId, sessionId, workstationId, viewerKey, address, openedAt } = viewing
  const inserted = await tx`
    insert into viewing (id, view_id, query_id, session_id, workstation_id, viewer_key, address, opened_at)
    values (${id}, ${viewId}, ${queryId}, ${sessionId}, ${workstationId}, ${tx.json(viewerKey)}, ${address}, ${openedAt})
        on conflict do nothing
    returning id`
  return inserted.length === 1
}

const OpenViewing = z.strictObject({
  id: z.uuid(),
  viewId: ViewId.nullable(),
  queryId: z.uuid(),
  sessionId: z.uuid(),
  viewerKey: PublicJwk,
  firstKeyAt: z.date().nullable(),
  endedAt: z.date().nullable(),
})
export type OpenViewing = z.output<typeof OpenViewing>

export async function findViewing(queryable: Queryable, id: string): Promise<OpenViewing | undefined> {
  const [row] = await queryable`
    select id, view_id as "viewId", query_id as "queryId", session_id as "sessionId", viewer_key as "viewerKey",
           first_key_at as "firstKeyAt", ended_at as "endedAt"
      from viewing where id = ${id}`
  return row && OpenViewing.parse({ ...row })
}

const Page = z.strictObject({ body: Bytes, key: Bytes })

export async function findPage(queryable: Queryable, queryId: string, page: number): Promise<SealedPage | undefined> {
  const [row] = await queryable`
    select sealed_body as body, sealed_key as key from report_page where query_id = ${queryId} and page = ${page}`
  return row && Page.parse({ ...row })
}

/** From `at` on the opening counts; `null` takes that back. */
export async function saveFirstKey(queryable: Queryable, viewingId: string, at: Date | null): Promise<void> {
  await queryable`update viewing set first_key_at = ${at} where id = ${viewingId}`
}

/** @returns `false` when it had ended already. */
export async function endViewing(
  tx: Transaction,
  viewingId: string,
  { at, ending }: { at: Date; ending: string },
): Promise<boolean> {
  const ended = await tx`
    update viewing set ended_at = ${at}, ending = ${ending} where id = ${viewingId} and ended_at is null returning id`
  return ended.length === 1
}

/** Whose viewing carried this mark. */
export async function findViewingOfMark(queryable: Queryable, viewId: string): Promise<MarkedViewing | undefined> {
  const [row] = await queryable`
    select viewing.id, viewing.view_id as "viewId", viewing.query_id as "queryId", report.number as "reportNumber",
           app_user.employee_id as "employeeId", workstation.number as workstation, viewing.address,
           to_char(viewing.opened_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "openedAt",
           to_char(viewing.ended_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "endedAt"
      from viewing
      join report on report.query_id = viewing.query_id
      join query on query.id = viewing.query_id
      join app_user on app_user.id = query.user_id
      join workstation on workstation.id = viewing.workstation_id
     where viewing.view_id = ${viewId}`
  return row && MarkedViewing.parse({ ...row })
}
