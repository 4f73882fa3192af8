/** What somebody reports himself: a leak he suspects, a complaint, an irregularity. */

import { createHash } from 'node:crypto'
import type { AuditService } from '#central/audit/audit-service.ts'
import { entryOf, type SessionCaller } from '#central/caller.ts'
import type { Clock } from '#central/clock.ts'
import { type Database, inTransaction, type Transaction } from '#central/database/database.ts'
import type { InstitutionService } from '#central/institutions/institution-service.ts'
import type { ReportService } from '#central/reports/report-service.ts'
import { AppError } from '#contract/failure.ts'
import type { ReportedIncident } from '#contract/incident.ts'
import { findSource } from './incident-repository.ts'
import type { IncidentService, NoticedIncident } from './incident-service.ts'
import { insertStep } from './step-repository.ts'

export interface IncidentReportService {
  /** Safe to repeat with the same id. @throws {AppError} `not-found` for a mark, query, person or institution that is none of the caller's. */
  report(reported: ReportedIncident, caller: SessionCaller): Promise<void>
}

export interface IncidentReportDependencies {
  readonly database: Database
  readonly audit: AuditService
  readonly incidents: IncidentService
  readonly institutions: InstitutionService
  readonly reports: Pick<ReportService, 'nameViewing'>
  readonly clock: Clock
}

export function createIncidentReportService(dependencies: IncidentReportDependencies): IncidentReportService {
  const { database, audit, incidents, institutions, reports, clock } = dependencies
  return { report }

  async function report(reported: ReportedIncident, caller: SessionCaller): Promise<void> {
    const marked = reported.viewId === null ? undefined : await reports.nameViewing(reported.viewId, caller)
    await inTransaction(database, async (tx) => {
      const noticed = await noticedOf(tx, { ...reported, queryId: marked?.queryId ?? reported.queryId }, caller)
      const where = { ...noticed, ...(marked && { workstation: marked.workstation }) }
      if (await incidents.raise(tx, where)) await write(tx, reported, caller)
    })
  }

  async function noticedOf(tx: Transaction, reported: Asked, caller: SessionCaller): Promise<NoticedIncident> {
    const { id, rule, queryId, viewId, employeeId } = reported
    const source = await findSource(tx, { queryId, employeeId })
    if ((queryId !== null && !source.ofQuery) || (employeeId !== null && !source.ofEmployee))
      throw new AppError('not-found', 'There is no such query or person.')
    const institution =
      reported.institution ?? source.ofQuery?.institution ?? source.ofEmployee ?? caller.user.institution
    await institutions.requireWithin(tx, institution, caller)
    const facts = { what: 'reported', ...(viewId !== null && { viewId }) }
    const user = employeeId ?? source.ofQuery?.employeeId
    return { id, rule, institution, user, query: queryId ?? undefined, facts, key: `reported/${id}` }
  }

  async function write(tx: Transaction, { id, text }: ReportedIncident, caller: SessionCaller): Promise<void> {
    const by = caller.user.employeeId
    await insertStep(tx, id, { kind: 'noted', by, at: clock(), text, facts: { person: null } })
    const hash = createHash('sha256').update(text).digest('hex')
    await audit.record(tx, entryOf('incident.noted', caller, { object: id, facts: { person: null, text: hash } }))
  }
}

type Asked = Omit<ReportedIncident, 'text'>
