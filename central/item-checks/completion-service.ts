/** The officer's side of item checks, and what happens when nobody acts. */

import type { AuditService } from '#central/audit/audit-service.ts'
import { entryOf, type SessionCaller } from '#central/caller.ts'
import type { Clock } from '#central/clock.ts'
import type { ConsentCompletionService } from '#central/consents/consent-completion-service.ts'
import type { SentScan } from '#central/consents/upload-service.ts'
import { type Database, inTransaction, type Transaction } from '#central/database/database.ts'
import type { EventService } from '#central/events/event-service.ts'
import { AppError } from '#contract/failure.ts'
import { type ReturnedItem, ReturnReason } from '#contract/item-check.ts'
import type { Deadlines } from './deadlines.ts'
import * as repository from './item-check-repository.ts'
import { listStaffedAbove } from './queue-repository.ts'

export interface CompletionService {
  /** What came back to the caller. */
  listReturned(caller: SessionCaller): Promise<ReturnedItem[]>
  countReturned(caller: SessionCaller): Promise<number>
  /** @throws {AppError} `not-found`, `conflict` when it is not with the officer, `scan-altered`. */
  complete(id: string, scans: readonly SentScan[], caller: SessionCaller): Promise<void>
  /** Shows what is overdue to the level above. @returns How many items. */
  runDue(): Promise<number>
}

export interface CompletionDependencies {
  readonly database: Database
  readonly audit: AuditService
  readonly consents: ConsentCompletionService
  readonly events: EventService
  readonly deadlines: Deadlines
  readonly clock: Clock
}

export function createCompletionService(dependencies: CompletionDependencies): CompletionService {
  const { database, audit, consents, events, deadlines, clock } = dependencies
  return {
    listReturned,
    countReturned: async ({ user }) => (await repository.listReturned(database, user.id)).length,
    complete,
    runDue,
  }

  async function listReturned({ user }: SessionCaller): Promise<ReturnedItem[]> {
    const items = await repository.listReturned(database, user.id)
    const dueOf = await deadlines.dueDates(database)
    return Promise.all(
      items.map(async (item) => ({
        id: item.id,
        businessReference: item.businessReference,
        purpose: item.purpose,
        askedAt: item.askedAt.toISOString(),
        returnedAt: item.waitingSince.toISOString(),
        reason: ReturnReason.parse(item.reason),
        note: item.note,
        ...(await dueOf(item)),
      })),
    )
  }

  async function complete(id: string, scans: readonly SentScan[], caller: SessionCaller): Promise<void> {
    await inTransaction(database, async (tx) => {
      const item = await repository.lockItem(tx, id)
      if (item?.officerId !== caller.user.id) throw new AppError('not-found', 'There is no such item.')
      if (item.state !== 'returned') throw new AppError('conflict', 'The item is not with the officer.')
      await consents.addScans(tx, { consentId: item.consentId, itemCheckId: id, scans }, caller)
      const at = clock()
      await repository.saveCompletion(tx, id, at)
      const step = { what: 'completed', reason: null, note: null, seconds: null } as const
      await repository.insertStep(tx, { itemId: id, at, by: caller.user.id, ...step })
      const facts = { query: item.queryId, scans: scans.map(({ sha256 }) => sha256) }
      await audit.record(tx, entryOf('item-check.completed', caller, { object: id, facts }))
      await tell(tx, item.queues)
    })
  }

  async function runDue(): Promise<number> {
    return inTransaction(database, async (tx) => {
      const overdue = await repository.lockOverdue(tx, await deadlines.cutOffs(tx))
      for (const item of overdue) await escalate(tx, item)
      return overdue.length
    })
  }

  async function escalate(tx: Transaction, item: repository.StoredItem): Promise<void> {
    const last = item.queues.at(-1) ?? item.institution
    const above = (await listStaffedAbove(tx, last)).find((code) => code !== last) ?? null
    const at = clock()
    await repository.saveEscalation(tx, item.id, { to: above, at })
    const step = { what: 'escalated', reason: item.state, note: null, seconds: null } as const
    await repository.insertStep(tx, { itemId: item.id, at, by: null, ...step })
    const facts = { query: item.queryId, level: item.level, state: item.state, to: above }
    await audit.record(tx, { ...nobody, kind: 'item-check.escalated', institution: last, object: item.id, facts })
    await tell(tx, above === null ? item.queues : [...item.queues, above])
  }

  async function tell(tx: Transaction, queues: readonly string[]): Promise<void> {
    for (const queue of queues) await events.toDoChanged(tx, queue)
  }
}

/** The service acts by itself. */
const nobody = {
  employeeId: null,
  workstation: null,
  deviceThumbprint: null,
  address: null,
  session: null,
  subjectCommitment: null,
} as const
