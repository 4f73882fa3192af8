/** What administrators and IT do with workstations. What must be signed is signed before these functions are called. */

import type { AuditService, EntryDraft } from '#central/audit/audit-service.ts'
import type { Clock } from '#central/clock.ts'
import { type Database, inTransaction, type Queryable, type Transaction } from '#central/database/database.ts'
import type { EventService } from '#central/events/event-service.ts'
import type { SessionService } from '#central/identity/session-service.ts'
import type { InstitutionService } from '#central/institutions/institution-service.ts'
import type { PolicyService } from '#central/policy/policy-service.ts'
import { AppError } from '#contract/failure.ts'
import type { LogEntryKind } from '#contract/log-entry.ts'
import { judgeRange } from '#contract/rules/address-range.ts'
import type { WorkstationReason } from '#contract/workstation.ts'
import type { IssuedCode, WorkstationStatus } from '#contract/workstation-administration.ts'
import * as repository from './administration-repository.ts'
import { type Administrator, administratorEntry } from './administrator.ts'
import { hashCode, makeEnrolmentCode } from './enrolment-code-service.ts'
import { replaceFactors } from './hardware-repository.ts'
import { acceptReading, judgeFactors } from './judge-factors.ts'
import { demandKey as demandKeyOf } from './key-repository.ts'
import { tellWaiting } from './tell-waiting.ts'

export interface WorkstationAdministrationService {
  /** @throws {AppError} `not-found` outside the subtree, `conflict` when a number is in use. */
  issueCodes(
    order: { institution: string; workstationNumbers: readonly string[] },
    by: Administrator,
  ): Promise<IssuedCode[]>
  /**
   * Approves a pending or quarantined workstation for these addresses.
   *
   * @throws {AppError} `second-person-required` for whoever brought it, `invalid-input` for addresses that are not
   *   allowed, `conflict` in another state.
   */
  approve(id: string, order: SignedAddresses, by: Administrator): Promise<void>
  /** @throws {AppError} `conflict` when something else is different than what was signed. */
  acceptHardware(id: string, order: SignedHardware, by: Administrator): Promise<void>
  /** Turns a pending request down; its key is good for nothing from then on. */
  refuse(id: string, reason: WorkstationReason, by: Administrator): Promise<void>
  /** Takes effect on a running client at once. */
  changeAddresses(id: string, order: SignedAddresses, by: Administrator): Promise<void>
  /** Asks the workstation for a new key; a running client makes it at once. */
  demandKey(id: string, by: Administrator): Promise<void>
  /** Ends the workstation's sessions; its key is good for nothing from then on. */
  revoke(id: string, reason: WorkstationReason, by: Administrator): Promise<void>
}

export interface SignedAddresses {
  readonly addresses: readonly string[]
  /** Id of the challenge that was answered. */
  readonly challenge: string | null
}

export interface SignedHardware {
  readonly changed: readonly string[]
  readonly challenge: string | null
}

export interface AdministrationDependencies {
  readonly database: Database
  readonly audit: AuditService
  readonly policy: PolicyService
  readonly sessions: SessionService
  readonly institutions: InstitutionService
  readonly events: EventService
  readonly clock: Clock
}

interface Change {
  readonly kind: LogEntryKind
  readonly from: readonly WorkstationStatus[]
  readonly facts: EntryDraft['facts']
  readonly write: (tx: Transaction, workstation: repository.AdministeredWorkstation) => Promise<void>
}

export function createWorkstationAdministrationService(
  dependencies: AdministrationDependencies,
): WorkstationAdministrationService {
  const { database, audit, policy, sessions, institutions, events, clock } = dependencies
  return { issueCodes, approve, acceptHardware, refuse, changeAddresses, demandKey, revoke }

  async function issueCodes(
    { institution, workstationNumbers }: { institution: string; workstationNumbers: readonly string[] },
    by: Administrator,
  ): Promise<IssuedCode[]> {
    const { codeLifeHours } = (await policy.current()).body.workstation
    return inTransaction(database, async (tx) => {
      await requireScope(tx, institution, by)
      const issuedAt = clock()
      const expiresAt = new Date(issuedAt.getTime() + codeLifeHours * 3_600_000)
      const issued: IssuedCode[] = []
      for (const workstationNumber of workstationNumbers) {
        const code = makeEnrolmentCode()
        const given = { codeHash: hashCode(code), institution, workstationNumber, issuedBy: by.user.id }
        const isGiven = await repository.insertEnrolmentCode(tx, { ...given, issuedAt, expiresAt })
        if (!isGiven) throw new AppError('conflict', `${workstationNumber} is in use.`, { fields: [workstationNumber] })
        await audit.record(
          tx,
          administratorEntry('workstation.code-issued', by, { object: workstationNumber, facts: { institution } }),
        )
        issued.push({ workstationNumber, code, expiresAt: expiresAt.toISOString() })
      }
      return issued
    })
  }

  async function approve(id: string, { addresses, challenge }: SignedAddresses, by: Administrator): Promise<void> {
    await requireGoodAddresses(addresses)
    await change(id, by, {
      kind: 'workstation.approved',
      from: ['pending', 'quarantined'],
      facts: { addresses: [...addresses], challenge },
      write: async (tx, { requestedBy }) => {
        if (requestedBy === by.user.id)
          throw new AppError('second-person-required', 'Whoever brought a workstation may not approve it.')
        await repository.saveApproval(tx, { id, addresses, by: by.user.id, at: clock() })
      },
    })
  }

  async function changeAddresses(id: string, order: SignedAddresses, by: Administrator): Promise<void> {
    const { addresses, challenge } = order
    await requireGoodAddresses(addresses)
    await change(id, by, {
      kind: 'workstation.addresses-changed',
      from: ['approved'],
      facts: { addresses: [...addresses], challenge },
      write: (tx) => repository.saveAddresses(tx, id, addresses),
    })
  }

  async function acceptHardware(id: string, { changed, challenge }: SignedHardware, by: Administrator): Promise<void> {
    const weighing = (await policy.current()).body.hardware
    await change(id, by, {
      kind: 'workstation.hardware-accepted',
      from: ['approved'],
      facts: { changed: [...changed], challenge },
      write: async (tx, workstation) => {
        const { factors, refusedFactors } = workstation
        const found = refusedFactors && judgeFactors(factors, refusedFactors, weighing)
        if (!found || found.changed.join() !== changed.join())
          throw new AppError('conflict', 'The hardware is another one than what was signed.')
        await replaceFactors(tx, id, acceptReading(factors, refusedFactors))
      },
    })
  }

  async function refuse(id: string, reason: WorkstationReason, by: Administrator): Promise<void> {
    await change(id, by, {
      kind: 'workstation.refused',
      from: ['pending'],
      facts: { reason },
      write: (tx) => repository.saveStatus(tx, id, { status: 'refused', reason }),
    })
  }

  async function demandKey(id: string, by: Administrator): Promise<void> {
    await change(id, by, {
      kind: 'workstation.key-demanded',
      from: ['approved'],
      facts: {},
      write: (tx) => demandKeyOf(tx, id, clock()),
    })
  }

  async function revoke(id: string, reason: WorkstationReason, by: Administrator): Promise<void> {
    await change(id, by, {
      kind: 'workstation.revoked',
      from: ['approved', 'quarantined'],
      facts: { reason },
      write: async (tx) => {
        await repository.saveStatus(tx, id, { status: 'revoked', reason })
        await sessions.endAtWorkstation(tx, id, 'workstation-revoked')
      },
    })
  }

  /** The change, its entry and the word to running clients: all of them or none. */
  async function change(id: string, by: Administrator, { kind, from, facts, write }: Change): Promise<void> {
    await inTransaction(database, async (tx) => {
      const workstation = await repository.findById(tx, id)
      if (!workstation) throw new AppError('not-found', 'There is no such workstation.')
      await institutions.requireWithin(tx, workstation.institution, by)
      if (!from.includes(workstation.status)) throw new AppError('conflict', 'The workstation is in another state now.')
      await write(tx, workstation)
      const { number, thumbprint } = workstation
      await audit.record(tx, administratorEntry(kind, by, { object: number, facts: { ...facts, thumbprint } }))
      await events.workstationChanged(tx, id)
      if (isWaiting(workstation.status)) await tellWaiting({ events, institutions }, tx, workstation.institution)
    })
  }

  async function requireGoodAddresses(addresses: readonly string[]): Promise<void> {
    const limits = (await policy.current()).body.workstation
    const wrong = addresses.findIndex((address) => judgeRange(address, limits) !== undefined)
    if (wrong >= 0)
      throw new AppError('invalid-input', 'An address is not allowed.', { fields: [`addresses.${wrong}`] })
  }

  async function requireScope(queryable: Queryable, institution: string, by: Administrator): Promise<void> {
    const root = await scopeOf(queryable, by)
    await institutions.requireWithin(queryable, institution, { user: { institution: root } })
  }
}

/** The institution below which somebody sees workstations: IT looks after all of them. */
export async function scopeOf(queryable: Queryable, { user }: Administrator): Promise<string> {
  return user.role === 'it' ? repository.findRootInstitution(queryable) : user.institution
}

function isWaiting(status: WorkstationStatus): boolean {
  return status === 'pending' || status === 'quarantined'
}
