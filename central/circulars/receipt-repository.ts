import * as z from 'zod'
import type { Queryable, Transaction } from '#central/database/database.ts'
import { CircularId, CircularState } from '#contract/circular.ts'
import { Role } from '#contract/role.ts'

const StoredReceipt = z.strictObject({
  institution: z.string(),
  employeeId: z.string(),
  name: z.string(),
  role: Role,
  openedAt: z.date().nullable(),
  confirmedAt: z.date().nullable(),
})
export type StoredReceipt = z.output<typeof StoredReceipt>

/** Readers within a subtree; who stopped being a user without confirming is not waited for. */
export async function listReceipts(
  queryable: Queryable,
  id: string,
  subtree: readonly string[],
): Promise<StoredReceipt[]> {
  const rows = await queryable`
    select reader.institution_code as institution, employee_id as "employeeId", employee.name, app_user.role,
           reader.opened_at as "openedAt", reader.confirmed_at as "confirmedAt"
      from circular_recipient as reader join app_user on app_user.id = reader.user_id
      join employee using (employee_id)
     where circular_id = ${id} and reader.institution_code = any(${[...subtree]})
       and (confirmed_at is not null or app_user.status <> 'stopped')
     order by reader.institution_code, employee_id`
  return z.array(StoredReceipt).parse([...rows])
}

const Received = z.strictObject({
  id: CircularId,
  title: z.string(),
  body: z.string(),
  from: z.string(),
  issuer: z.string(),
  publishedAt: z.date(),
  dueOn: z.string(),
  state: CircularState.exclude(['draft']),
  confirmedAt: z.date().nullable(),
})
export type StoredReceived = z.output<typeof Received>

function selection(queryable: Queryable) {
  return queryable`
    select circular.id, title, body, institution.name as from, institution.code as issuer,
           published_at as "publishedAt", due_on::text as "dueOn", state, confirmed_at as "confirmedAt"
      from circular_recipient join circular on circular.id = circular_id
      join institution on institution.code = circular.institution_code`
}

export async function listReceived(queryable: Queryable, userId: string): Promise<StoredReceived[]> {
  const rows = await queryable`
    ${selection(queryable)} where user_id = ${userId} order by published_at desc limit 500`
  return z.array(Received).parse([...rows])
}

export async function findReceived(
  queryable: Queryable,
  id: string,
  userId: string,
): Promise<StoredReceived | undefined> {
  const [row] = await queryable`${selection(queryable)} where user_id = ${userId} and circular.id = ${id}`
  return row && Received.parse({ ...row })
}

export async function saveOpened(queryable: Queryable, id: string, { userId, at }: { userId: string; at: Date }) {
  await queryable`
    update circular_recipient set opened_at = ${at}
     where circular_id = ${id} and user_id = ${userId} and opened_at is null`
}

/** @returns `false` when it has been confirmed before. */
export async function saveConfirmed(
  tx: Transaction,
  id: string,
  { userId, at }: { userId: string; at: Date },
): Promise<boolean> {
  const confirmed = await tx`
    update circular_recipient set confirmed_at = ${at}, opened_at = coalesce(opened_at, ${at})
     where circular_id = ${id} and user_id = ${userId} and confirmed_at is null
    returning user_id`
  return confirmed.length === 1
}

export async function countUnconfirmed(queryable: Queryable, userId: string): Promise<number> {
  const [row] = await queryable`
    select count(*)::integer as count from circular_recipient join circular on circular.id = circular_id
     where user_id = ${userId} and confirmed_at is null and state = 'published'`
  return z.strictObject({ count: z.int() }).parse({ ...row }).count
}
