/** At each log-in: is this the PC that was registered, and the only one with its key? */

import type { AuditService, EntryDraft } from '#central/audit/audit-service.ts'
import type { WorkstationCaller } from '#central/caller.ts'
import type { Clock } from '#central/clock.ts'
import { type Database, inTransaction, type Transaction } from '#central/database/database.ts'
import type { EventService } from '#central/events/event-service.ts'
import type { SessionService } from '#central/identity/session-service.ts'
import type { InstitutionService } from '#central/institutions/institution-service.ts'
import type { PolicyService } from '#central/policy/policy-service.ts'
import { AppError } from '#contract/failure.ts'
import type { LogEntryKind } from '#contract/log-entry.ts'
import type { PolicyBody } from '#contract/policy.ts'
import type { DeviceReport } from '#contract/workstation.ts'
import * as repository from './hardware-repository.ts'
import { acceptReading, type FactorJudgement, judgeFactors } from './judge-factors.ts'
import { tellWaiting } from './tell-waiting.ts'

export interface HardwareService {
  /**
   * Weighs what the PC shows of itself, before anybody's password is looked at.
   *
   * @throws {AppError} `hardware-changed` with the names of the factors, `profile-rolled-back`, or
   *   `workstation-quarantined` when two PCs use the key at the same time; the log has each of them.
   */
  admit(caller: WorkstationCaller, report: DeviceReport | undefined, appVersion: string | undefined): Promise<void>
}

export interface HardwareDependencies {
  readonly database: Database
  readonly audit: AuditService
  readonly policy: PolicyService
  readonly sessions: SessionService
  readonly events: EventService
  readonly institutions: Pick<InstitutionService, 'above'>
  readonly clock: Clock
}

interface Login {
  readonly caller: WorkstationCaller
  readonly report: DeviceReport
  readonly appVersion: string | undefined
  readonly weighing: PolicyBody['hardware']
  readonly liveSince: Date
}

const nothingShown: DeviceReport = { factors: {}, counter: 0 }

export function createHardwareService(dependencies: HardwareDependencies): HardwareService {
  const { database, audit, policy, sessions, events, institutions, clock } = dependencies
  return { admit }

  async function admit(caller: WorkstationCaller, report = nothingShown, appVersion?: string): Promise<void> {
    const { hardware: weighing, session } = (await policy.current()).body
    const liveSince = new Date(clock().getTime() - session.idleMinutes * 60_000)
    const login = { caller, report, appVersion, weighing, liveSince }
    // What is refused must stay written, so the failure is thrown after the transaction.
    const failure = await inTransaction(database, (tx) => judge(tx, login))
    if (failure) throw failure
  }

  async function judge(tx: Transaction, login: Login): Promise<AppError | undefined> {
    const { caller, report, weighing } = login
    const known = await repository.lockHardware(tx, caller.workstation.id, login.liveSince)
    if (isClone(known, report, weighing)) return quarantine(tx, login)
    if (known.loginCounter > 0 && report.counter <= known.loginCounter) return refuseOldProfile(tx, login, known)
    const judgement = judgeFactors(known.factors, report.factors, weighing)
    if (judgement.verdict === 'large' || judgement.verdict === 'unreadable') return refuse(tx, login, judgement)
    await accept(tx, login, { known, judgement })
    return undefined
  }

  async function accept(
    tx: Transaction,
    { caller, report, appVersion }: Login,
    { known, judgement }: { known: repository.Hardware; judgement: FactorJudgement },
  ): Promise<void> {
    const { changed, matchPercent, missing } = judgement
    await repository.saveReading(tx, caller.workstation.id, {
      factors: acceptReading(known.factors, report.factors),
      seenFactors: report.factors,
      changed,
      loginCounter: Math.max(report.counter, known.loginCounter),
      appVersion,
      at: clock(),
    })
    if (changed.length === 0) return
    const facts = { changed: [...changed], missing: [...missing], matchPercent }
    await audit.record(tx, entry('workstation.hardware-changed', caller, facts))
  }

  async function refuse(
    tx: Transaction,
    { caller, report }: Login,
    { changed, missing, matchPercent, verdict }: FactorJudgement,
  ): Promise<AppError> {
    await repository.saveRefusedReading(tx, caller.workstation.id, report.factors, clock())
    const facts = { reason: verdict, changed: [...changed], missing: [...missing], matchPercent }
    await audit.record(tx, entry('workstation.hardware-refused', caller, facts))
    return new AppError('hardware-changed', 'The hardware is not that of the registered workstation.', {
      fields: verdict === 'unreadable' ? missing : changed,
    })
  }

  async function refuseOldProfile(
    tx: Transaction,
    { caller, report }: Login,
    { loginCounter }: repository.Hardware,
  ): Promise<AppError> {
    const facts = { counter: report.counter, expectedAbove: loginCounter }
    await audit.record(tx, entry('workstation.rolled-back', caller, facts))
    return new AppError('profile-rolled-back', 'The profile of this workstation is older than its last log-in.')
  }

  /** One key on two PCs: which of them is the real one only a person can see, so both stop. */
  async function quarantine(tx: Transaction, { caller }: Login): Promise<AppError> {
    const { id } = caller.workstation
    await repository.quarantine(tx, id)
    await audit.record(tx, entry('workstation.quarantined', caller, { reason: 'two-machines' }))
    await sessions.endAtWorkstation(tx, id, 'workstation-quarantined')
    await events.workstationChanged(tx, id)
    await tellWaiting({ events, institutions }, tx, caller.workstation.institution)
    return new AppError('workstation-quarantined', 'Two PCs were seen with the key of this workstation.')
  }
}

/** While somebody works at the PC, its hardware does not change: what shows other hardware then is another PC. */
function isClone(known: repository.Hardware, report: DeviceReport, weighing: PolicyBody['hardware']): boolean {
  if (!known.hasOpenSession || !known.seenFactors) return false
  return judgeFactors(known.seenFactors, report.factors, weighing).changed.length > 0
}

function entry(kind: LogEntryKind, caller: WorkstationCaller, facts: EntryDraft['facts']): EntryDraft {
  const { number, institution } = caller.workstation
  return {
    kind,
    employeeId: null,
    institution,
    workstation: number,
    deviceThumbprint: caller.deviceThumbprint,
    address: caller.address,
    session: null,
    subjectCommitment: null,
    object: number,
    facts,
  }
}
