/** Compliance reports as files; each copy is an entry of the log. */

import { createHash } from 'node:crypto'
import type { AuditService } from '#central/audit/audit-service.ts'
import { entryOf, type SessionCaller } from '#central/caller.ts'
import { type Clock, startOfShanghaiDay } from '#central/clock.ts'
import type { Database } from '#central/database/database.ts'
import type { FigurePeriod } from '#central/figure-source.ts'
import type { InstitutionService } from '#central/institutions/institution-service.ts'
import type { FiledUser } from '#central/users/user-figure-service.ts'
import type { ReportKey } from '#contract/compliance.ts'
import type { reportFormats } from '#contract/http/compliance.ts'
import { daysOfPeriod } from '#contract/rules/period.ts'
import type { ComplianceReportService } from './compliance-report-service.ts'
import { makeFilingList, makeReportPdf, makeReportWorkbook } from './report-files.ts'

export type ReportFormat = (typeof reportFormats)[number]

export interface ReportFileService {
  make(key: ReportKey, format: ReportFormat, caller: SessionCaller): Promise<Buffer<ArrayBuffer>>
}

export interface ReportFileDependencies {
  readonly database: Database
  readonly audit: AuditService
  readonly institutions: InstitutionService
  readonly reports: ComplianceReportService
  readonly listUsers: (database: Database, period: FigurePeriod) => Promise<FiledUser[]>
  readonly clock: Clock
}

export function createReportFileService(dependencies: ReportFileDependencies): ReportFileService {
  const { database, audit, institutions, reports, listUsers, clock } = dependencies
  return {
    async make(key, format, caller) {
      const bytes = Buffer.from(await fileOf(key, format, caller))
      const sha256 = createHash('sha256').update(bytes).digest('hex')
      const facts = { ...key, format, sha256 }
      const object = `${key.institution}/${key.period}`
      await audit.recordAlone(entryOf('compliance.exported', caller, { object, facts }))
      return bytes
    },
  }

  async function fileOf(key: ReportKey, format: ReportFormat, caller: SessionCaller): Promise<Uint8Array> {
    if (format === 'filing') return filingOf(key, caller)
    const report = await reports.read(key, caller)
    return format === 'pdf' ? makeReportPdf(report, clock()) : makeReportWorkbook(report)
  }

  async function filingOf({ institution, period }: ReportKey, caller: SessionCaller): Promise<Uint8Array> {
    await institutions.requireWithin(database, institution, caller)
    const subtree = await institutions.subtreeOf(database, institution)
    const days = daysOfPeriod(period)
    const [from, until] = [startOfShanghaiDay(days.from), startOfShanghaiDay(days.until)]
    const codes = subtree.map(({ code }) => code)
    return makeFilingList(await listUsers(database, { from, until, days, institutions: codes }))
  }
}
