/** The journal of this workstation, with its file, its key and its line to the service. */

import { randomUUID } from 'node:crypto'
import { join } from 'node:path'
import { postLocalEvents } from '#contract/http/journal.ts'
import type { LocalEventKind, LocalFacts } from '#contract/local-event.ts'
import type { KeyVault } from '#main/binding/device-key.ts'
import type { Log } from '#main/log.ts'
import type { ServiceClient } from '#main/service/service-client.ts'
import { runDrainLoop } from './drain-loop.ts'
import { openJournalFile } from './journal-file.ts'
import { openRecordSeal } from './journal-records.ts'
import { createJournal } from './journal-service.ts'

/** Notes what happened here; it never fails for the caller. Facts are codes and numbers. */
export type Note = (kind: LocalEventKind, facts?: LocalFacts) => Promise<void>

export interface LocalJournal {
  readonly note: Note
  /** The service can be reached: what waits is sent soon. */
  sendSoon(): void
  /** Notes the end and closes the file. */
  stop(): Promise<void>
}

export function openJournal(parts: {
  readonly folder: string
  readonly vault: KeyVault
  readonly service: ServiceClient
  readonly employeeId: () => string | null
  readonly log: Log
}): LocalJournal {
  const { folder, vault, service, employeeId, log } = parts
  const journal = createJournal({
    openFile: () => openJournalFile(join(folder, 'journal'), randomUUID()),
    openSeal: () => openRecordSeal(vault),
    send: async (events) => {
      await service.call(postLocalEvents, { body: { events: [...events] } })
    },
    employeeId,
    newId: randomUUID,
    clock: Date.now,
    log,
  })
  const loop = runDrainLoop(journal, { after, random: Math.random })
  return {
    async note(kind, facts) {
      await journal.note(kind, facts)
      loop.wake()
    },
    sendSoon: loop.wake,
    async stop() {
      loop.stop()
      await journal.note('program-stopped')
      await journal.close()
    },
  }
}

function after(milliseconds: number, action: () => void): () => void {
  const timer = setTimeout(action, milliseconds)
  return () => clearTimeout(timer)
}
