/** Compliance reports: made from figures as long as they are open, frozen when they are signed. */

import { createHash, randomUUID } from 'node:crypto'
import canonicalize from 'canonicalize'
import type { AuditService } from '#central/audit/audit-service.ts'
import { entryOf, type SessionCaller } from '#central/caller.ts'
import { type Clock, shanghaiTime } from '#central/clock.ts'
import { type Database, inTransaction, type Transaction } from '#central/database/database.ts'
import type { EventService } from '#central/events/event-service.ts'
import type { SignatureService } from '#central/identity/signature-service.ts'
import type { InstitutionService } from '#central/institutions/institution-service.ts'
import type { Signature } from '#contract/approval.ts'
import {
  acceptReportOperation,
  type ComplianceReport,
  ReportContent,
  type ReportKey,
  signReportOperation,
} from '#contract/compliance.ts'
import { AppError } from '#contract/failure.ts'
import {
  daysOfPeriod,
  isPeriodOver,
  kindOfPeriod,
  periodOf,
  periodsUpTo,
  previousPeriod,
} from '#contract/rules/period.ts'
import * as repository from './compliance-report-repository.ts'
import type { FigureService } from './figure-service.ts'
import { mayStep, type ReportActor, type ReportSeen, type ReportStep } from './judge-report-step.ts'

export interface ComplianceReportService {
  /** @throws {AppError} `not-found` for an institution outside the caller's subtree. */
  read(key: ReportKey, caller: SessionCaller): Promise<ComplianceReport>
  /** Last month's report of the caller's own institution, while nobody has signed it, and what waits for his review. */
  countMine(caller: SessionCaller): Promise<number>
  /** @throws {AppError} `forbidden`, `conflict` when the figures are not those that were shown, `signature-refused`. */
  sign(
    key: ReportKey,
    signed: { sha256: string; signature: Signature },
    caller: SessionCaller,
  ): Promise<ComplianceReport>
  accept(key: ReportKey, signature: Signature, caller: SessionCaller): Promise<ComplianceReport>
  sendBack(key: ReportKey, note: string, caller: SessionCaller): Promise<ComplianceReport>
}

export interface ComplianceReportDependencies {
  readonly database: Database
  readonly audit: AuditService
  readonly institutions: InstitutionService
  readonly signatures: Pick<SignatureService, 'confirm'>
  readonly events: EventService
  readonly figures: FigureService
  readonly clock: Clock
}

/** How many periods a trend shows. */
const trendLength = { day: 14, month: 12, quarter: 8 } as const

export function createComplianceReportService(dependencies: ComplianceReportDependencies): ComplianceReportService {
  const { database, audit, institutions, signatures, events, figures, clock } = dependencies
  return { read, countMine, sign, accept, sendBack }

  async function read(key: ReportKey, caller: SessionCaller): Promise<ComplianceReport> {
    await institutions.requireWithin(database, key.institution, caller)
    const stored = await repository.findReport(database, key)
    const isFrozen = stored !== undefined && stored.state !== 'returned'
    const content = isFrozen ? ReportContent.parse(JSON.parse(stored.body)) : await contentOf(key)
    const { state, signedBy } = standingOf(stored)
    const seen: ReportSeen = {
      state,
      signedBy,
      isOver: isPeriodOver(key.period, shanghaiTime(clock()).day),
      isTop: (await institutions.above(database, key.institution)).length === 1,
    }
    const actor = await actorOf(key, caller)
    return {
      content,
      sha256: isFrozen ? stored.sha256 : hashOf(textOf(content)),
      isOver: seen.isOver,
      ...standingOf(stored),
      trend: await trendOf(key),
      maySign: mayStep('sign', seen, actor),
      mayReview: mayStep('review', seen, actor),
    }
  }

  async function countMine({ user }: SessionCaller): Promise<number> {
    const period = previousPeriod(periodOf('month', shanghaiTime(clock()).day))
    const { institution, employeeId } = user
    const [own, waiting] = await Promise.all([
      repository.findReport(database, { institution, period }),
      repository.countToReview(database, { institution, employeeId }),
    ])
    return waiting + (own === undefined || own.state === 'returned' ? 1 : 0)
  }

  async function sign(
    key: ReportKey,
    { sha256, signature }: { sha256: string; signature: Signature },
    caller: SessionCaller,
  ): Promise<ComplianceReport> {
    const { content } = await requireStep('sign', key, caller)
    const body = textOf(content)
    if (hashOf(body) !== sha256) throw new AppError('conflict', 'The figures have changed since they were shown.')
    const challenge = await signatures.confirm(signReportOperation(key, sha256), signature, caller)
    await inTransaction(database, async (tx) => {
      const version = ((await repository.findReport(tx, key))?.version ?? 0) + 1
      const made = { id: randomUUID(), version, body, sha256, by: caller.user.employeeId, at: clock() }
      if (!(await repository.insertReport(tx, { ...key, ...made }))) throw decided()
      const facts = { ...key, version, sha256, challenge }
      await audit.record(tx, entryOf('compliance.signed', caller, { object: made.id, facts }))
      await tell(tx, key)
    })
    return read(key, caller)
  }

  async function accept(key: ReportKey, signature: Signature, caller: SessionCaller): Promise<ComplianceReport> {
    const { sha256 } = await requireStep('review', key, caller)
    const challenge = await signatures.confirm(acceptReportOperation(key, sha256), signature, caller)
    await review(key, { state: 'accepted', note: null, sha256, challenge }, caller)
    return read(key, caller)
  }

  async function sendBack(key: ReportKey, note: string, caller: SessionCaller): Promise<ComplianceReport> {
    const { sha256 } = await requireStep('review', key, caller)
    await review(key, { state: 'returned', note, sha256, challenge: null }, caller)
    return read(key, caller)
  }

  async function review(
    key: ReportKey,
    {
      state,
      note,
      sha256,
      challenge,
    }: Pick<repository.Review, 'state' | 'note'> & { sha256: string; challenge: string | null },
    caller: SessionCaller,
  ): Promise<void> {
    await inTransaction(database, async (tx) => {
      const stored = await repository.findReport(tx, key)
      const by = { by: caller.user.employeeId, at: clock() }
      if (!stored || !(await repository.saveReview(tx, stored.id, { state, note, ...by }))) throw decided()
      const kind = state === 'accepted' ? 'compliance.accepted' : 'compliance.returned'
      const facts = { ...key, version: stored.version, sha256, challenge }
      await audit.record(tx, entryOf(kind, caller, { object: stored.id, facts }))
      await tell(tx, key)
    })
  }

  /** A step that is not the caller's is an entry of the log. */
  async function requireStep(step: ReportStep, key: ReportKey, caller: SessionCaller): Promise<ComplianceReport> {
    const report = await read(key, caller)
    if (step === 'sign' ? report.maySign : report.mayReview) return report
    const facts = { step, state: report.state, ...key }
    const object = `${key.institution}/${key.period}`
    await audit.recordAlone(entryOf('compliance.refused', caller, { object, facts }))
    throw new AppError('forbidden', 'This report is not for the caller to sign or review, or not now.')
  }

  async function actorOf(key: ReportKey, { user }: SessionCaller): Promise<ReportActor> {
    const { employeeId, institution } = user
    if (institution === key.institution) return { employeeId, stands: 'in' }
    const isAbove = await institutions.isWithin(database, key.institution, institution)
    return { employeeId, stands: isAbove ? 'above' : 'elsewhere' }
  }

  async function contentOf({ institution, period }: ReportKey): Promise<ReportContent> {
    const days = daysOfPeriod(period)
    const [own, previous, [first]] = await Promise.all([
      figures.treeFor(days, institution),
      figures.figuresFor(previousPeriod(period), institution),
      institutions.above(database, institution),
    ])
    return {
      format: 1,
      institution,
      institutionName: first?.name ?? '',
      period,
      ...days,
      figures: own.figures,
      previous,
      children: own.children.map((child) => ({
        code: child.institution.code,
        name: child.institution.name,
        figures: child.figures,
      })),
    }
  }

  async function trendOf({ institution, period }: ReportKey): Promise<ComplianceReport['trend']> {
    const kind = kindOfPeriod(period)
    const periods = periodsUpTo(period, trendLength[kind])
    const from = daysOfPeriod(periods[0] ?? period).from
    const days = await figures.queriesPerDay({ from, until: daysOfPeriod(period).until }, institution)
    return periods.map((one) => {
      const within = days.filter(({ day }) => periodOf(kind, day) === one)
      const sum = (of: 'allowed' | 'blocked') => within.reduce((all, day) => all + day[of], 0)
      return { period: one, allowed: sum('allowed'), blocked: sum('blocked') }
    })
  }

  async function tell(tx: Transaction, { institution }: ReportKey): Promise<void> {
    for (const { code } of await institutions.above(tx, institution)) await events.toDoChanged(tx, code)
  }
}

function standingOf(stored: repository.StoredReport | undefined) {
  if (!stored)
    return { state: 'open', signedBy: null, signedAt: null, reviewedBy: null, reviewedAt: null, note: null } as const
  const { state, signedBy, signedAt, reviewedBy, reviewedAt, note } = stored
  return {
    ...{ state, signedBy, reviewedBy, note },
    signedAt: signedAt.toISOString(),
    reviewedAt: reviewedAt?.toISOString() ?? null,
  }
}

function decided(): AppError {
  return new AppError('conflict', 'Somebody has signed or reviewed this report meanwhile.')
}

function textOf(content: ReportContent): string {
  return canonicalize(content) ?? ''
}

function hashOf(text: string): string {
  return createHash('sha256').update(text).digest('hex')
}
