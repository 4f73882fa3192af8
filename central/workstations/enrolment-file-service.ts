/** Enrolment by files: takes in a PC's request, gives out its binding. Approval lies between and is the same as online. */

import { randomUUID } from 'node:crypto'
import type { AuditService } from '#central/audit/audit-service.ts'
import type { Clock } from '#central/clock.ts'
import { type Database, inTransaction, type Transaction } from '#central/database/database.ts'
import type { EventService } from '#central/events/event-service.ts'
import type { InstitutionService } from '#central/institutions/institution-service.ts'
import { type EnrolmentFileProblem, fileRefused } from '#contract/enrolment-file.ts'
import { AppError } from '#contract/failure.ts'
import { WorkstationId } from '#contract/workstation.ts'
import * as administration from './administration-repository.ts'
import { scopeOf } from './administration-service.ts'
import { type Administrator, administratorEntry } from './administrator.ts'
import * as repository from './enrolment-file-repository.ts'
import { provesCode, type RequestFile, readRequestFile } from './request-file.ts'
import { type ServiceCertificate, signBindingFile } from './sign-binding-file.ts'
import { tellWaiting } from './tell-waiting.ts'
import { insertWorkstation, redeemEnrolmentCode } from './workstation-repository.ts'

export interface EnrolmentFileService {
  /**
   * Registers the PC that made the file; the same file again finds the same workstation.
   *
   * @throws {AppError} `enrolment-file-refused` with the problem, `not-found` for an institution outside the subtree.
   */
  open(content: string, by: Administrator): Promise<{ id: WorkstationId }>
  /** The binding of an approved workstation as a file. @throws {AppError} `not-found`, `conflict` when it is not approved. */
  bindingFile(id: string, by: Administrator): Promise<{ number: string; content: string }>
}

export interface EnrolmentFileDependencies {
  readonly database: Database
  readonly audit: AuditService
  readonly institutions: Pick<InstitutionService, 'requireWithin' | 'above'>
  readonly events: Pick<EventService, 'toDoChanged'>
  readonly certificate: ServiceCertificate
  /** The address workstations use. */
  readonly origin: () => string
  readonly clock: Clock
}

export function createEnrolmentFileService(dependencies: EnrolmentFileDependencies): EnrolmentFileService {
  const { database, audit, institutions, events, certificate, origin, clock } = dependencies
  return { open, bindingFile }

  async function open(content: string, by: Administrator): Promise<{ id: WorkstationId }> {
    const file = await readRequestFile(content).catch((error: unknown) => refuse(error, by, null))
    if (file.claims.serviceUrl !== origin()) return refuse(fileRefused('other-service'), by, file)
    const outcome = await inTransaction(database, (tx) => register(tx, file, by))
    if (typeof outcome === 'string') return refuse(fileRefused(outcome), by, file)
    return outcome
  }

  async function register(
    tx: Transaction,
    file: RequestFile,
    by: Administrator,
  ): Promise<{ id: WorkstationId } | EnrolmentFileProblem> {
    const { institution } = file.claims
    await requireScope(tx, institution, by)
    // Codes first: who waits here for another's opening of the same file finds the workstation it made.
    const codes = await repository.listOpenCodes(tx, institution, clock())
    const known = await repository.findByThumbprint(tx, file.thumbprint)
    if (known) {
      await requireScope(tx, known.institution, by)
      const isOutOfUse = known.status === 'revoked' || known.status === 'refused'
      return isOutOfUse ? 'out-of-use' : { id: WorkstationId.parse(known.id) }
    }
    const codeHash = codes.find((hash) => provesCode(file, hash))
    const code = codeHash && (await redeemEnrolmentCode(tx, codeHash, clock()))
    return code ? insert(tx, file, { by, ...code }) : 'code'
  }

  async function insert(
    tx: Transaction,
    { claims, publicKey, thumbprint }: RequestFile,
    code: { by: Administrator; institution: string; workstationNumber: string; issuedBy: string | null },
  ): Promise<{ id: WorkstationId }> {
    const { by, institution, workstationNumber: number, issuedBy: requestedBy } = code
    const { factors, platform, appVersion, addresses } = claims
    const id = WorkstationId.parse(randomUUID())
    const request = { factors, platform, appVersion }
    const place = { id, number, institution, thumbprint, publicKey, request }
    await insertWorkstation(tx, { ...place, requestedFrom: null, requestedBy, requestedAt: clock() })
    await repository.markAsFile(tx, id, addresses)
    const facts = { platform, appVersion, byFile: true, thumbprint }
    await audit.record(tx, administratorEntry('workstation.requested', by, { object: number, facts }))
    await tellWaiting({ events, institutions }, tx, institution)
    return { id }
  }

  async function refuse(error: unknown, by: Administrator, file: RequestFile | null): Promise<never> {
    if (error instanceof AppError && error.code === 'enrolment-file-refused') {
      const facts = { reason: error.fields[0] ?? null, byFile: true, thumbprint: file?.thumbprint ?? null }
      await audit.recordAlone(administratorEntry('workstation.enrolment-refused', by, { object: 'file', facts }))
    }
    throw error
  }

  async function bindingFile(id: string, by: Administrator): Promise<{ number: string; content: string }> {
    return inTransaction(database, async (tx) => {
      const workstation = await administration.findById(tx, id)
      if (!workstation) throw new AppError('not-found', 'There is no such workstation.')
      await requireScope(tx, workstation.institution, by)
      const { number, thumbprint, institution, institutionName, addresses, approvedAt, status } = workstation
      if (status !== 'approved' || !approvedAt) throw new AppError('conflict', 'The workstation is not approved.')
      const binding = {
        workstationNumber: number,
        institution: { code: institution, name: institutionName },
        addresses,
        approvedAt: approvedAt.toISOString(),
        logKey: audit.verifierKey,
      }
      const issuedAt = clock().toISOString()
      const claims = { format: 1, serviceUrl: origin(), deviceThumbprint: thumbprint, binding, issuedAt } as const
      const content = await signBindingFile(claims, certificate)
      const facts = { thumbprint }
      await audit.record(tx, administratorEntry('workstation.binding-issued', by, { object: number, facts }))
      return { number, content }
    })
  }

  async function requireScope(tx: Transaction, institution: string, by: Administrator): Promise<void> {
    const root = await scopeOf(tx, by)
    await institutions.requireWithin(tx, institution, { user: { institution: root } })
  }
}
