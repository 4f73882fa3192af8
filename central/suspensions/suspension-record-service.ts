/** Suspensions as rows: opened and ended with their entry, and the user's state kept true by it. Ends no session. */

import type { AuditService } from '#central/audit/audit-service.ts'
import type { EntryMaker } from '#central/caller.ts'
import type { Clock } from '#central/clock.ts'
import type { Transaction } from '#central/database/database.ts'
import type { EventService } from '#central/events/event-service.ts'
import type { LogEntry } from '#contract/log-entry.ts'
import { type EveryCause, isOfKind, type SuspensionEnding } from '#contract/suspension.ts'
import * as repository from './suspension-repository.ts'

export interface SuspensionOrder {
  readonly userId: string
  readonly cause: EveryCause
  /** Employee ID of the administrator; left out when the service does it by itself. */
  readonly by?: string
  readonly note?: string
  readonly incident?: string
  /** More for the entry, such as the challenge that was signed. */
  readonly facts?: LogEntry['facts']
  readonly entry: EntryMaker
}

export interface SuspensionEnd {
  readonly userId: string
  readonly causes: readonly EveryCause[]
  readonly incident?: string
  readonly ending: SuspensionEnding
  readonly by: string | null
  readonly note?: string
  readonly facts?: LogEntry['facts']
  readonly entry: EntryMaker
}

export interface SuspensionRecordService {
  /** @returns `false` when the user is suspended for this already. */
  open(tx: Transaction, order: SuspensionOrder): Promise<boolean>
  /** @returns The causes that ended, none when there was nothing to end. */
  end(tx: Transaction, end: SuspensionEnd): Promise<readonly EveryCause[]>
}

export function createSuspensionRecordService(dependencies: {
  readonly audit: AuditService
  readonly events: Pick<EventService, 'toDoChanged'>
  readonly clock: Clock
}): SuspensionRecordService {
  const { audit, events, clock } = dependencies
  return { open, end }

  async function open(tx: Transaction, order: SuspensionOrder): Promise<boolean> {
    const { userId, cause, by, note, incident, facts, entry } = order
    const user = await repository.lockUser(tx, userId)
    const at = clock()
    if (!(await repository.insertSuspension(tx, { ...order, since: at }))) return false
    await repository.insertChange(tx, {
      ...{ userId, kind: 'suspended', cause, note: note ?? null, by: by ?? null, at },
    })
    const about = { ...facts, cause, ...(incident !== undefined && { incident }) }
    await audit.record(tx, entry('user.suspended', { object: user.employeeId, facts: about }))
    if (isOfKind(cause, 'waiting')) await withdrawApplications(tx, user.employeeId, entry)
    await events.toDoChanged(tx, user.institution)
    return true
  }

  async function withdrawApplications(tx: Transaction, employeeId: string, entry: EntryMaker): Promise<void> {
    for (const id of await repository.withdrawApplications(tx, employeeId, clock())) {
      const facts = { employee: employeeId, change: 'suspended' }
      await audit.record(tx, entry('application.withdrawn', { object: id, facts }))
    }
  }

  async function end(tx: Transaction, given: SuspensionEnd): Promise<readonly EveryCause[]> {
    const { userId, ending, by, note, facts, entry } = given
    const user = await repository.lockUser(tx, userId)
    const at = clock()
    const causes = await repository.endSuspensions(tx, { ...given, at })
    if (causes.length === 0) return causes
    if (ending === 'identity-check') await repository.forgiveGuesses(tx, userId)
    const kind = 'suspension-ended'
    for (const cause of causes) await repository.insertChange(tx, { userId, kind, cause, note: note ?? null, by, at })
    const { status } = await repository.lockUser(tx, userId)
    const about = { ...facts, causes: [...causes], ending, status }
    await audit.record(tx, entry('user.suspension-ended', { object: user.employeeId, facts: about }))
    await events.toDoChanged(tx, user.institution)
    return causes
  }
}
