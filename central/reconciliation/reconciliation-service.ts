/** Compares the bureau's list with ours the day after, once a day, whoever of several instances is first. */

import { randomUUID } from 'node:crypto'
import type { AuditService, EntryDraft } from '#central/audit/audit-service.ts'
import { type BureauAdapter, type BureauCharge, BureauError } from '#central/bureau/bureau-adapter.ts'
import { entryOf, type SessionCaller } from '#central/caller.ts'
import { type Clock, shanghaiTime, startOfShanghaiDay } from '#central/clock.ts'
import { type Database, inTransaction, type Transaction } from '#central/database/database.ts'
import type { ChargedQueryService } from '#central/queries/charged-query-service.ts'
import type { SubjectService } from '#central/subjects/subject-service.ts'
import { AppError } from '#contract/failure.ts'
import type { LogEntryKind } from '#contract/log-entry.ts'
import { purposeCode } from '#contract/purpose.ts'
import type { ReconciliationDay, ReconciliationDifference, Resolution } from '#contract/reconciliation.ts'
import { compareCharges, type Difference, type OurCharge } from './compare-charges.ts'
import * as repository from './reconciliation-repository.ts'

export interface ReconciliationService {
  /** Compares every day that is due. @returns The days that were compared. */
  runDue(): Promise<string[]>
  /**
   * Compares a past day again.
   *
   * @throws {AppError} `invalid-input` for a day that is not over, `conflict` while it is being compared.
   */
  compareAgain(day: string, caller: SessionCaller): Promise<ReconciliationDay>
  listDays(): Promise<ReconciliationDay[]>
  listDifferences(): Promise<ReconciliationDifference[]>
  /** @throws {AppError} `not-found`; `conflict` when it has been resolved. */
  resolve(id: string, resolution: Resolution, caller: SessionCaller): Promise<ReconciliationDifference>
}

export interface ReconciliationDependencies {
  readonly database: Database
  readonly audit: AuditService
  readonly bureau: BureauAdapter
  readonly subjects: SubjectService
  readonly chargedQueries: ChargedQueryService
  /** Time of day in Asia/Shanghai (`HH:MM`) from which yesterday is compared. */
  readonly dueAt: string
  readonly clock: Clock
}

const dayMs = 86_400_000
/** How far back days are made up for, and lists go. */
const daysBack = 60
/** Longer than any comparison takes, and the wait before a list that could not be had is asked for again. */
const leaseMs = 10 * 60_000

export function createReconciliationService({
  database,
  audit,
  bureau,
  subjects,
  chargedQueries,
  dueAt,
  clock,
}: ReconciliationDependencies): ReconciliationService {
  return { runDue, compareAgain, listDays, listDifferences, resolve }

  async function runDue(): Promise<string[]> {
    const first = await chargedQueries.firstAsked(database)
    if (first === undefined) return []
    const now = clock()
    const until = lastDueDay(now)
    const since = [dayBefore(now, daysBack), shanghaiTime(first).day].toSorted().at(-1) ?? until
    const done: string[] = []
    for (const day of await repository.listOpenDays(database, since, until)) {
      if (await compare(day, undefined)) done.push(day)
    }
    return done
  }

  /** Yesterday from the time of day on, the day before until then. */
  function lastDueDay(now: Date): string {
    return dayBefore(now, shanghaiTime(now).time >= dueAt ? 1 : 2)
  }

  async function compareAgain(day: string, caller: SessionCaller): Promise<ReconciliationDay> {
    const now = clock()
    if (day >= shanghaiTime(now).day || day < dayBefore(now, daysBack))
      throw new AppError('invalid-input', 'Only past days of the last two months are compared.', { fields: ['day'] })
    if (!(await compare(day, caller))) {
      const { state } = await repository.getDay(database, day)
      if (state === 'unavailable') throw new AppError('bureau-unavailable', 'The list of the bureau cannot be had.')
      throw new AppError('conflict', 'This day is being compared.')
    }
    return dayView(await repository.getDay(database, day))
  }

  /** @returns Whether the day was compared now. */
  async function compare(day: string, caller: SessionCaller | undefined): Promise<boolean> {
    const now = clock()
    const claim = { now, leaseUntil: new Date(now.getTime() - leaseMs), isAgain: caller !== undefined }
    if (!(await repository.claimDay(database, day, claim))) return false
    const charges = await bureau.listCharges(day).catch((error: unknown) => listFailed(day, error, caller))
    if (charges === undefined) return false

    const ours = await listOurs(day, charges)
    const differences = compareCharges(charges, ours, (moment) => shanghaiTime(moment).day === day)
    const queries = ours.filter(({ reportedAt }) => reportedAt && shanghaiTime(reportedAt).day === day).length
    await inTransaction(database, async (tx) => {
      for (const difference of differences) await keep(tx, day, { difference, caller })
      await repository.saveCompared(tx, day, { comparedAt: clock(), charges: charges.length, queries })
      const facts = { charges: charges.length, queries, differences: differences.length }
      await audit.record(tx, entry('reconciliation.compared', caller, { object: day, facts }))
    })
    return true
  }

  async function listFailed(day: string, error: unknown, caller: SessionCaller | undefined): Promise<undefined> {
    const trouble = error instanceof BureauError ? error.trouble : 'unexpected'
    await inTransaction(database, async (tx) => {
      await repository.saveUnavailable(tx, day)
      await audit.record(tx, entry('reconciliation.failed', caller, { object: day, facts: { trouble } }))
    })
    if (!(error instanceof BureauError)) throw error
  }

  async function listOurs(day: string, charges: readonly BureauCharge[]): Promise<OurCharge[]> {
    const from = startOfShanghaiDay(day)
    const ids = charges.map(({ key }) => key).filter(isUuid)
    const queries = await chargedQueries.list(database, { from, until: new Date(from.getTime() + dayMs), ids })
    const ours: OurCharge[] = []
    for (const { subjectId, purpose, ...query } of queries) {
      ours.push({ ...query, purpose: purposeCode(purpose), subject: await subjectOf(subjectId) })
    }
    return ours
  }

  async function subjectOf(subjectId: string): Promise<OurCharge['subject']> {
    try {
      const { name, idType, idNumber } = await subjects.reveal(database, subjectId)
      return { name, idType, idNumber }
    } catch (error) {
      if (error instanceof AppError && error.code === 'not-found') return null
      throw error
    }
  }

  async function keep(
    tx: Transaction,
    day: string,
    { difference, caller }: { difference: Difference; caller: SessionCaller | undefined },
  ): Promise<void> {
    const id = randomUUID()
    if (!(await repository.insertDifference(tx, { ...difference, id, day, foundAt: clock() }))) return
    const { kind, queryId, reportNumber } = difference
    const facts = { day, kind, query: queryId, reportNumber }
    await audit.record(tx, entry('reconciliation.difference-found', caller, { object: id, facts }))
  }

  async function listDays(): Promise<ReconciliationDay[]> {
    return (await repository.listDays(database, dayBefore(clock(), daysBack))).map(dayView)
  }

  async function listDifferences(): Promise<ReconciliationDifference[]> {
    return (await repository.listDifferences(database, dayBefore(clock(), daysBack))).map(differenceView)
  }

  async function resolve(id: string, { reason }: Resolution, caller: SessionCaller): Promise<ReconciliationDifference> {
    const known = await repository.findDifference(database, id)
    if (!known) throw new AppError('not-found', 'There is no such difference.')
    await inTransaction(database, async (tx) => {
      if (!(await repository.saveResolution(tx, id, { at: clock(), by: caller.user.id, reason })))
        throw new AppError('conflict', 'This difference has been resolved.')
      const facts = { day: known.day, kind: known.kind, query: known.queryId }
      await audit.record(tx, entryOf('reconciliation.difference-resolved', caller, { object: id, facts }))
    })
    const resolved = await repository.findDifference(database, id)
    if (!resolved) throw new Error('A difference just resolved is not there.')
    return differenceView(resolved)
  }
}

/** The job has no user; who asks for a comparison is named. */
function entry(
  kind: LogEntryKind,
  caller: SessionCaller | undefined,
  about: { object: string; facts: EntryDraft['facts'] },
): EntryDraft {
  if (caller) return entryOf(kind, caller, about)
  const nobody = { employeeId: null, institution: null, workstation: null, deviceThumbprint: null }
  return { kind, ...nobody, address: null, session: null, subjectCommitment: null, ...about }
}

function dayBefore(now: Date, days: number): string {
  return shanghaiTime(new Date(now.getTime() - days * dayMs)).day
}

function isUuid(text: string): boolean {
  return /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(text)
}

function dayView({ comparedAt, ...day }: repository.StoredDay): ReconciliationDay {
  return { ...day, comparedAt: comparedAt?.toISOString() ?? null }
}

function differenceView(difference: repository.StoredDifference): ReconciliationDifference {
  const { resolvedAt, employeeId, name, reason, happenedAt, ...rest } = difference
  const resolution = resolvedAt && {
    at: resolvedAt.toISOString(),
    employeeId: employeeId ?? '',
    name: name ?? '',
    reason: reason ?? '',
  }
  return { ...rest, happenedAt: happenedAt.toISOString(), resolution }
}
