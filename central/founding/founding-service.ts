/**
 * What a fresh bank needs before anybody can log in: its head office, two administrators, a first workstation. Done at
 * the server's console by whoever has its shell, written into the log, and impossible once an administrator can log in.
 */

import { randomBytes, randomUUID } from 'node:crypto'
import type { AuditService, EntryDraft } from '#central/audit/audit-service.ts'
import type { Clock } from '#central/clock.ts'
import { type Database, inTransaction, type Transaction } from '#central/database/database.ts'
import type { TokenOpeningService } from '#central/identity/token-opening-service.ts'
import type { PolicyService } from '#central/policy/policy-service.ts'
import { hashCode, makeEnrolmentCode } from '#central/workstations/enrolment-code-service.ts'
import { AppError } from '#contract/failure.ts'
import type { LogEntryKind } from '#contract/log-entry.ts'
import { judgeRange } from '#contract/rules/address-range.ts'
import { keyFingerprint } from '#contract/rules/key-fingerprint.ts'
import * as repository from './founding-repository.ts'

const dayMs = 86_400_000
const hourMs = 3_600_000

export interface FoundingService {
  /**
   * Opens head office and its first two administrators; only the administrators when head office is there.
   *
   * @throws {AppError} `conflict` once there is an active one, or when head office is another one.
   */
  found(order: FoundingOrder): Promise<readonly OpenedAdministrator[]>
  /** @throws {AppError} `conflict` once an administrator can log in. */
  issueFirstCode(number: string): Promise<{ readonly code: string; readonly institution: string }>
  /** @throws {AppError} `conflict` once an administrator can log in, `not-found`, `invalid-input` for fingerprint or addresses. */
  approveFirst(order: FirstApproval): Promise<{ readonly id: string; readonly number: string }>
}

export interface FoundingOrder {
  readonly headOffice: repository.RootInstitution
  readonly administrators: readonly { readonly employeeId: string; readonly name: string }[]
}

/** Told once, at the console, to each of them alone. */
export interface OpenedAdministrator {
  readonly employeeId: string
  readonly initialPassword: string
  readonly tokenUri: string
}

export interface FirstApproval {
  readonly number: string
  /** As it stands on the PC's own screen. */
  readonly fingerprint: string
  readonly addresses: readonly string[]
}

export interface FoundingDependencies {
  readonly database: Database
  readonly audit: AuditService
  readonly policy: Pick<PolicyService, 'current'>
  readonly tokens: TokenOpeningService
  readonly clock: Clock
  /** The OS user at the console. */
  readonly consoleUser: string
}

export function createFoundingService(dependencies: FoundingDependencies): FoundingService {
  const { database, audit, policy, tokens, clock, consoleUser } = dependencies
  return { found, issueFirstCode, approveFirst }

  async function found({ headOffice, administrators }: FoundingOrder): Promise<readonly OpenedAdministrator[]> {
    const ids = new Set(administrators.map(({ employeeId }) => employeeId))
    if (ids.size !== 2 || administrators.length !== 2)
      throw new AppError('invalid-input', 'A bank begins with two administrators.', { fields: ['administrators'] })
    return inTransaction(database, async (tx) => {
      await openHeadOffice(tx, headOffice)
      const opened: OpenedAdministrator[] = []
      for (const person of administrators) opened.push(await open(tx, person, headOffice.code))
      const facts = { administrators: [...ids] }
      await audit.record(tx, entry('bank.founded', headOffice.code, { object: headOffice.code, facts }))
      return opened
    })
  }

  async function openHeadOffice(tx: Transaction, headOffice: repository.RootInstitution): Promise<void> {
    await repository.lockFounding(tx)
    if (await repository.hasHeadOfficeAdministrator(tx))
      throw new AppError('conflict', 'Head office has an administrator already.')
    const root = await repository.findRoot(tx)
    if (!root) return repository.insertRoot(tx, headOffice)
    if (root.code !== headOffice.code)
      throw new AppError('conflict', `Head office is ${root.code} already.`, { fields: ['institution'] })
  }

  async function open(
    tx: Transaction,
    { employeeId, name }: FoundingOrder['administrators'][number],
    institution: string,
  ): Promise<OpenedAdministrator> {
    const { password, rights } = (await policy.current(tx)).body
    const at = clock()
    const userId = randomUUID()
    const { initialPassword, passwordHash } = await tokens.makePassword()
    const isOpened = await repository.insertAdministrator(tx, {
      ...{ userId, employeeId, name, institution, passwordHash, at },
      passwordUntil: new Date(at.getTime() + password.initialHours * hourMs),
      rightsUntil: new Date(at.getTime() + rights.validDays * dayMs),
    })
    if (!isOpened) throw new AppError('conflict', `${employeeId} has a user already.`, { fields: [employeeId] })
    const tokenUri = await tokens.open(tx, { userId, employeeId, name, institution, seed: randomBytes(20) })
    const facts = { role: 'head-office-administrator' }
    await audit.record(tx, entry('user.opened', institution, { object: employeeId, facts }))
    return { employeeId, initialPassword, tokenUri }
  }

  async function issueFirstCode(number: string): Promise<{ code: string; institution: string }> {
    const code = makeEnrolmentCode()
    return inTransaction(database, async (tx) => {
      const institution = await requireFirst(tx)
      const at = clock()
      const { codeLifeHours } = (await policy.current(tx)).body.workstation
      const expiresAt = new Date(at.getTime() + codeLifeHours * hourMs)
      await repository.insertCode(tx, { codeHash: hashCode(code), institution, number, at, expiresAt })
      const facts = { institution }
      await audit.record(tx, entry('workstation.code-issued', institution, { object: number, facts }))
      return { code, institution }
    })
  }

  async function approveFirst({
    number,
    fingerprint,
    addresses,
  }: FirstApproval): Promise<{ id: string; number: string }> {
    const limits = (await policy.current()).body.workstation
    const wrong = addresses.find((address) => judgeRange(address, limits) !== undefined)
    if (addresses.length === 0 || wrong !== undefined)
      throw new AppError('invalid-input', `An address is not allowed: ${wrong ?? 'none'}.`, { fields: ['addresses'] })
    return inTransaction(database, async (tx) => {
      await requireFirst(tx)
      const pending = await repository.lockPending(tx, number)
      if (!pending) throw new AppError('not-found', `No workstation ${number} waits for approval.`)
      const { id, institution, thumbprint } = pending
      if (fingerprint.replaceAll(/\D/g, '') !== keyFingerprint(thumbprint).replaceAll(' ', ''))
        throw new AppError('invalid-input', 'The fingerprint is not that of this workstation.', {
          fields: ['fingerprint'],
        })
      await repository.approve(tx, id, addresses, clock())
      const facts = { addresses: [...addresses], thumbprint }
      await audit.record(tx, entry('workstation.approved', institution, { object: number, facts }))
      return { id, number }
    })
  }

  /** @returns Head office's code. */
  async function requireFirst(tx: Transaction): Promise<string> {
    await repository.lockFounding(tx)
    const root = await repository.findRoot(tx)
    if (!root || !(await repository.hasHeadOfficeAdministrator(tx)))
      throw new AppError('conflict', 'Found the bank first: it has no administrator.')
    if (await repository.canAdministratorLogIn(tx))
      throw new AppError('conflict', 'An administrator can log in: workstations are approved on his screen.')
    return root.code
  }

  /** At the console nobody is logged in; who had its shell is known by OS user only. */
  function entry(
    kind: LogEntryKind,
    institution: string,
    { object, facts }: { object: string; facts: EntryDraft['facts'] },
  ): EntryDraft {
    return {
      kind,
      employeeId: null,
      institution,
      workstation: null,
      deviceThumbprint: null,
      address: null,
      session: null,
      subjectCommitment: null,
      object,
      facts: { ...facts, atConsole: consoleUser.slice(0, 60) },
    }
  }
}
