import * as z from 'zod'
import type { Queryable, Transaction } from '#central/database/database.ts'
import { DecisionId, MeetingId, type MeetingPlan, MeetingState, type NewDecision } from '#contract/meeting.ts'

const StoredMeeting = z.strictObject({
  id: MeetingId,
  institution: z.strictObject({ code: z.string(), name: z.string() }),
  plannedOn: z.string(),
  place: z.string(),
  agenda: z.string(),
  state: MeetingState,
  heldOn: z.string().nullable(),
  minutes: z.string().nullable(),
})
export type StoredMeeting = z.output<typeof StoredMeeting>

function selection(queryable: Queryable) {
  return queryable`
    select meeting.id, json_build_object('code', institution.code, 'name', institution.name) as institution,
           planned_on::text as "plannedOn", place, agenda, state, held_on::text as "heldOn", minutes
      from meeting join institution on institution.code = institution_code`
}

export async function findMeeting(queryable: Queryable, id: string): Promise<StoredMeeting | undefined> {
  const [row] = await queryable`${selection(queryable)} where meeting.id = ${id}`
  return row && StoredMeeting.parse({ ...row })
}

export async function lockMeeting(tx: Transaction, id: string): Promise<StoredMeeting | undefined> {
  await tx`select from meeting where id = ${id} for update`
  return findMeeting(tx, id)
}

export async function listMeetings(queryable: Queryable, codes: readonly string[]): Promise<StoredMeeting[]> {
  const rows = await queryable`
    ${selection(queryable)} where institution_code = any(${[...codes]})
     order by coalesce(held_on, planned_on) desc limit 500`
  return z.array(StoredMeeting).parse([...rows])
}

/** @returns `false` when it was held or cancelled, or stands in another institution. */
export async function savePlan(tx: Transaction, plan: MeetingPlan, plannedBy: string): Promise<boolean> {
  const { id, institution, plannedOn, place, agenda } = plan
  const saved = await tx`
    insert into meeting as known (id, institution_code, planned_on, place, agenda, planned_by, state)
    values (${id}, ${institution}, ${plannedOn}, ${place}, ${agenda}, ${plannedBy}, 'planned')
        on conflict (id) do update
       set planned_on = excluded.planned_on, place = excluded.place, agenda = excluded.agenda
     where known.state = 'planned' and known.institution_code = excluded.institution_code
    returning id`
  return saved.length === 1
}

export async function saveMinutes(
  tx: Transaction,
  id: string,
  { heldOn, minutes, by, at }: { heldOn: string; minutes: string; by: string; at: Date },
): Promise<void> {
  await tx`
    update meeting set state = 'held', held_on = ${heldOn}, minutes = ${minutes}, minutes_by = ${by}, minutes_at = ${at}
     where id = ${id}`
}

export async function saveCancelled(tx: Transaction, id: string): Promise<void> {
  await tx`update meeting set state = 'cancelled' where id = ${id}`
}

const StoredMember = z.strictObject({
  employeeId: z.string(),
  name: z.string(),
  isHead: z.boolean(),
})

/** Who belongs to an institution's leading group on a day; who heads it and is a member too stands there once. */
export async function listLeadingGroup(queryable: Queryable, institution: string, day: string) {
  const rows = await queryable`
    select employee_id as "employeeId", employee.name, bool_or(class = 'leading-group-head') as "isHead"
      from duty join employee using (employee_id)
     where duty.institution_code = ${institution} and class in ('leading-group-head', 'leading-group-member')
       and starts_on <= ${day}::date and (ends_on is null or ends_on >= ${day}::date)
     group by employee_id, employee.name order by "isHead" desc, employee_id`
  return z.array(StoredMember).parse([...rows])
}

export async function insertMembers(
  tx: Transaction,
  id: string,
  members: readonly { readonly employeeId: string; readonly isHead: boolean; readonly wasPresent: boolean }[],
): Promise<void> {
  for (const { employeeId, isHead, wasPresent } of members)
    await tx`
      insert into meeting_member (meeting_id, employee_id, is_head, was_present)
      values (${id}, ${employeeId}, ${isHead}, ${wasPresent})`
}

const MemberOf = StoredMember.extend({ meeting: z.uuid(), wasPresent: z.boolean() })

export async function listMembers(queryable: Queryable, meetings: readonly string[]) {
  const rows = await queryable`
    select meeting_id as meeting, employee_id as "employeeId", employee.name, is_head as "isHead",
           was_present as "wasPresent"
      from meeting_member join employee using (employee_id)
     where meeting_id = any(${[...meetings]}::uuid[]) order by is_head desc, employee_id`
  return z.array(MemberOf).parse([...rows])
}

export async function insertDecisions(tx: Transaction, id: string, decisions: readonly NewDecision[]): Promise<void> {
  for (const [position, { id: decision, text, owner, dueOn }] of decisions.entries())
    await tx`
      insert into meeting_decision (id, meeting_id, position, text, owner, due_on)
      values (${decision}, ${id}, ${position}, ${text}, ${owner}, ${dueOn})`
}

const StoredDecision = z.strictObject({
  id: DecisionId,
  meeting: MeetingId,
  text: z.string(),
  owner: z.string(),
  ownerName: z.string(),
  dueOn: z.string(),
  doneBy: z.string().nullable(),
  doneAt: z.date().nullable(),
  note: z.string().nullable(),
})
export type StoredDecision = z.output<typeof StoredDecision>

function decisions(queryable: Queryable) {
  return queryable`
    select meeting_decision.id, meeting_id as meeting, text, owner, employee.name as "ownerName",
           due_on::text as "dueOn", done_by as "doneBy", done_at as "doneAt", note
      from meeting_decision join employee on employee.employee_id = owner`
}

export async function listDecisions(queryable: Queryable, meetings: readonly string[]): Promise<StoredDecision[]> {
  const rows = await queryable`
    ${decisions(queryable)} where meeting_id = any(${[...meetings]}::uuid[]) order by meeting_id, position`
  return z.array(StoredDecision).parse([...rows])
}

export async function findDecision(queryable: Queryable, id: string): Promise<StoredDecision | undefined> {
  const [row] = await queryable`${decisions(queryable)} where meeting_decision.id = ${id}`
  return row && StoredDecision.parse({ ...row })
}

/** @returns `false` when it was done before. */
export async function saveCompletion(
  tx: Transaction,
  id: string,
  { by, at, note }: { by: string; at: Date; note: string },
): Promise<boolean> {
  const saved = await tx`
    update meeting_decision set done_by = ${by}, done_at = ${at}, note = ${note}
     where id = ${id} and done_at is null returning id`
  return saved.length === 1
}

/** Whether every one of them is employed in an institution of the list. */
export async function areEmployedIn(
  queryable: Queryable,
  employees: readonly string[],
  institutions: readonly string[],
): Promise<boolean> {
  const wanted = [...new Set(employees)]
  const rows = await queryable`
    select employee_id from employee
     where employee_id = any(${wanted}) and status = 'employed' and institution_code = any(${[...institutions]})`
  return rows.length === wanted.length
}

const Held = z.strictObject({ institution: z.string(), heldOn: z.string() })

export async function listHeldSince(queryable: Queryable, codes: readonly string[], since: string) {
  const rows = await queryable`
    select institution_code as institution, held_on::text as "heldOn" from meeting
     where institution_code = any(${[...codes]}) and state = 'held' and held_on >= ${since} order by held_on`
  return z.array(Held).parse([...rows])
}

const Overdue = z.strictObject({ institution: z.string(), count: z.int() })

export async function countOverdueDecisions(queryable: Queryable, codes: readonly string[], today: string) {
  const rows = await queryable`
    select institution_code as institution, count(*)::integer as count
      from meeting_decision join meeting on meeting.id = meeting_id
     where institution_code = any(${[...codes]}) and done_at is null and due_on < ${today} group by 1`
  return z.array(Overdue).parse([...rows])
}
