/**
 * What is destroyed when its time is over, each time with an entry of the log in the same transaction: page keys of
 * reports, whatever names a subject, and the bytes of very old entries. Proofs outlive all of it.
 */

import type { AuditService, EntryDraft } from '#central/audit/audit-service.ts'
import type { LogPruningService } from '#central/audit/log-pruning-service.ts'
import type { Clock } from '#central/clock.ts'
import type { ConsentScanService } from '#central/consents/consent-scan-service.ts'
import { type Database, inTransaction, type Transaction } from '#central/database/database.ts'
import type { PolicyService } from '#central/policy/policy-service.ts'
import type { SubjectService } from '#central/subjects/subject-service.ts'
import type { PolicyBody } from '#contract/policy.ts'
import * as repository from './retention-repository.ts'

export interface RetentionService {
  /** Destroys what is due, a limited number at a time, once an hour. @returns How many of each. */
  runDue(): Promise<{ readonly reports: number; readonly subjects: number; readonly entries: number }>
}

export interface RetentionDependencies {
  readonly database: Database
  readonly audit: AuditService
  readonly policy: PolicyService
  readonly subjects: SubjectService
  readonly scans: ConsentScanService
  readonly pruning: LogPruningService
  readonly clock: Clock
}

const atOnce = 200
const batchesAtMost = 50
const dayMs = 86_400_000
/** Periods are days long; what is due can wait an hour. */
const lookAgainMs = 3_600_000
const nothing = { reports: 0, subjects: 0, entries: 0 }

export function createRetentionService(dependencies: RetentionDependencies): RetentionService {
  const { database, audit, policy, subjects, scans, pruning, clock } = dependencies

  let lookedAtMs = Number.NEGATIVE_INFINITY

  return {
    async runDue() {
      const nowMs = clock().getTime()
      if (Math.abs(nowMs - lookedAtMs) < lookAgainMs) return nothing
      lookedAtMs = nowMs
      const { retention } = (await policy.current()).body
      const reports = await shredReports(before(retention.reportDays))
      const gone = await eraseSubjects(before(retention.subjectDays))
      const entries = await pruning.prune(before(retention.logDays), retention.logDays)
      return { reports, subjects: gone, entries }
    },
  }

  function before(days: PolicyBody['retention'][keyof PolicyBody['retention']]): Date {
    return new Date(clock().getTime() - days * dayMs)
  }

  async function shredReports(moment: Date): Promise<number> {
    return inBatches(
      () => repository.listReportsBefore(database, moment, atOnce),
      (queryId) => inTransaction(database, (tx) => shred(tx, queryId, 'period-over')),
    )
  }

  async function shred(tx: Transaction, queryId: string, reason: 'period-over' | 'subject-erased'): Promise<void> {
    const pages = await repository.shredReport(tx, queryId, clock())
    if (pages !== undefined) await audit.record(tx, entry('report.shredded', queryId, { pages, reason }))
  }

  async function eraseSubjects(moment: Date): Promise<number> {
    return inBatches(() => repository.listSubjectsBefore(database, moment, atOnce), eraseSubject)
  }

  async function eraseSubject(subjectId: string): Promise<void> {
    // Files first: should the rest fail, the subject is still due and the next run finds nothing left to remove.
    const uploads = await repository.listScansOf(database, subjectId)
    for (const upload of uploads) await scans.remove(upload)
    await inTransaction(database, async (tx) => {
      for (const queryId of await repository.listReportsOf(tx, subjectId)) await shred(tx, queryId, 'subject-erased')
      const erased = await subjects.erase(tx, subjectId, clock())
      if (!erased) return
      // The last time the commitment is known: whoever has it sees in the log that it has become meaningless.
      const draft = entry('subject.erased', subjectId, { scans: uploads.length })
      await audit.record(tx, { ...draft, subjectCommitment: erased.commitment })
    })
  }
}

/** @returns How many were dealt with; a run ends after so many batches, the next one goes on. */
async function inBatches(list: () => Promise<string[]>, deal: (id: string) => Promise<void>): Promise<number> {
  let done = 0
  for (let batch = 0; batch < batchesAtMost; batch += 1) {
    const due = await list()
    for (const id of due) await deal(id)
    done += due.length
    if (due.length < atOnce) break
  }
  return done
}

/** Nobody did it: the time was over. */
function entry(kind: EntryDraft['kind'], object: string, facts: EntryDraft['facts']): EntryDraft {
  const nobody = { employeeId: null, institution: null, workstation: null, deviceThumbprint: null, address: null }
  return { kind, ...nobody, session: null, subjectCommitment: null, object, facts }
}
