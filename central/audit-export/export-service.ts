/** What an auditor may ask of exports, within an engagement in force. The bundles are made by `export-runner.ts`. */

import { createHash } from 'node:crypto'
import type { AuditService } from '#central/audit/audit-service.ts'
import { createLogReading } from '#central/audit/log-reading-service.ts'
import { entryOf, type SessionCaller } from '#central/caller.ts'
import type { Clock } from '#central/clock.ts'
import { type Database, inTransaction, type Transaction } from '#central/database/database.ts'
import { type EngagementService, subtreeCodes } from '#central/engagements/engagement-service.ts'
import type { InstitutionService } from '#central/institutions/institution-service.ts'
import type { AuditExport, AuditExportRequest } from '#contract/audit-export.ts'
import type { Engagement } from '#contract/engagement.ts'
import { AppError } from '#contract/failure.ts'
import { pieceBytes } from '#contract/http/audit.ts'
import { sealTo } from '#verifier/age-file.ts'
import * as repository from './export-repository.ts'
import type { PartStore } from './part-store.ts'

export interface AuditExportService {
  /**
   * Asks for a bundle.
   *
   * @throws {AppError} `not-found` without an engagement in force, `forbidden` beyond its scope, `invalid-input` for a
   *   recipient that is none, `conflict` when the id is in use for something else.
   */
  request(request: AuditExportRequest, caller: SessionCaller): Promise<AuditExport>
  get(id: string, caller: SessionCaller): Promise<AuditExport>
  list(caller: SessionCaller): Promise<AuditExport[]>
  cancel(id: string, caller: SessionCaller): Promise<AuditExport>
  /** A piece of a finished bundle. @throws {AppError} `not-found` before it is ready and beyond its end. */
  piece(
    id: string,
    place: { readonly part: number; readonly piece: number },
    caller: SessionCaller,
  ): Promise<Uint8Array<ArrayBuffer>>
}

export interface AuditExportDependencies {
  readonly database: Database
  readonly audit: AuditService
  readonly engagements: EngagementService
  readonly institutions: InstitutionService
  readonly parts: PartStore
  readonly clock: Clock
  /** Told that an export waits. */
  readonly onRequested: () => void
}

export function createAuditExportService(dependencies: AuditExportDependencies): AuditExportService {
  const { database, audit, engagements, institutions, parts, clock, onRequested } = dependencies
  return { request, get, list, cancel, piece }

  async function request(asked: AuditExportRequest, caller: SessionCaller): Promise<AuditExport> {
    const known = await repository.findExport(database, asked.id)
    if (known) return repeated(known, asked, caller)

    const engagement = await engagements.requireInForce(database, asked.engagement, caller)
    const codes = await allowedInstitutions(asked, engagement, caller)
    await checkRecipient(asked.recipient)
    await inTransaction(database, (tx) => write(tx, asked, { codes, caller }))
    onRequested()
    return get(asked.id, caller)
  }

  async function write(
    tx: Transaction,
    asked: AuditExportRequest,
    { codes, caller }: { codes: string[] | null; caller: SessionCaller },
  ): Promise<void> {
    const head = await createLogReading(tx).head()
    if (!head) throw new AppError('log-unavailable', 'The log is empty.')
    const {
      facts: _,
      kind: __,
      object: ___,
      subjectCommitment: ____,
      ...actor
    } = entryOf('audit.exported', caller, {
      object: asked.id,
      facts: {},
    })
    const isNew = await repository.insertExport(tx, {
      requestedBy: caller.user.id,
      requestedAt: clock(),
      request: asked,
      institutions: codes,
      actor,
      treeSize: head.size,
    })
    if (!isNew) throw inUse()
    const facts = {
      engagement: asked.engagement,
      request: createHash('sha256').update(JSON.stringify(asked)).digest('hex'),
      treeSize: head.size,
    }
    await audit.record(tx, entryOf('audit.export-requested', caller, { object: asked.id, facts }))
  }

  /** @returns Every institution looked at, by code; `null` for the whole bank. */
  async function allowedInstitutions(
    { id, filter }: AuditExportRequest,
    { institutions: scope, period }: Engagement,
    caller: SessionCaller,
  ): Promise<string[] | null> {
    const [allowed, asked] = await Promise.all([
      scope && subtreeCodes(institutions, database, scope),
      filter.institutions && subtreeCodes(institutions, database, filter.institutions),
    ])
    if (filter.period.from < period.from || filter.period.until > period.until) return refuse(id, 'period', caller)
    if (asked !== null && !isWithin(asked, allowed)) return refuse(id, 'institutions', caller)
    return asked ?? allowed
  }

  async function refuse(id: string, reason: 'institutions' | 'period', caller: SessionCaller): Promise<never> {
    await audit.recordAlone(entryOf('audit.export-refused', caller, { object: id, facts: { reason } }))
    throw new AppError('forbidden', 'This is beyond the engagement.', { fields: [`filter.${reason}`] })
  }

  async function get(id: string, caller: SessionCaller): Promise<AuditExport> {
    return publicView(await getOwn(id, caller))
  }

  async function getOwn(id: string, caller: SessionCaller): Promise<repository.StoredExport> {
    const stored = await repository.findExport(database, id)
    if (stored?.requestedBy !== caller.user.id) throw new AppError('not-found', 'There is no such export.')
    return stored
  }

  async function list(caller: SessionCaller): Promise<AuditExport[]> {
    return (await repository.listExportsOf(database, caller.user.id)).map(publicView)
  }

  async function cancel(id: string, caller: SessionCaller): Promise<AuditExport> {
    await getOwn(id, caller)
    await inTransaction(database, async (tx) => {
      if (!(await repository.endExport(tx, id, { state: 'cancelled', parts: [], at: clock() }))) return
      await audit.record(tx, entryOf('audit.export-cancelled', caller, { object: id, facts: {} }))
    })
    return get(id, caller)
  }

  async function piece(
    id: string,
    place: { readonly part: number; readonly piece: number },
    caller: SessionCaller,
  ): Promise<Uint8Array<ArrayBuffer>> {
    const { request: asked, parts: finished, state } = await getOwn(id, caller)
    await engagements.requireInForce(database, asked.engagement, caller)
    const wanted = finished[place.part - 1]
    const offset = place.piece * pieceBytes
    if (state !== 'ready' || !wanted || offset >= wanted.bytes)
      throw new AppError('not-found', 'There is no such piece.')
    if (place.piece === 0) {
      const facts = { part: place.part, sha256: wanted.sha256 }
      await audit.recordAlone(entryOf('audit.export-fetched', caller, { object: id, facts }))
    }
    return parts.read(id, place.part, { offset, length: Math.min(pieceBytes, wanted.bytes - offset) })
  }
}

/** @param allowed `null`: everything. */
function isWithin(asked: readonly string[], allowed: readonly string[] | null): boolean {
  if (asked.length === 0 || allowed === null) return asked.length > 0
  const codes = new Set(allowed)
  return asked.every((code) => codes.has(code))
}

async function checkRecipient(recipient: string): Promise<void> {
  try {
    await sealTo(recipient, nothing())
  } catch (error) {
    throw new AppError('invalid-input', 'This is no age recipient.', { fields: ['recipient'], cause: error })
  }
}

async function* nothing(): AsyncGenerator<Uint8Array> {}

function repeated(known: repository.StoredExport, asked: AuditExportRequest, caller: SessionCaller): AuditExport {
  const isSame = known.requestedBy === caller.user.id && JSON.stringify(known.request) === JSON.stringify(asked)
  if (!isSame) throw inUse()
  return publicView(known)
}

function inUse(): AppError {
  return new AppError('conflict', 'This export id is in use.')
}

function publicView(stored: repository.StoredExport): AuditExport {
  const { request, requestedAt, state, done, total, selected, manifest, parts } = stored
  const { id, engagement, filter } = request
  return {
    id,
    engagement,
    requestedAt: requestedAt.toISOString(),
    state,
    filter,
    done,
    total,
    selected,
    manifest,
    parts,
  }
}
