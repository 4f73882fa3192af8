/** Puts the consent behind a query into the queue of the administrators who check it. */

import { randomUUID } from 'node:crypto'
import type { Transaction } from '#central/database/database.ts'
import type { EventService } from '#central/events/event-service.ts'
import { insertItem, listStaffedAbove } from './queue-repository.ts'

export interface AskedQuery {
  readonly id: string
  readonly institution: string
  readonly userId: string
  /** Who registered the consent it was asked with. */
  readonly consentRegisteredBy: string
  readonly askedAt: Date
}

export interface ItemCheckQueue {
  /** In the transaction that sends the query to the bureau. */
  enqueue(tx: Transaction, query: AskedQuery): Promise<void>
}

export function createItemCheckQueue(events: Pick<EventService, 'toDoChanged'>): ItemCheckQueue {
  return {
    async enqueue(tx, { id: queryId, institution, userId, consentRegisteredBy, askedAt: at }) {
      const [queue = institution] = await listStaffedAbove(tx, institution)
      const barred = [...new Set([userId, consentRegisteredBy])]
      await insertItem(tx, { id: randomUUID(), queryId, level: 1, queue, barred, at })
      await events.toDoChanged(tx, queue)
    },
  }
}
