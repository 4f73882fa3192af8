/** Live push: tells workstations that something about their session changed, whichever instance they are connected to. */

import type { SessionCaller } from '#central/caller.ts'
import type { Database, Transaction } from '#central/database/database.ts'
import type { ServiceEvent } from '#contract/http/events.ts'
import { listenToChanges, notifyChange, notifyChanges } from './event-repository.ts'

type Listener = (event: ServiceEvent) => void

export interface EventService {
  /** To be told with the transaction that ends the session. */
  sessionChanged(tx: Transaction, sessionId: string): Promise<void>
  /** To be told with the transaction that changes what the workstation may do. */
  workstationChanged(tx: Transaction, workstationId: string): Promise<void>
  /** Something waits for the administrators of an institution, or waits no more; to be told with its transaction. */
  toDoChanged(tx: Transaction, institution: string): Promise<void>
  /** Queries of these institutions were stopped or may go on; to be told with the transaction that does it. */
  queryStopChanged(tx: Transaction, institutions: readonly string[]): Promise<void>
  /** @returns The function that ends the subscription. */
  subscribe(caller: SessionCaller, listener: Listener): () => void
  /** Begins to hear what other instances tell. @returns The function that ends it. */
  start(): Promise<() => Promise<void>>
}

const sessionChanged: ServiceEvent = { type: 'session-changed' }
const toDoChanged: ServiceEvent = { type: 'to-do-changed' }
const queryStopChanged: ServiceEvent = { type: 'query-stop-changed' }

export function createEventService(database: Database): EventService {
  const subscriptions = new Set<{ readonly addresses: readonly string[]; readonly listener: Listener }>()

  return {
    sessionChanged: (tx, sessionId) => notifyChange(tx, sessionAddress(sessionId)),
    workstationChanged: (tx, workstationId) => notifyChange(tx, workstationAddress(workstationId)),

    toDoChanged: (tx, institution) => notifyChange(tx, toDoAddress(institution)),

    queryStopChanged: (tx, institutions) => notifyChanges(tx, institutions.map(queryStopAddress)),

    subscribe(caller, listener) {
      const { session, workstation, user } = caller
      const { institution } = user
      const own = [sessionAddress(session.id), workstationAddress(workstation.id)]
      const addresses = [...own, toDoAddress(institution), queryStopAddress(institution)]
      const subscription = { addresses, listener }
      subscriptions.add(subscription)
      return () => subscriptions.delete(subscription)
    },

    start() {
      const tell = (event: ServiceEvent, isMeant: (addresses: readonly string[]) => boolean) => {
        for (const { addresses, listener } of subscriptions) if (isMeant(addresses)) listener(event)
      }
      return listenToChanges(
        database,
        (whom) => tell(eventFor(whom), (addresses) => addresses.includes(whom)),
        // After a lost connection to the database nobody knows what was missed: everybody looks.
        () => {
          for (const event of [sessionChanged, toDoChanged, queryStopChanged]) tell(event, () => true)
        },
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

function toDoAddress(institution: string): string {
  return `to-do/${institution}`
}

function queryStopAddress(institution: string): string {
  return `query-stop/${institution}`
}

function eventFor(address: string): ServiceEvent {
  if (address.startsWith('query-stop/')) return queryStopChanged
  return address.startsWith('to-do/') ? toDoChanged : sessionChanged
}
