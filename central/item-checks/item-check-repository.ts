import * as z from 'zod'
import type { Queryable, Transaction } from '#central/database/database.ts'
import { Decision } from '#contract/decision.ts'
import { ItemCheckId, ItemCheckState, ItemStep } from '#contract/item-check.ts'
import { Purpose } from '#contract/purpose.ts'
import { BusinessReference, ConsentId, EmployeeId, QueryId } from '#contract/values.ts'

const StoredItem = z.strictObject({
  id: ItemCheckId,
  queryId: QueryId,
  level: z.union([z.literal(1), z.literal(2)]),
  queues: z.array(z.string()),
  barred: z.array(z.uuid()),
  state: ItemCheckState,
  waitingSince: z.date(),
  escalatedAt: z.date().nullable(),
  takenBy: z.uuid().nullable(),
  takenByEmployee: EmployeeId.nullable(),
  takenAt: z.date().nullable(),
  takenUntil: z.date().nullable(),
  decidedBy: EmployeeId.nullable(),
  decidedAt: z.date().nullable(),
  reason: z.string().nullable(),
  note: z.string().nullable(),
  officerId: z.uuid(),
  employeeId: EmployeeId,
  officerName: z.string(),
  institution: z.string(),
  institutionName: z.string(),
  subjectId: z.uuid(),
  purpose: Purpose,
  businessReference: BusinessReference,
  consentId: ConsentId,
  askedAt: z.date(),
  decision: Decision,
})
export type StoredItem = z.output<typeof StoredItem>

function selection(queryable: Queryable) {
  return queryable`
    select item_check.id, query_id as "queryId", item_check.level, queues, barred, item_check.state,
           waiting_since as "waitingSince", escalated_at as "escalatedAt", taken_by as "takenBy",
           taker.employee_id as "takenByEmployee", taken_at as "takenAt", taken_until as "takenUntil",
           decider.employee_id as "decidedBy", decided_at as "decidedAt", reason, note,
           query.user_id as "officerId", officer.employee_id as "employeeId", employee.name as "officerName",
           query.institution_code as institution, institution.name as "institutionName",
           query.subject_id as "subjectId", query.purpose, query.business_reference as "businessReference",
           query.consent_id as "consentId", query.asked_at as "askedAt", query.decision
      from item_check
      join query on query.id = item_check.query_id
      join app_user officer on officer.id = query.user_id
      join employee on employee.employee_id = officer.employee_id
      join institution on institution.code = query.institution_code
      left join app_user taker on taker.id = taken_by
      left join app_user decider on decider.id = decided_by`
}

export async function findItem(queryable: Queryable, id: string): Promise<StoredItem | undefined> {
  const [row] = await queryable`${selection(queryable)} where item_check.id = ${id}`
  return row && StoredItem.parse({ ...row })
}

/** The item, locked until the transaction ends. */
export async function lockItem(tx: Transaction, id: string): Promise<StoredItem | undefined> {
  await tx`select id from item_check where id = ${id} for update`
  return findItem(tx, id)
}

/** Open items of an institution's queue and those decided since a moment, longest waiting first. */
export async function listItems(queryable: Queryable, institution: string, since: Date): Promise<StoredItem[]> {
  const rows = await queryable`
    ${selection(queryable)}
     where queues @> ${[institution]}
       and (item_check.state in ('waiting', 'returned') or decided_at >= ${since})
     order by (item_check.state in ('waiting', 'returned')) desc, waiting_since limit 2000`
  return z.array(StoredItem).parse([...rows])
}

/** What an officer has to complete. */
export async function listReturned(queryable: Queryable, userId: string): Promise<StoredItem[]> {
  const rows = await queryable`
    ${selection(queryable)} where query.user_id = ${userId} and item_check.state = 'returned'
     order by waiting_since limit 500`
  return z.array(StoredItem).parse([...rows])
}

export interface Checker {
  readonly userId: string
  readonly institution: string
}

/** What a checker may decide: it waits in his queue, or the officer let its time go by; and it is not barred to him. */
function isFor(queryable: Queryable, { userId, institution }: Checker) {
  return queryable`
    queues @> ${[institution]} and not barred @> ${[userId]}::uuid[]
      and (state = 'waiting' or (state = 'returned' and escalated_at is not null))`
}

export interface Taking {
  readonly checker: Checker
  readonly held: readonly string[]
  readonly count: number
  readonly at: Date
  readonly until: Date
}

/** Takes the longest waiting items that nobody has; those of two checkers at once are never the same. */
export async function takeItems(tx: Transaction, { checker, held, count, at, until }: Taking): Promise<string[]> {
  const rows = await tx`
    with free as (
      select id from item_check
       where ${isFor(tx, checker)} and id <> all(${[...held]}::uuid[])
         and (taken_until is null or taken_until < ${at} or taken_by = ${checker.userId})
       order by waiting_since limit ${count}
         for update skip locked)
    update item_check set taken_by = ${checker.userId}, taken_at = ${at}, taken_until = ${until}
      from free where item_check.id = free.id
    returning item_check.id, item_check.waiting_since as since`
  const Row = z.strictObject({ id: z.uuid(), since: z.date() })
  return z
    .array(Row)
    .parse([...rows])
    .toSorted((a, b) => a.since.getTime() - b.since.getTime())
    .map(({ id }) => id)
}

/** Keeps what is still on screen and gives everything else of this checker back. */
export async function keepHeld(tx: Transaction, { checker, held, until }: Pick<Taking, 'checker' | 'held' | 'until'>) {
  await tx`
    update item_check set taken_until = ${until} where taken_by = ${checker.userId} and id = any(${[...held]}::uuid[])`
  await tx`
    update item_check set taken_by = null, taken_at = null, taken_until = null
     where taken_by = ${checker.userId} and taken_until is not null and id <> all(${[...held]}::uuid[])`
}

export async function saveTaken(tx: Transaction, id: string, taken: { by: string; at: Date; until: Date }) {
  await tx`
    update item_check set taken_by = ${taken.by}, taken_at = ${taken.at}, taken_until = ${taken.until} where id = ${id}`
}

export async function countOpen(queryable: Queryable, checker: Checker): Promise<number> {
  const [row] = await queryable`select count(*) as waiting from item_check where ${isFor(queryable, checker)}`
  return z.int().parse(row?.['waiting'])
}

export interface NewStep {
  readonly itemId: string
  readonly at: Date
  readonly by: string | null
  readonly what: ItemStep['what']
  readonly reason: string | null
  readonly note: string | null
  readonly seconds: number | null
}

export async function insertStep(tx: Transaction, { itemId, at, by, what, reason, note, seconds }: NewStep) {
  await tx`
    insert into item_check_step (item_id, at, by_user, what, reason, note, seconds)
    values (${itemId}, ${at}, ${by}, ${what}, ${reason}, ${note}, ${seconds})`
}

export async function listSteps(queryable: Queryable, itemId: string): Promise<ItemStep[]> {
  const rows = await queryable`
    select what, at, employee_id as by, reason, note
      from item_check_step left join app_user on app_user.id = by_user
     where item_id = ${itemId} order by item_check_step.id`
  return rows.map((row) => ItemStep.parse({ ...row, at: (row['at'] as Date).toISOString() }))
}

/** When a checker decided last. */
export async function findLastDecision(queryable: Queryable, userId: string): Promise<Date | undefined> {
  const [row] = await queryable`
    select max(at) as at from item_check_step where by_user = ${userId} and seconds is not null`
  return (
    z
      .date()
      .nullable()
      .parse(row?.['at'] ?? null) ?? undefined
  )
}

export interface SavedVerdict {
  readonly state: 'accepted' | 'returned' | 'suspected'
  readonly by: string
  readonly at: Date
  readonly reason: string | null
  readonly note: string | null
}

/** Nobody has it any more; a returned one waits for the officer from now on. */
export async function saveVerdict(tx: Transaction, id: string, { state, by, at, reason, note }: SavedVerdict) {
  await tx`
    update item_check
       set state = ${state}, decided_by = ${by}, decided_at = ${at}, reason = ${reason}, note = ${note},
           waiting_since = case when ${state} = 'returned' then ${at} else waiting_since end,
           escalated_at = case when ${state} = 'returned' then null else escalated_at end,
           taken_by = null, taken_at = null, taken_until = null
     where id = ${id}`
}

/** The officer has completed it: it waits for a checker anew. */
export async function saveCompletion(tx: Transaction, id: string, at: Date): Promise<void> {
  await tx`
    update item_check
       set state = 'waiting', waiting_since = ${at}, escalated_at = null, taken_by = null, taken_at = null, taken_until = null
     where id = ${id}`
}

/** Items whose time went by unnoticed; those another instance has in hand are left to it. */
export async function lockOverdue(
  tx: Transaction,
  { waitingBefore, returnedBefore }: { waitingBefore: Date; returnedBefore: Date },
): Promise<StoredItem[]> {
  const rows = await tx`
    with overdue as (
      select id from item_check
       where escalated_at is null
         and ((state = 'waiting' and waiting_since < ${waitingBefore})
           or (state = 'returned' and waiting_since < ${returnedBefore}))
       order by waiting_since limit 200
         for update skip locked)
    ${selection(tx)} join overdue on overdue.id = item_check.id`
  return z.array(StoredItem).parse([...rows])
}

export async function saveEscalation(tx: Transaction, id: string, { to, at }: { to: string | null; at: Date }) {
  await tx`
    update item_check
       set escalated_at = ${at},
           queues = case when ${to}::text is null or queues @> array[${to}::text] then queues else queues || ${to}::text end
     where id = ${id}`
}
