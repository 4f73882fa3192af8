/** A journal on a real file, with a service that takes events or does not. */

import { randomUUID } from 'node:crypto'
import { AppError } from '#contract/failure.ts'
import type { LocalEvent } from '#contract/local-event.ts'
import { openJournalFile } from '#main/journal/journal-file.ts'
import { sealWith } from '#main/journal/journal-records.ts'
import { createJournal, type Journal } from '#main/journal/journal-service.ts'
import { aLog, testTime } from '#test/support/client-parts.ts'

const opened: Journal[] = []

/** Closes the files of every journal of the test. */
export async function closeJournals(): Promise<void> {
  for (const journal of opened.splice(0)) await journal.close()
}

const journalKey = Buffer.alloc(32, 7)

export function aJournal(path: string, { key = journalKey }: { key?: Uint8Array } = {}) {
  const taken: LocalEvent[] = []
  let isOnline = true
  const { log, lines } = aLog()
  const journal = createJournal({
    openFile: () => openJournalFile(path, randomUUID()),
    openSeal: async () => sealWith(key),
    send: async (events) => {
      if (!isOnline) throw new AppError('offline', 'No line.')
      taken.push(...events)
    },
    employeeId: () => 'E10017',
    newId: randomUUID,
    clock: () => testTime,
    log,
  })
  opened.push(journal)
  return {
    journal,
    taken,
    lines,
    setOnline: (next: boolean) => {
      isOnline = next
    },
  }
}
