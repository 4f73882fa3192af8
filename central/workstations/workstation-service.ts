/** Which PCs belong to the bank: enrolment, approval, addresses. */

import { randomUUID } from 'node:crypto'
import type { AuditService, EntryDraft } from '#central/audit/audit-service.ts'
import type { Peer, WorkstationCaller } from '#central/caller.ts'
import type { Clock } from '#central/clock.ts'
import { type Database, inTransaction } from '#central/database/database.ts'
import type { SessionService } from '#central/identity/session-service.ts'
import { AppError } from '#contract/failure.ts'
import type { LogEntryKind } from '#contract/log-entry.ts'
import type { EnrolmentRequest, EnrolmentState } from '#contract/workstation.ts'
import { isInRanges } from './address-range.ts'
import { hashCode } from './enrolment-code-service.ts'
import { tellWaiting, type WaitingTellers } from './tell-waiting.ts'
import * as repository from './workstation-repository.ts'

export interface WorkstationService {
  /** Registers the peer's key with the code IT gave out. Safe to repeat: a known key hears its state. */
  enrol(peer: Peer, request: EnrolmentRequest): Promise<EnrolmentState>
  stateOf(peer: Peer): Promise<EnrolmentState>
  /** A stranger's key with the profile of this workstation; nothing is told back. */
  noteMovedProfile(peer: Peer, number: string): Promise<void>
  /**
   * The workstation behind a request.
   *
   * @throws {AppError} `workstation-unknown`, `workstation-pending`, `workstation-revoked`; or `address-not-bound`, which
   *   ends the workstation's sessions and is written into the log.
   */
  identify(peer: Peer): Promise<WorkstationCaller>
}

export interface WorkstationDependencies extends WaitingTellers {
  readonly database: Database
  readonly audit: AuditService
  readonly sessions: SessionService
  readonly clock: Clock
}

// Written as seen at most this often, not at every request.
const seenEveryMs = 60_000
// Requests that the old key had signed when it was replaced.
const onTheirWayMs = 60_000

export function createWorkstationService(dependencies: WorkstationDependencies): WorkstationService {
  const { database, audit, sessions, clock } = dependencies
  return { enrol, stateOf, noteMovedProfile, identify }

  async function enrol(peer: Peer, request: EnrolmentRequest): Promise<EnrolmentState> {
    const known = await repository.findWorkstation(database, peer.deviceThumbprint)
    if (known) return describe(known)

    const isRegistered = await inTransaction(database, async (tx) => {
      const code = await repository.redeemEnrolmentCode(tx, hashCode(request.enrolmentCode), clock())
      if (!code) return false
      const { institution, workstationNumber: number, issuedBy: requestedBy } = code
      const { deviceThumbprint: thumbprint, publicKey } = peer
      await repository.insertWorkstation(tx, {
        id: randomUUID(),
        number,
        institution,
        thumbprint,
        publicKey,
        request,
        requestedFrom: peer.address,
        requestedBy,
        requestedAt: clock(),
      })
      await audit.record(
        tx,
        entry('workstation.requested', peer, {
          institution,
          number,
          facts: { platform: request.platform, appVersion: request.appVersion },
        }),
      )
      await tellWaiting(dependencies, tx, institution)
      return true
    })
    if (isRegistered) return stateOf(peer)
    await audit.recordAlone(entry('workstation.enrolment-refused', peer, { facts: { reason: 'code' } }))
    throw new AppError('enrolment-refused', 'The enrolment code is unknown, used, or too old.')
  }

  async function noteMovedProfile(peer: Peer, number: string): Promise<void> {
    const original = await repository.findInUse(database, number)
    if (!original) return
    const { institution, thumbprint } = original
    await audit.recordAlone(
      entry('workstation.profile-moved', peer, { institution, number, facts: { from: thumbprint } }),
    )
  }

  async function stateOf(peer: Peer): Promise<EnrolmentState> {
    const workstation = await repository.findWorkstation(database, peer.deviceThumbprint)
    return workstation ? describe(workstation) : { status: 'unknown' }
  }

  function describe({
    status,
    reason,
    requestedAt,
    approvedAt,
    number,
    institution,
    institutionName,
    addresses,
  }: repository.Workstation): EnrolmentState {
    if (status === 'revoked' || status === 'refused') return { status, reason }
    if (status === 'quarantined') return { status }
    if (status === 'pending' || approvedAt === null)
      return { status: 'pending', requestedAt: requestedAt.toISOString() }
    const binding = {
      workstationNumber: number,
      institution: { code: institution, name: institutionName },
      addresses,
      approvedAt: approvedAt.toISOString(),
      logKey: audit.verifierKey,
    }
    return { status, binding }
  }

  async function identify(peer: Peer): Promise<WorkstationCaller> {
    const changedAfter = new Date(clock().getTime() - onTheirWayMs)
    const workstation = await repository.findSpeaker(database, peer.deviceThumbprint, changedAfter)
    if (!workstation) throw new AppError('workstation-unknown', 'This key belongs to no workstation.')
    const { id, number, institution, status, addresses } = workstation
    if (status !== 'approved') throw outOfUse[status]()
    if (isInRanges(peer.address, addresses)) {
      await noteSeen(workstation, peer.address)
      return { ...peer, workstation: { id, number, institution } }
    }

    await inTransaction(database, async (tx) => {
      await audit.record(tx, entry('address.refused', peer, { institution, number, facts: {} }))
      await sessions.endAtWorkstation(tx, id, 'address-not-bound')
    })
    throw new AppError('address-not-bound', 'This workstation may not be used from this address.')
  }

  async function noteSeen({ id, lastSeenAt }: repository.Workstation, address: string): Promise<void> {
    const now = clock()
    if (lastSeenAt && Math.abs(now.getTime() - lastSeenAt.getTime()) < seenEveryMs) return
    await repository.touchWorkstation(database, id, { at: now, address })
  }
}

const outOfUse = {
  pending: () => new AppError('workstation-pending', 'This workstation waits for approval.'),
  refused: () => new AppError('workstation-revoked', 'This workstation was refused.'),
  revoked: () => new AppError('workstation-revoked', 'This workstation was revoked.'),
  quarantined: () => new AppError('workstation-quarantined', 'Two PCs were seen with the key of this workstation.'),
} as const

function entry(
  kind: LogEntryKind,
  peer: { address: string | null; deviceThumbprint: string },
  about: { institution?: string; number?: string; facts: EntryDraft['facts'] },
): EntryDraft {
  return {
    kind,
    employeeId: null,
    institution: about.institution ?? null,
    workstation: about.number ?? null,
    deviceThumbprint: peer.deviceThumbprint,
    address: peer.address,
    session: null,
    subjectCommitment: null,
    object: about.number ?? null,
    facts: about.facts,
  }
}
