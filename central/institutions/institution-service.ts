/** The institution tree: who stands below whom, and how that changes. */

import type { AuditService } from '#central/audit/audit-service.ts'
import { entryOf, type SessionCaller } from '#central/caller.ts'
import { type Clock, shanghaiTime } from '#central/clock.ts'
import { type Database, inTransaction, type Queryable, type Transaction } from '#central/database/database.ts'
import type { EventService } from '#central/events/event-service.ts'
import type { SignatureService } from '#central/identity/signature-service.ts'
import type { Signature } from '#contract/approval.ts'
import { AppError } from '#contract/failure.ts'
import {
  canStandBelow,
  closureOperation,
  type Institution,
  mergerOperation,
  type NewInstitution,
} from '#contract/institution.ts'
import * as repository from './institution-repository.ts'

export interface InstitutionService {
  /** Whether `code` is `root` or stands below it. */
  isWithin(queryable: Queryable, code: string, root: string): Promise<boolean>
  /**
   * An administrator sees and acts within the subtree of his institution only; outside it nothing exists for him.
   *
   * @throws {AppError} `not-found` when the institution is unknown or outside.
   */
  requireWithin(queryable: Queryable, code: string, caller: { user: { institution: string } }): Promise<void>
  /** The institution and everything below it, parents first, closed ones too. */
  subtreeOf(queryable: Queryable, root: string): Promise<Institution[]>
  /** From the institution up to head office. */
  above(queryable: Queryable, code: string): Promise<Institution[]>
  /** The institution, locked until the transaction ends. @throws {AppError} `not-found`, `institution-closed`. */
  lockOpen(tx: Transaction, code: string): Promise<Institution>
  /** @throws {AppError} `not-found` for an unknown parent, `institution-closed`, `conflict` when the code is taken, `invalid-input` for the level. */
  open(institution: NewInstitution, caller: SessionCaller): Promise<void>
  /** @throws {AppError} `signature-refused`, `not-found`, `institution-closed`, `invalid-input` for a successor that cannot be one. */
  merge(code: string, merger: { successor: string; signature: Signature }, caller: SessionCaller): Promise<void>
  /** @throws {AppError} `signature-refused`, `not-found`, `institution-closed`, `institution-in-use`. */
  close(code: string, signature: Signature, caller: SessionCaller): Promise<void>
}

export interface InstitutionDependencies {
  readonly database: Database
  readonly audit: AuditService
  readonly events: EventService
  readonly signatures: SignatureService
  /** What else ends with an institution, in the same transaction. */
  readonly onClosed: (tx: Transaction, code: string, day: string) => Promise<void>
  readonly clock: Clock
}

export function createInstitutionService(dependencies: InstitutionDependencies): InstitutionService {
  const { database, audit, events, signatures, onClosed, clock } = dependencies
  return {
    isWithin: repository.isWithinTree,
    requireWithin,
    subtreeOf: repository.listSubtree,
    above: repository.listAbove,
    lockOpen,
    open,
    merge,
    close,
  }

  async function open(institution: NewInstitution, caller: SessionCaller): Promise<void> {
    await inTransaction(database, async (tx) => {
      await requireWithin(tx, institution.parent, caller)
      const parent = await lockOpen(tx, institution.parent)
      if (!canStandBelow(institution.level, parent.level)) throw wrong('level')
      if (!(await repository.insertInstitution(tx, institution, today())))
        throw new AppError('conflict', 'The institution code is taken.')
      const { code, level, region } = institution
      const facts = { parent: parent.code, level, region }
      await audit.record(tx, entryOf('institution.opened', caller, { object: code, facts }))
    })
  }

  async function merge(
    code: string,
    { successor, signature }: { successor: string; signature: Signature },
    caller: SessionCaller,
  ): Promise<void> {
    const challenge = await signatures.confirm(mergerOperation(code, successor), signature, caller)
    await inTransaction(database, async (tx) => {
      await lockForChange(tx, code, caller)
      await refuseSuccessor(tx, code, await lockOpen(tx, successor))
      const at = clock()
      const workstations = await repository.moveEverything(tx, { from: code, to: successor, on: today(), at })
      await repository.closeInstitution(tx, code, { on: today(), successor })
      await onClosed(tx, code, today())
      for (const id of workstations) await events.workstationChanged(tx, id)
      const facts = { successor, challenge, workstations: workstations.length }
      await audit.record(tx, entryOf('institution.merged', caller, { object: code, facts }))
    })
  }

  async function close(code: string, signature: Signature, caller: SessionCaller): Promise<void> {
    const challenge = await signatures.confirm(closureOperation(code), signature, caller)
    await inTransaction(database, async (tx) => {
      await lockForChange(tx, code, caller)
      const uses = Object.values(await repository.countUses(tx, code))
      if (uses.some((count) => count > 0)) throw new AppError('institution-in-use', 'Something still belongs to it.')
      await repository.closeInstitution(tx, code, { on: today() })
      await onClosed(tx, code, today())
      await audit.record(tx, entryOf('institution.closed', caller, { object: code, facts: { challenge } }))
    })
  }

  /** Head office itself is never merged or closed. */
  async function lockForChange(tx: Transaction, code: string, caller: SessionCaller): Promise<void> {
    await requireWithin(tx, code, caller)
    const { parent } = await lockOpen(tx, code)
    if (parent === null) throw new AppError('forbidden', 'Head office stays.')
  }

  /** The successor must not lie below what ends, and must be able to have its institutions below itself. */
  async function refuseSuccessor(tx: Transaction, code: string, successor: Institution): Promise<void> {
    if (await repository.isWithinTree(tx, successor.code, code)) throw wrong('successor')
    const children = await repository.listChildren(tx, code)
    if (!children.every(({ level }) => canStandBelow(level, successor.level))) throw wrong('successor')
  }

  function today(): string {
    return shanghaiTime(clock()).day
  }
}

async function requireWithin(queryable: Queryable, code: string, caller: { user: { institution: string } }) {
  if (await repository.isWithinTree(queryable, code, caller.user.institution)) return
  throw new AppError('not-found', 'There is no such institution in your subtree.')
}

async function lockOpen(tx: Transaction, code: string): Promise<Institution> {
  const institution = await repository.lockInstitution(tx, code)
  if (!institution) throw new AppError('not-found', 'There is no such institution.')
  if (institution.closedOn !== null) throw new AppError('institution-closed', 'The institution is closed.')
  return institution
}

function wrong(field: string): AppError {
  return new AppError('invalid-input', 'The input was refused.', { fields: [field] })
}
