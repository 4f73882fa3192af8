/** Live push: tells workstations that something about their session changed, whichever instance they are connected to. */

import type { SessionCaller } from '#central/caller.ts'
import type { Database, Transaction } from '#central/database/database.ts'
import type { ServiceEvent } from '#contract/http/events.ts'
import { listenToChanges, notifyChange } from './event-repository.ts'

type Listener = (event: ServiceEvent) => void

export interface EventService {
  /** To be told with the transaction that ends the session. */
  sessionChanged(tx: Transaction, sessionId: string): Promise<void>
  /** To be told with the transaction that changes what the workstation may do. */
  workstationChanged(tx: Transaction, workstationId: string): Promise<void>
  /** @returns The function that ends the subscription. */
  subscribe(caller: SessionCaller, listener: Listener): () => void
  /** Begins to hear what other instances tell. @returns The function that ends it. */
  start(): Promise<() => Promise<void>>
}

const changed: ServiceEvent = { type: 'session-changed' }

export function createEventService(database: Database): EventService {
  const subscriptions = new Set<{ readonly addresses: readonly string[]; readonly listener: Listener }>()

  return {
    sessionChanged: (tx, sessionId) => notifyChange(tx, sessionAddress(sessionId)),
    workstationChanged: (tx, workstationId) => notifyChange(tx, workstationAddress(workstationId)),

    subscribe(caller, listener) {
      const addresses = [sessionAddress(caller.session.id), workstationAddress(caller.workstation.id)]
      const subscription = { addresses, listener }
      subscriptions.add(subscription)
      return () => subscriptions.delete(subscription)
    },

    start() {
      const tell = (isMeant: (addresses: readonly string[]) => boolean) => {
        for (const { addresses, listener } of subscriptions) if (isMeant(addresses)) listener(changed)
      }
      // After a lost connection to the database nobody knows what was missed: everybody looks.
      return listenToChanges(
        database,
        (whom) => tell((addresses) => addresses.includes(whom)),
        () => tell(() => true),
      )
    },
  }
}

function sessionAddress(id: string): string {
  return `session/${id}`
}

function workstationAddress(id: string): string {
  return `workstation/${id}`
}
