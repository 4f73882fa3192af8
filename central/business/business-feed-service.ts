/** Imports of what the loan systems know: by a person with a file, or by the loan systems with a key. */

import { createHash, randomBytes, randomUUID } from 'node:crypto'
import canonicalize from 'canonicalize'
import type { AuditService, EntryDraft } from '#central/audit/audit-service.ts'
import { entryOf, type SessionCaller } from '#central/caller.ts'
import type { Clock } from '#central/clock.ts'
import { type Database, inTransaction, type Queryable, type Transaction } from '#central/database/database.ts'
import type { PolicyService } from '#central/policy/policy-service.ts'
import { readTable } from '#central/read-table.ts'
import type { SubjectService } from '#central/subjects/subject-service.ts'
import { type BusinessFeedPlan, type BusinessFeedState, maxBusinessRows } from '#contract/business-feed.ts'
import { AppError } from '#contract/failure.ts'
import * as repository from './business-feed-repository.ts'
import { type BusinessPlan, type PlannedBusiness, planBusinessFeed } from './plan-business-feed.ts'
import { feedColumns, readFeedRow, requiredFeedColumns, subjectKey } from './read-feed-row.ts'

export interface BusinessFeedService {
  state(): Promise<BusinessFeedState>
  /** @throws {AppError} `table-unreadable`. */
  tryFeed(content: string): Promise<BusinessFeedPlan>
  /** @throws {AppError} `table-unreadable`; `conflict` when the changes are no longer those that were shown. */
  applyFeed(content: string, planHash: string, caller: SessionCaller): Promise<{ applied: number }>
  /** What a loan system delivers by itself. @throws {AppError} `forbidden` without a good key; `table-unreadable`. */
  deliver(delivery: Delivery): Promise<Omit<BusinessFeedPlan, 'planHash'>>
  issueKey(name: string, caller: SessionCaller): Promise<{ id: string; secret: string }>
  /** @throws {AppError} `not-found`. */
  revokeKey(id: string, caller: SessionCaller): Promise<void>
}

export interface Delivery {
  readonly content: string
  readonly isTrial: boolean
  readonly secret: string | undefined
  readonly address: string
}

export interface BusinessFeedDependencies {
  readonly database: Database
  readonly audit: AuditService
  readonly policy: PolicyService
  readonly subjects: SubjectService
  readonly clock: Clock
}

const hourMs = 3_600_000

export function createBusinessFeedService(dependencies: BusinessFeedDependencies): BusinessFeedService {
  const { database, audit, policy, subjects, clock } = dependencies
  return {
    state,
    tryFeed: async (content) => publicPlan(await planOf(database, bytesOf(content))),
    applyFeed,
    deliver,
    issueKey,
    revokeKey,
  }

  async function state(): Promise<BusinessFeedState> {
    const { lateAfterHours } = (await policy.current()).body.businessFeed
    const receivedAt = await repository.findReceivedAt(database)
    return {
      receivedAt: receivedAt?.toISOString() ?? null,
      lateAfterHours,
      isLate: receivedAt !== undefined && clock().getTime() - receivedAt.getTime() > lateAfterHours * hourMs,
      businesses: await repository.countBusinesses(database),
      keys: await repository.listKeys(database),
    }
  }

  async function planOf(queryable: Queryable, bytes: Buffer): Promise<BusinessPlan> {
    const { rows, unreadable } = readTable(bytes, {
      columns: feedColumns,
      required: requiredFeedColumns,
      maxRows: maxBusinessRows,
    })
    const institutions = new Map(
      (await repository.listInstitutionCodes(queryable)).map(({ code, isOpen }) => [code, isOpen]),
    )
    const references = [...new Set(rows.map(({ values }) => (values['reference'] ?? '').toUpperCase()))]
    const businesses = await repository.listBusinesses(queryable, references)
    const known = new Map<string, string>()
    for (const row of rows) {
      const read = readFeedRow(row, institutions)
      if (typeof read === 'string' || known.has(subjectKey(read.subject))) continue
      const found = await subjects.find(queryable, read.subject)
      if (found) known.set(subjectKey(read.subject), found.id)
    }
    return planBusinessFeed(rows, unreadable, {
      businesses: new Map(businesses.map((business) => [business.reference, business])),
      institutions,
      subjects: known,
    })
  }

  async function applyFeed(content: string, planHash: string, caller: SessionCaller): Promise<{ applied: number }> {
    const bytes = bytesOf(content)
    return inTransaction(database, async (tx) => {
      await repository.lockBusinesses(tx)
      const plan = await planOf(tx, bytes)
      if (hashOf(plan) !== planHash) throw new AppError('conflict', 'Something changed since the trial.')
      await apply(tx, plan)
      await audit.record(
        tx,
        entryOf('business-feed.imported', caller, { object: fileOf(bytes), facts: countsOf(plan) }),
      )
      return { applied: plan.changes.length }
    })
  }

  async function deliver({ content, isTrial, secret, address }: Delivery) {
    const key = secret === undefined ? undefined : await repository.useKey(database, secretHash(secret), clock())
    if (key === undefined) {
      await audit.recordAlone(machineEntry('business-feed.refused', address, { object: 'delivery', facts: {} }))
      throw new AppError('forbidden', 'The key is not good.')
    }
    const bytes = bytesOf(content)
    const plan = await inTransaction(database, async (tx) => {
      if (isTrial) return planOf(tx, bytes)
      await repository.lockBusinesses(tx)
      const planned = await planOf(tx, bytes)
      await apply(tx, planned)
      const facts = { ...countsOf(planned), key }
      await audit.record(tx, machineEntry('business-feed.imported', address, { object: fileOf(bytes), facts }))
      return planned
    })
    const { planHash: _, ...shown } = publicPlan(plan)
    return shown
  }

  /** A file that says nothing new is heard all the same: the feed is alive. */
  async function apply(tx: Transaction, { changes }: BusinessPlan): Promise<void> {
    for (const change of changes) await write(tx, change)
    await repository.saveReceived(tx, clock())
  }

  async function write(
    tx: Transaction,
    { reference, businessKind, status, product, institution, rows }: PlannedBusiness,
  ) {
    const parties = []
    for (const { subject, role } of rows) parties.push({ subjectId: (await subjects.identify(tx, subject)).id, role })
    await repository.saveBusiness(tx, { reference, kind: businessKind, status, product, institution }, parties)
  }

  async function issueKey(name: string, caller: SessionCaller): Promise<{ id: string; secret: string }> {
    const [id, secret] = [randomUUID(), randomBytes(32).toString('base64url')]
    await inTransaction(database, async (tx) => {
      const key = { id, name, secretHash: secretHash(secret), createdBy: caller.user.employeeId, createdAt: clock() }
      await repository.insertKey(tx, key)
      await audit.record(tx, entryOf('feed-key.issued', caller, { object: id, facts: {} }))
    })
    return { id, secret }
  }

  async function revokeKey(id: string, caller: SessionCaller): Promise<void> {
    await inTransaction(database, async (tx) => {
      if (!(await repository.revokeKey(tx, id, clock()))) throw new AppError('not-found', 'There is no such key.')
      await audit.record(tx, entryOf('feed-key.revoked', caller, { object: id, facts: {} }))
    })
  }
}

function publicPlan(plan: BusinessPlan): BusinessFeedPlan {
  return {
    changes: plan.changes.map(({ rows: _, ...change }) => change),
    unchanged: plan.unchanged,
    badRows: [...plan.badRows],
    planHash: hashOf(plan),
  }
}

function hashOf({ changes }: BusinessPlan): string {
  return createHash('sha256')
    .update(canonicalize(changes) ?? '')
    .digest('hex')
}

function countsOf({ changes, badRows }: BusinessPlan) {
  return { applied: changes.length, badRows: badRows.length }
}

function secretHash(secret: string): Buffer {
  return createHash('sha256').update(secret).digest()
}

function fileOf(bytes: Buffer): string {
  return createHash('sha256').update(bytes).digest('hex')
}

function bytesOf(content: string): Buffer {
  return Buffer.from(content, 'base64')
}

/** Of a machine of the bank: nobody is logged in there. */
function machineEntry(
  kind: EntryDraft['kind'],
  address: string,
  about: { readonly object: string; readonly facts: EntryDraft['facts'] },
): EntryDraft {
  const nobody = { employeeId: null, institution: null, workstation: null, deviceThumbprint: null, session: null }
  return { kind, ...nobody, address, subjectCommitment: null, ...about }
}
