/** Meetings of leading groups: planned, held with minutes and decisions; what is missed or overdue shows up the tree. */

import { createHash } from 'node:crypto'
import type { AttachmentService, MaySee } from '#central/attachments/attachment-service.ts'
import type { AuditService } from '#central/audit/audit-service.ts'
import { entryOf, type SessionCaller } from '#central/caller.ts'
import { type Clock, shanghaiTime } from '#central/clock.ts'
import { type Database, inTransaction, type Queryable, type Transaction } from '#central/database/database.ts'
import type { EventService } from '#central/events/event-service.ts'
import type { InstitutionService } from '#central/institutions/institution-service.ts'
import type { PolicyService } from '#central/policy/policy-service.ts'
import type { FirstUseService } from '#central/users/first-use-service.ts'
import { AppError } from '#contract/failure.ts'
import type { Meeting, MeetingMinutes, MeetingPlan, MeetingStanding } from '#contract/meeting.ts'
import { dayAfter } from '#contract/rules/dispute-clock.ts'
import { decisionStanding, meetingStanding } from '#contract/rules/meeting-periods.ts'
import * as repository from './meeting-repository.ts'

export interface MeetingService {
  list(caller: SessionCaller): Promise<Meeting[]>
  standings(caller: SessionCaller): Promise<MeetingStanding[]>
  /** @throws {AppError} `not-found` outside the subtree, `invalid-input` for a day gone by, `conflict` when it was held or cancelled. */
  plan(plan: MeetingPlan, caller: SessionCaller): Promise<Meeting>
  /**
   * @throws {AppError} `invalid-input` for a day to come, for somebody present who is no member, and for an owner who works
   * elsewhere; `conflict` when it is not planned any more.
   */
  writeMinutes(id: string, minutes: MeetingMinutes, caller: SessionCaller): Promise<Meeting>
  cancel(id: string, caller: SessionCaller): Promise<Meeting>
  /** @throws {AppError} `not-found`, `conflict` when it was done before. */
  complete(decision: string, note: string, caller: SessionCaller): Promise<Meeting>
  /** A missed or due-in-two-weeks meeting of the caller's institution, and its overdue decisions. */
  countPressing(caller: SessionCaller): Promise<number>
  mayReadAttachments: MaySee
}

export interface MeetingDependencies {
  readonly database: Database
  readonly audit: AuditService
  readonly policy: PolicyService
  readonly events: EventService
  readonly institutions: InstitutionService
  readonly attachments: AttachmentService
  readonly firstUse: FirstUseService
  readonly clock: Clock
}

const lookBackDays = 2 * 366
const reminderDays = 14

export function createMeetingService(dependencies: MeetingDependencies): MeetingService {
  const { database, audit, policy, events, institutions, attachments, firstUse, clock } = dependencies
  return {
    list,
    standings,
    plan,
    writeMinutes,
    cancel,
    complete,
    countPressing,
    mayReadAttachments: async (queryable, id, { user }) => {
      const meeting = await repository.findMeeting(queryable, id)
      return meeting !== undefined && institutions.isWithin(queryable, meeting.institution.code, user.institution)
    },
  }

  async function list({ user }: SessionCaller): Promise<Meeting[]> {
    const codes = (await institutions.subtreeOf(database, user.institution)).map(({ code }) => code)
    return view(database, await repository.listMeetings(database, codes))
  }

  async function standings({ user }: SessionCaller): Promise<MeetingStanding[]> {
    const subtree = await institutions.subtreeOf(database, user.institution)
    const open = subtree.filter(({ closedOn }) => closedOn === null)
    const codes = open.map(({ code }) => code)
    const now = today()
    const held = await repository.listHeldSince(database, codes, dayAfter(now, -lookBackDays))
    const overdue = await repository.countOverdueDecisions(database, codes, now)
    const { periodMonths } = (await policy.current()).body.meetings
    const since = (await firstUse.dayOf(database)) ?? now
    return open.map(({ code, parent, name, openedOn }) => {
      const heldOn = held.filter(({ institution }) => institution === code).map((one) => one.heldOn)
      return {
        ...{ code, parent, name, lastHeldOn: heldOn.at(-1) ?? null },
        ...meetingStanding({ heldOn, since: laterOf(openedOn, since), today: now, periodMonths }),
        overdueDecisions: overdue.find(({ institution }) => institution === code)?.count ?? 0,
      }
    })
  }

  async function countPressing(caller: SessionCaller): Promise<number> {
    const own = (await standings(caller)).find(({ code }) => code === caller.user.institution)
    if (!own) return 0
    const isPressing =
      own.standing === 'missed' || (own.standing === 'due' && dayAfter(today(), reminderDays) >= own.dueOn)
    return own.overdueDecisions + (isPressing ? 1 : 0)
  }

  async function plan(wanted: MeetingPlan, caller: SessionCaller): Promise<Meeting> {
    if (wanted.plannedOn < dayAfter(today(), -lookBackDays / 2)) throw wrong('plannedOn')
    await inTransaction(database, async (tx) => {
      await institutions.requireWithin(tx, wanted.institution, caller)
      await institutions.lockOpen(tx, wanted.institution)
      if (!(await repository.savePlan(tx, wanted, caller.user.id))) throw conflict()
      const { id, institution, plannedOn, agenda } = wanted
      const facts = { owner: institution, plannedOn, text: hashOf(agenda) }
      await audit.record(tx, entryOf('meeting.planned', caller, { object: id, facts }))
      await events.toDoChanged(tx, institution)
    })
    return get(wanted.id)
  }

  async function writeMinutes(id: string, written: MeetingMinutes, caller: SessionCaller): Promise<Meeting> {
    const { heldOn, minutes, decisions, attachments: files } = written
    if (heldOn > today()) throw wrong('heldOn')
    await inTransaction(database, async (tx) => {
      const { institution } = await requirePlanned(tx, id, caller)
      const members = await membersPresent(tx, institution.code, written)
      await requireOwners(tx, institution.code, written)
      await repository.saveMinutes(tx, id, { heldOn, minutes, by: caller.user.id, at: clock() })
      await repository.insertMembers(tx, id, members)
      await repository.insertDecisions(tx, id, decisions)
      await attachments.attach(tx, { kind: 'meeting', id }, { files, caller })
      const present = members.filter(({ wasPresent }) => wasPresent).map(({ employeeId }) => employeeId)
      const facts = {
        ...{ owner: institution.code, heldOn, present: present.slice(0, 40), members: members.length },
        ...{ decisions: decisions.length, attachments: files.length, text: hashOf(minutes) },
      }
      await audit.record(tx, entryOf('meeting.held', caller, { object: id, facts }))
      await events.toDoChanged(tx, institution.code)
    })
    return get(id)
  }

  /** The leading group as it was on that day; nobody else can have been a member present. */
  async function membersPresent(tx: Transaction, institution: string, { heldOn, present }: MeetingMinutes) {
    const group = await repository.listLeadingGroup(tx, institution, heldOn)
    const known = new Set(group.map(({ employeeId }) => employeeId))
    if (!present.every((employeeId) => known.has(employeeId))) throw wrong('present')
    return group.map(({ employeeId, isHead }) => ({ employeeId, isHead, wasPresent: present.includes(employeeId) }))
  }

  /** What is decided is done by somebody of the institution, below it, or above it in the group. */
  async function requireOwners(tx: Transaction, institution: string, { decisions }: MeetingMinutes): Promise<void> {
    const reach = [...(await institutions.subtreeOf(tx, institution)), ...(await institutions.above(tx, institution))]
    const owners = decisions.map(({ owner }) => owner)
    const codes = reach.map(({ code }) => code)
    if (!(await repository.areEmployedIn(tx, owners, codes))) throw wrong('decisions')
  }

  async function cancel(id: string, caller: SessionCaller): Promise<Meeting> {
    await inTransaction(database, async (tx) => {
      const { institution, plannedOn } = await requirePlanned(tx, id, caller)
      await repository.saveCancelled(tx, id)
      const facts = { owner: institution.code, plannedOn }
      await audit.record(tx, entryOf('meeting.cancelled', caller, { object: id, facts }))
    })
    return get(id)
  }

  async function complete(decision: string, note: string, caller: SessionCaller): Promise<Meeting> {
    const meeting = await inTransaction(database, async (tx) => {
      const found = await repository.findDecision(tx, decision)
      if (!found) throw noMeeting()
      const { institution } = await requireWithin(tx, found.meeting, caller)
      const at = clock()
      if (!(await repository.saveCompletion(tx, decision, { by: caller.user.employeeId, at, note }))) throw conflict()
      const isLate = shanghaiTime(at).day > found.dueOn
      const facts = { meeting: found.meeting, owner: institution.code, by: found.owner, isLate, text: hashOf(note) }
      await audit.record(tx, entryOf('meeting.decision-done', caller, { object: decision, facts }))
      await events.toDoChanged(tx, institution.code)
      return found.meeting
    })
    return get(meeting)
  }

  async function requirePlanned(tx: Transaction, id: string, caller: SessionCaller) {
    const meeting = await requireWithin(tx, id, caller)
    if (meeting.state !== 'planned') throw conflict()
    return meeting
  }

  async function requireWithin(tx: Transaction, id: string, caller: SessionCaller): Promise<repository.StoredMeeting> {
    const meeting = await repository.lockMeeting(tx, id)
    if (!meeting) throw noMeeting()
    await institutions.requireWithin(tx, meeting.institution.code, caller)
    return meeting
  }

  async function get(id: string): Promise<Meeting> {
    const stored = await repository.findMeeting(database, id)
    const [meeting] = await view(database, stored ? [stored] : [])
    if (!meeting) throw new Error('A meeting just written is not there.')
    return meeting
  }

  async function view(queryable: Queryable, stored: readonly repository.StoredMeeting[]): Promise<Meeting[]> {
    const ids = stored.map(({ id }) => id)
    const present = await repository.listMembers(queryable, ids)
    const decided = await repository.listDecisions(queryable, ids)
    const files = await attachments.listOf(queryable, 'meeting', ids)
    const meetings: Meeting[] = []
    for (const meeting of stored)
      meetings.push({
        ...meeting,
        members:
          meeting.state === 'held'
            ? present.filter((member) => member.meeting === meeting.id).map(({ meeting: _, ...member }) => member)
            : await groupOf(queryable, meeting),
        decisions: decided.filter((one) => one.meeting === meeting.id).map(decisionView),
        attachments: files.get(meeting.id) ?? [],
      })
    return meetings
  }

  async function groupOf(queryable: Queryable, { institution, plannedOn }: repository.StoredMeeting) {
    const group = await repository.listLeadingGroup(queryable, institution.code, plannedOn)
    return group.map((member) => ({ ...member, wasPresent: null }))
  }

  function decisionView({ meeting: _, doneBy, doneAt, note, ...decision }: repository.StoredDecision) {
    const doneOn = doneAt && shanghaiTime(doneAt).day
    return {
      ...decision,
      completion: doneAt && { by: doneBy ?? '', at: doneAt.toISOString(), note: note ?? '' },
      standing: decisionStanding(doneOn, { dueOn: decision.dueOn, today: today() }),
    }
  }

  function today(): string {
    return shanghaiTime(clock()).day
  }
}

/** An institution must meet from the period after it opened, and none before the bank began. */
function laterOf(openedOn: string | null, since: string): string {
  return openedOn !== null && openedOn > since ? openedOn : since
}

function hashOf(text: string): string {
  return createHash('sha256').update(text).digest('hex')
}

function wrong(field: string): AppError {
  return new AppError('invalid-input', 'The input was refused.', { fields: [field] })
}

function conflict(): AppError {
  return new AppError('conflict', 'It is not as it was any more.')
}

function noMeeting(): AppError {
  return new AppError('not-found', 'There is no such meeting.')
}
