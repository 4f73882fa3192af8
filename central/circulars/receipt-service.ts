/** The reader's side of circulars, and reminders to those who have not confirmed. */

import type { AttachmentService } from '#central/attachments/attachment-service.ts'
import type { AuditService } from '#central/audit/audit-service.ts'
import { entryOf, type SessionCaller } from '#central/caller.ts'
import { type Clock, shanghaiTime } from '#central/clock.ts'
import { type Database, inTransaction, type Transaction } from '#central/database/database.ts'
import type { EventService } from '#central/events/event-service.ts'
import type { PolicyService } from '#central/policy/policy-service.ts'
import { systemEntryOf } from '#central/system-entry.ts'
import type { OpenedCircular, ReceivedCircular } from '#contract/circular.ts'
import { AppError } from '#contract/failure.ts'
import { isReminderDue, receiptStanding } from '#contract/rules/receipts.ts'
import { lockWaiting, saveReminded, type WaitingCircular } from './circular-repository.ts'
import * as repository from './receipt-repository.ts'

export interface ReceiptService {
  list(caller: SessionCaller): Promise<ReceivedCircular[]>
  /** @throws {AppError} `not-found` for a circular that is not for the caller. */
  open(id: string, caller: SessionCaller): Promise<OpenedCircular>
  /** @throws {AppError} `not-found`; `conflict` when it is not in force any more. */
  confirm(id: string, caller: SessionCaller): Promise<void>
  countUnconfirmed(caller: SessionCaller): Promise<number>
  /** Reminds each institution that has readers who have not confirmed; once a day at most. */
  runDue(): Promise<void>
}

export interface ReceiptDependencies {
  readonly database: Database
  readonly audit: AuditService
  readonly policy: PolicyService
  readonly events: EventService
  readonly attachments: AttachmentService
  readonly clock: Clock
}

export function createReceiptService(dependencies: ReceiptDependencies): ReceiptService {
  const { database, audit, policy, events, attachments, clock } = dependencies
  return {
    list: async ({ user }) => (await repository.listReceived(database, user.id)).map(view),
    open,
    confirm,
    countUnconfirmed: ({ user }) => repository.countUnconfirmed(database, user.id),
    runDue,
  }

  async function open(id: string, { user }: SessionCaller): Promise<OpenedCircular> {
    const received = await repository.findReceived(database, id, user.id)
    if (!received) throw notForYou()
    await repository.saveOpened(database, id, { userId: user.id, at: clock() })
    const files = await attachments.listOf(database, 'circular', [id])
    return { ...view(received), body: received.body, attachments: files.get(id) ?? [] }
  }

  async function confirm(id: string, caller: SessionCaller): Promise<void> {
    await inTransaction(database, async (tx) => {
      const received = await repository.findReceived(tx, id, caller.user.id)
      if (!received) throw notForYou()
      if (received.state !== 'published') throw new AppError('conflict', 'It is not in force any more.')
      const at = clock()
      if (!(await repository.saveConfirmed(tx, id, { userId: caller.user.id, at }))) return
      const facts = { dueOn: received.dueOn, isLate: shanghaiTime(at).day > received.dueOn }
      await audit.record(tx, entryOf('circular.confirmed', caller, { object: id, facts }))
      await events.toDoChanged(tx, received.issuer)
    })
  }

  async function runDue(): Promise<void> {
    const today = shanghaiTime(clock()).day
    const { reminderDays } = (await policy.current()).body.circulars
    await inTransaction(database, async (tx) => {
      const due = (await lockWaiting(tx)).filter((one) => isReminderDue({ ...one, today, reminderDays }))
      for (const waiting of due) await remind(tx, waiting, today)
    })
  }

  async function remind(tx: Transaction, { id, issuer, dueOn, institutions }: WaitingCircular, today: string) {
    await saveReminded(tx, id, today)
    const facts = { dueOn, waiting: institutions.length, isLate: today > dueOn }
    await audit.record(tx, systemEntryOf('circular.reminded', { institution: issuer, object: id, facts }))
    for (const code of new Set(institutions)) await events.toDoChanged(tx, code)
  }

  function view(received: repository.StoredReceived): ReceivedCircular {
    const { body: _, issuer: __, publishedAt, confirmedAt, ...rest } = received
    const confirmedOn = confirmedAt && shanghaiTime(confirmedAt).day
    return {
      ...rest,
      publishedAt: publishedAt.toISOString(),
      confirmedAt: confirmedAt?.toISOString() ?? null,
      standing: receiptStanding({ confirmedOn, dueOn: rest.dueOn, today: shanghaiTime(clock()).day }),
    }
  }
}

function notForYou(): AppError {
  return new AppError('not-found', 'There is no such circular for you.')
}
