/** Which PCs belong to the bank: enrolment, approval, addresses. */

import { createHash, randomUUID } from 'node:crypto'
import type { AuditService, EntryDraft } from '#central/audit/audit-service.ts'
import type { Peer, WorkstationCaller } from '#central/caller.ts'
import type { Clock } from '#central/clock.ts'
import { type Database, inTransaction, type Transaction } from '#central/database/database.ts'
import type { EventService } from '#central/events/event-service.ts'
import type { SessionService } from '#central/identity/session-service.ts'
import { AppError } from '#contract/failure.ts'
import type { LogEntryKind } from '#contract/log-entry.ts'
import type { EnrolmentRequest, EnrolmentState } from '#contract/workstation.ts'
import { isInRanges } from './address-range.ts'
import * as repository from './workstation-repository.ts'

export interface WorkstationService {
  /** Registers the peer's key with the code IT gave out. Safe to repeat: a known key hears its state. */
  enrol(peer: Peer, request: EnrolmentRequest): Promise<EnrolmentState>
  stateOf(peer: Peer): Promise<EnrolmentState>
  /**
   * The workstation behind a request.
   *
   * @throws {AppError} `workstation-unknown`, `workstation-pending`, `workstation-revoked`; or `address-not-bound`, which
   *   ends the workstation's sessions and is written into the log.
   */
  identify(peer: Peer): Promise<WorkstationCaller>
  /** What an administrator does; screens for it come with governance. */
  readonly administration: {
    issueCode(code: { value: string; institution: string; workstationNumber: string }): Promise<void>
    /** Numbers of workstations that wait for approval. */
    listPending(): Promise<string[]>
    listApproved(): Promise<string[]>
    /** Workstations of any state. */
    count(): Promise<number>
    /** @returns The workstation's id. */
    approve(number: string, addresses: readonly string[]): Promise<string>
    /** Takes effect on a running client at once. */
    changeAddresses(number: string, addresses: readonly string[]): Promise<void>
    /** Ends the workstation's sessions; its key is good for nothing from then on. */
    revoke(number: string): Promise<void>
  }
}

export interface WorkstationDependencies {
  readonly database: Database
  readonly audit: AuditService
  readonly sessions: SessionService
  readonly events: EventService
  readonly clock: Clock
}

const codeLifeMs = 24 * 3600_000

export function createWorkstationService(dependencies: WorkstationDependencies): WorkstationService {
  const { database, audit, sessions, events, clock } = dependencies
  return {
    enrol,
    stateOf,
    identify,
    administration: {
      issueCode,
      listPending: () => repository.listNumbers(database, 'pending'),
      listApproved: () => repository.listNumbers(database, 'approved'),
      count: () => repository.countWorkstations(database),
      approve,
      changeAddresses,
      revoke,
    },
  }

  async function enrol(peer: Peer, request: EnrolmentRequest): Promise<EnrolmentState> {
    const known = await repository.findWorkstation(database, peer.deviceThumbprint)
    if (known) return describe(known)

    const isRegistered = await inTransaction(database, async (tx) => {
      const code = await repository.redeemEnrolmentCode(tx, hashCode(request.enrolmentCode), clock())
      if (!code) return false
      const { institution, workstationNumber: number } = code
      const { deviceThumbprint: thumbprint, publicKey } = peer
      await repository.insertWorkstation(tx, {
        id: randomUUID(),
        number,
        institution,
        thumbprint,
        publicKey,
        request,
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
      return true
    })
    if (isRegistered) return stateOf(peer)
    await audit.recordAlone(entry('workstation.enrolment-refused', peer, { facts: { reason: 'code' } }))
    throw new AppError('enrolment-refused', 'The enrolment code is unknown, used, or too old.')
  }

  async function stateOf(peer: Peer): Promise<EnrolmentState> {
    const workstation = await repository.findWorkstation(database, peer.deviceThumbprint)
    return workstation ? describe(workstation) : { status: 'unknown' }
  }

  function describe({
    status,
    requestedAt,
    approvedAt,
    number,
    institution,
    institutionName,
    addresses,
  }: repository.Workstation): EnrolmentState {
    if (status === 'revoked') return { status }
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
    const workstation = await repository.findWorkstation(database, peer.deviceThumbprint)
    if (!workstation) throw new AppError('workstation-unknown', 'This key belongs to no workstation.')
    const { id, number, institution, status, addresses } = workstation
    if (status === 'pending') throw new AppError('workstation-pending', 'This workstation waits for approval.')
    if (status === 'revoked') throw new AppError('workstation-revoked', 'This workstation was revoked.')
    if (isInRanges(peer.address, addresses)) return { ...peer, workstation: { id, number, institution } }

    await inTransaction(database, async (tx) => {
      await audit.record(tx, entry('address.refused', peer, { institution, number, facts: {} }))
      await sessions.endAtWorkstation(tx, id, 'address-not-bound')
    })
    throw new AppError('address-not-bound', 'This workstation may not be used from this address.')
  }

  async function issueCode(code: { value: string; institution: string; workstationNumber: string }): Promise<void> {
    const { value, institution, workstationNumber } = code
    const expiresAt = new Date(clock().getTime() + codeLifeMs)
    const given = { codeHash: hashCode(value), institution, workstationNumber, expiresAt }
    const isGiven = await inTransaction(database, (tx) => repository.insertEnrolmentCode(tx, given))
    if (!isGiven) throw new AppError('conflict', 'A workstation of this number has enrolled already.')
  }

  async function approve(number: string, addresses: readonly string[]): Promise<string> {
    const facts = { addresses: [...addresses] }
    return change({ kind: 'workstation.approved', number, facts }, (tx) =>
      repository.approveWorkstation(tx, number, { addresses, at: clock() }),
    )
  }

  async function changeAddresses(number: string, addresses: readonly string[]): Promise<void> {
    const facts = { addresses: [...addresses] }
    await change({ kind: 'workstation.addresses-changed', number, facts }, (tx) =>
      repository.changeAddresses(tx, number, addresses),
    )
  }

  async function revoke(number: string): Promise<void> {
    await change({ kind: 'workstation.revoked', number, facts: {} }, async (tx) => {
      const revoked = await repository.revokeWorkstation(tx, number)
      if (revoked) await sessions.endAtWorkstation(tx, revoked.id, 'workstation-revoked')
      return revoked
    })
  }

  async function change(
    { kind, number, facts }: { kind: LogEntryKind; number: string; facts: EntryDraft['facts'] },
    write: (tx: Transaction) => Promise<repository.ChangedWorkstation | undefined>,
  ): Promise<string> {
    return inTransaction(database, async (tx) => {
      const changed = await write(tx)
      if (!changed) throw new AppError('not-found', 'There is no such workstation in the state required.')
      const { id, institution, thumbprint } = changed
      const subject = { address: null, deviceThumbprint: thumbprint }
      await audit.record(tx, entry(kind, subject, { institution, number, facts }))
      await events.workstationChanged(tx, id)
      return id
    })
  }
}

function hashCode(code: string): Uint8Array {
  return createHash('sha256').update(code).digest()
}

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
