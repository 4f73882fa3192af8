/** What workstations kept in their journals comes into the log: each event once. */

import type { AuditService, EntryDraft } from '#central/audit/audit-service.ts'
import type { WorkstationCaller } from '#central/caller.ts'
import type { Clock } from '#central/clock.ts'
import { type Database, inTransaction } from '#central/database/database.ts'
import type { LocalEvent } from '#contract/local-event.ts'
import { insertNewEvents } from './journal-repository.ts'

export interface JournalService {
  /** Safe to repeat, also at the same moment. */
  take(events: readonly LocalEvent[], caller: WorkstationCaller): Promise<void>
}

export interface JournalDependencies {
  readonly database: Database
  readonly audit: AuditService
  readonly clock: Clock
}

export function createJournalService({ database, audit, clock }: JournalDependencies): JournalService {
  return {
    async take(events, caller) {
      await inTransaction(database, async (tx) => {
        // In one order, so that two requests with the same events do not wait for each other.
        const sorted = events.toSorted((a, b) => a.counter - b.counter)
        const fresh = await insertNewEvents(tx, caller.workstation.id, { events: sorted, at: clock() })
        const entries = sorted.filter(({ id }) => fresh.has(id)).map((event) => entryOfEvent(event, caller))
        await Promise.all(entries.map((entry) => audit.record(tx, entry)))
      })
    },
  }
}

/** The workstation's word about itself: who was logged in and when is what the PC says. */
function entryOfEvent(event: LocalEvent, caller: WorkstationCaller): EntryDraft {
  const { id, counter, kind, at, employeeId, facts } = event
  return {
    kind: 'workstation.event-noted',
    employeeId,
    institution: caller.workstation.institution,
    workstation: caller.workstation.number,
    deviceThumbprint: caller.deviceThumbprint,
    address: caller.address,
    session: null,
    subjectCommitment: null,
    object: id,
    facts: { ...facts, event: kind, counter, localTime: at },
  }
}
