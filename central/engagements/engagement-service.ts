/** Engagements: what an auditor may look at and for how long. Granted by head office, with a signature. */

import type { AuditService } from '#central/audit/audit-service.ts'
import { entryOf, type SessionCaller } from '#central/caller.ts'
import type { Clock } from '#central/clock.ts'
import { type Database, inTransaction, type Queryable, type Transaction } from '#central/database/database.ts'
import type { SignatureService } from '#central/identity/signature-service.ts'
import type { InstitutionService } from '#central/institutions/institution-service.ts'
import type { Signature } from '#contract/approval.ts'
import { type Engagement, type EngagementGrant, grantOperation } from '#contract/engagement.ts'
import { AppError } from '#contract/failure.ts'
import * as repository from './engagement-repository.ts'

export interface EngagementService {
  /**
   * @throws {AppError} `invalid-input` for somebody who is no auditor, an unknown institution or a validity over a year,
   *   `conflict` when the id is in use for something else, `signature-refused`.
   */
  grant(grant: EngagementGrant, signature: Signature, caller: SessionCaller): Promise<Engagement>
  end(id: string, caller: SessionCaller): Promise<Engagement>
  /** An auditor's own; everybody's for head office. */
  list(caller: SessionCaller): Promise<Engagement[]>
  /** The auditor's engagement while it is in force. @throws {AppError} `not-found`. */
  requireInForce(queryable: Queryable, id: string, caller: SessionCaller): Promise<Engagement>
}

export interface EngagementDependencies {
  readonly database: Database
  readonly audit: AuditService
  readonly signatures: SignatureService
  readonly institutions: InstitutionService
  readonly clock: Clock
}

const longestMs = 366 * 86_400_000

export function createEngagementService(dependencies: EngagementDependencies): EngagementService {
  const { database, audit, signatures, institutions, clock } = dependencies
  return { grant, end, list, requireInForce }

  async function grant(asked: EngagementGrant, signature: Signature, caller: SessionCaller): Promise<Engagement> {
    const known = await repository.findEngagement(database, asked.id)
    if (known) return repeated(known, asked)

    const auditorId = await checkGrant(asked)
    const challenge = await signatures.confirm(grantOperation(asked), signature, caller)
    await inTransaction(database, async (tx) => {
      const isNew = await repository.insertEngagement(tx, {
        id: asked.id,
        auditorId,
        grantedById: caller.user.id,
        grantedAt: clock(),
        institutions: asked.institutions,
        periodFrom: new Date(asked.period.from),
        periodUntil: new Date(asked.period.until),
        validFrom: new Date(asked.validity.from),
        validUntil: new Date(asked.validity.until),
      })
      if (!isNew) throw inUse()
      const facts = { ...grantOperation(asked).facts, challenge }
      await audit.record(tx, entryOf('engagement.granted', caller, { object: asked.id, facts }))
    })
    return get(database, asked.id)
  }

  async function checkGrant({ auditor, institutions: roots, validity }: EngagementGrant): Promise<string> {
    if (Date.parse(validity.until) - Date.parse(validity.from) > longestMs)
      throw new AppError('invalid-input', 'An engagement lasts a year at most.', { fields: ['grant.validity'] })
    const known = roots && (await subtreeCodes(institutions, database, roots))
    if (roots?.some((code) => !known?.includes(code)))
      throw new AppError('invalid-input', 'There is no such institution.', { fields: ['grant.institutions'] })
    const auditorId = await repository.findAuditorId(database, auditor)
    if (!auditorId) throw new AppError('invalid-input', 'This is no active auditor.', { fields: ['grant.auditor'] })
    return auditorId
  }

  async function end(id: string, caller: SessionCaller): Promise<Engagement> {
    await inTransaction(database, async (tx: Transaction) => {
      await get(tx, id)
      if (!(await repository.endEngagement(tx, id, clock()))) return
      await audit.record(tx, entryOf('engagement.ended', caller, { object: id, facts: {} }))
    })
    return get(database, id)
  }

  async function list({ user }: SessionCaller): Promise<Engagement[]> {
    const auditor = user.role === 'auditor' ? user.employeeId : undefined
    return (await repository.listEngagements(database, auditor)).map(publicView)
  }

  async function requireInForce(queryable: Queryable, id: string, { user }: SessionCaller): Promise<Engagement> {
    const stored = await repository.findEngagement(queryable, id)
    const now = clock()
    const isInForce =
      stored?.auditor === user.employeeId &&
      stored.endedAt === null &&
      stored.validFrom <= now &&
      now < stored.validUntil
    if (!isInForce) throw new AppError('not-found', 'There is no engagement in force.', { fields: ['engagement'] })
    return publicView(stored)
  }
}

/** The codes of these institutions and of all below them; unknown ones are left out. */
export async function subtreeCodes(
  institutions: InstitutionService,
  queryable: Queryable,
  roots: readonly string[],
): Promise<string[]> {
  const subtrees: string[] = []
  for (const root of roots) for (const { code } of await institutions.subtreeOf(queryable, root)) subtrees.push(code)
  return [...new Set(subtrees)].toSorted()
}

async function get(queryable: Queryable, id: string): Promise<Engagement> {
  const stored = await repository.findEngagement(queryable, id)
  if (!stored) throw new AppError('not-found', 'There is no such engagement.')
  return publicView(stored)
}

function repeated(known: repository.StoredEngagement, asked: EngagementGrant): Engagement {
  const { grantedBy: _by, grantedAt: _at, endedAt: _ended, ...granted } = publicView(known)
  if (JSON.stringify(grantOperation(granted)) !== JSON.stringify(grantOperation(asked))) throw inUse()
  return publicView(known)
}

function inUse(): AppError {
  return new AppError('conflict', 'This engagement id is in use.')
}

function publicView(stored: repository.StoredEngagement): Engagement {
  const { id, auditor, grantedBy, grantedAt, institutions, periodFrom, periodUntil, validFrom, validUntil } = stored
  return {
    id,
    auditor,
    institutions,
    period: { from: periodFrom.toISOString(), until: periodUntil.toISOString() },
    validity: { from: validFrom.toISOString(), until: validUntil.toISOString() },
    grantedBy,
    grantedAt: grantedAt.toISOString(),
    endedAt: stored.endedAt?.toISOString() ?? null,
  }
}
