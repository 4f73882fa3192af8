import * as z from 'zod'
import type { Queryable, Transaction } from '#central/database/database.ts'
import { type CircularDraft, CircularId, CircularState, ReceiptCounts } from '#contract/circular.ts'
import { Role } from '#contract/role.ts'

const StoredCircular = z.strictObject({
  id: CircularId,
  institution: z.strictObject({ code: z.string(), name: z.string() }),
  title: z.string(),
  body: z.string(),
  targets: z.array(z.string()),
  audience: z.array(Role),
  dueOn: z.string().nullable(),
  month: z.string().nullable(),
  supersedes: CircularId.nullable(),
  state: CircularState,
  draftedAt: z.date(),
  publishedAt: z.date().nullable(),
  withdrawal: z.string().nullable(),
})
export type StoredCircular = z.output<typeof StoredCircular>

function columns(queryable: Queryable) {
  return queryable`
    circular.id, json_build_object('code', institution.code, 'name', institution.name) as institution, title, body,
    targets, audience, due_on::text as "dueOn", month, supersedes, state, drafted_at as "draftedAt",
    published_at as "publishedAt", withdrawal`
}

export interface DraftRow extends CircularDraft {
  readonly institution: string
  readonly month: string | null
  readonly draftedBy: string
  readonly draftedAt: Date
}

/** @returns `false` when the id is another institution's or no draft any more, or the month has its circular. */
export async function saveDraft(tx: Transaction, draft: DraftRow): Promise<boolean> {
  const { id, institution, title, body, targets, audience, dueOn, month, supersedes, draftedBy, draftedAt } = draft
  const saved = await tx`
    insert into circular as known (id, institution_code, title, body, targets, audience, due_on, month, supersedes, state,
                                   drafted_by, drafted_at)
    values (${id}, ${institution}, ${title}, ${body}, ${[...targets]}, ${[...audience]}, ${dueOn}, ${month},
            ${supersedes}, 'draft', ${draftedBy}, ${draftedAt})
        on conflict (id) do update
       set title = excluded.title, body = excluded.body, targets = excluded.targets, audience = excluded.audience,
           due_on = excluded.due_on, drafted_by = excluded.drafted_by, drafted_at = excluded.drafted_at
     where known.state = 'draft' and known.institution_code = excluded.institution_code
    returning id`
  return saved.length === 1
}

export async function deleteDraft(tx: Transaction, id: string, institution: string): Promise<boolean> {
  const deleted = await tx`
    delete from circular where id = ${id} and state = 'draft' and institution_code = ${institution} returning id`
  return deleted.length === 1
}

export async function findCircular(queryable: Queryable, id: string): Promise<StoredCircular | undefined> {
  const [row] = await queryable`
    select ${columns(queryable)} from circular join institution on institution.code = institution_code
     where circular.id = ${id}`
  return row && StoredCircular.parse({ ...row })
}

export async function lockCircular(tx: Transaction, id: string): Promise<StoredCircular | undefined> {
  await tx`select from circular where id = ${id} for update`
  return findCircular(tx, id)
}

export async function findOfMonth(queryable: Queryable, month: string): Promise<StoredCircular | undefined> {
  const [row] = await queryable`
    select ${columns(queryable)} from circular join institution on institution.code = institution_code
     where month = ${month} and state in ('draft', 'published')`
  return row && StoredCircular.parse({ ...row })
}

const OfMonth = z.strictObject({
  month: z.string(),
  id: CircularId,
  state: CircularState,
  publishedAt: z.date().nullable(),
})

export async function listOfMonths(queryable: Queryable, since: string) {
  const rows = await queryable`
    select month, id, state, published_at as "publishedAt" from circular
     where month >= ${since} and state in ('draft', 'published')`
  return z.array(OfMonth).parse([...rows])
}

/** Drafts of one institution, what was issued in a subtree, and what has readers there. */
export async function listCirculars(
  queryable: Queryable,
  { institution, subtree }: { institution: string; subtree: readonly string[] },
): Promise<StoredCircular[]> {
  const codes = [...subtree]
  const rows = await queryable`
    select ${columns(queryable)} from circular join institution on institution.code = institution_code
     where state = 'draft' and institution_code = ${institution}
        or state <> 'draft' and (institution_code = any(${codes}) or exists (
             select from circular_recipient
              where circular_id = circular.id and circular_recipient.institution_code = any(${codes})))
     order by coalesce(published_at, drafted_at) desc limit 500`
  return z.array(StoredCircular).parse(rows.map((row) => ({ ...row })))
}

const Counted = ReceiptCounts.extend({ id: z.uuid() })

/** Receipts of several circulars within a subtree; who has stopped being a user is not waited for. */
export async function countReceipts(
  queryable: Queryable,
  { ids, subtree, today }: { ids: readonly string[]; subtree: readonly string[]; today: string },
): Promise<ReadonlyMap<string, ReceiptCounts>> {
  const rows = await queryable`
    select circular.id, count(*)::integer as recipients, count(confirmed_at)::integer as confirmed,
           count(*) filter (where confirmed_at is null and due_on < ${today})::integer as late
      from circular join circular_recipient as reader on reader.circular_id = circular.id
      join app_user on app_user.id = reader.user_id
     where circular.id = any(${[...ids]}::uuid[]) and reader.institution_code = any(${[...subtree]})
       and (confirmed_at is not null or app_user.status <> 'stopped')
     group by circular.id`
  return new Map(
    z
      .array(Counted)
      .parse([...rows])
      .map(({ id, ...counts }) => [id, counts]),
  )
}

export interface PublicationRow {
  readonly id: string
  readonly dueOn: string
  readonly publishedBy: string
  readonly publishedAt: Date
}

/** Sets it published and writes down whom it is for. @returns The institutions that have readers, one for each reader. */
export async function publish(
  tx: Transaction,
  { id, dueOn, publishedBy, publishedAt }: PublicationRow,
  { institutions, audience }: { institutions: readonly string[]; audience: readonly string[] },
): Promise<string[]> {
  await tx`
    update circular set state = 'published', due_on = ${dueOn}, published_by = ${publishedBy},
           published_at = ${publishedAt} where id = ${id}`
  const rows = await tx`
    insert into circular_recipient (circular_id, user_id, institution_code)
    select ${id}, app_user.id, employee.institution_code
      from app_user join employee using (employee_id)
     where employee.institution_code = any(${[...institutions]}) and role = any(${[...audience]})
       and app_user.status <> 'stopped' and employee.status = 'employed' and app_user.id <> ${publishedBy}
    returning institution_code as institution`
  return rows.map((row) => z.string().parse(row['institution']))
}

export async function saveEnd(
  tx: Transaction,
  id: string,
  { state, reason }: { state: 'withdrawn' | 'superseded'; reason: string | null },
): Promise<void> {
  await tx`update circular set state = ${state}, withdrawal = ${reason} where id = ${id}`
}

/** Institutions that still have readers who have not confirmed, and how many; of each circular in force. */
const Waiting = z.strictObject({
  id: z.uuid(),
  issuer: z.string(),
  dueOn: z.string(),
  remindedOn: z.string().nullable(),
  institutions: z.array(z.string()),
})

export type WaitingCircular = z.output<typeof Waiting>

export async function lockWaiting(tx: Transaction) {
  const rows = await tx`
    select id, institution_code as issuer, due_on::text as "dueOn", reminded_on::text as "remindedOn",
           (select array_agg(reader.institution_code) from circular_recipient as reader
              join app_user on app_user.id = reader.user_id
             where circular_id = circular.id and confirmed_at is null and app_user.status <> 'stopped') as institutions
      from circular
     where state = 'published' and exists (
           select from circular_recipient as reader join app_user on app_user.id = reader.user_id
            where circular_id = circular.id and confirmed_at is null and app_user.status <> 'stopped')
       for update of circular skip locked`
  return z.array(Waiting).parse(rows.map((row) => ({ ...row })))
}

export async function saveReminded(tx: Transaction, id: string, today: string): Promise<void> {
  await tx`update circular set reminded_on = ${today} where id = ${id}`
}
