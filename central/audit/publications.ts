/** Tells those who wait for receipts that the sequencer has published, and the sequencer that entries wait. */

import type { NewEntry } from './log-repository.ts'
import { createRecentLog, type RecentLog } from './recent-log.ts'
import type { Published } from './sequencer.ts'

const lookAgainMs = 40

/** The sequencer of this process. */
export interface LocalSequencer {
  /** `false` while it starts, after a failure, and when another one has taken over. */
  isReady(): boolean
  /** Says that an entry is on its way into the queue: what comes later must not stand before it. */
  expect(): void
  /** Says that somebody waits for an entry of the queue. */
  wake(): void
  /** Writes entries at their places; they are in the log when it returns. */
  place(entries: readonly NewEntry[]): Promise<void>
}

export interface Publications {
  /** An entry was written in a transaction that is still open. */
  entryWritten(): void
  /** Somebody waits for an entry that has been committed; a local sequencer looks at once. */
  entryWanted(): void
  /** The local sequencer has published a batch. */
  published(published: Published): void
  attach(sequencer: LocalSequencer): void
  /** The local sequencer, when it can take entries. */
  sequencer(): LocalSequencer | undefined
  readonly recent: RecentLog
  /** Asks `peek` after each publication and, now and then, `find`, until one answers or the time is over. */
  waitFor<T>(peek: () => T | undefined, find: () => Promise<T | undefined>, waitMs: number): Promise<T | undefined>
}

/** One per process. A sequencer in another process is noticed by looking again, not by being told. */
export function createPublications(): Publications {
  const recent = createRecentLog()
  let local: LocalSequencer | undefined
  let next = Promise.withResolvers<void>()

  return {
    recent,
    entryWritten: () => local?.expect(),
    entryWanted: () => local?.wake(),
    attach: (sequencer) => {
      local = sequencer
    },
    sequencer: () => (local?.isReady() ? local : undefined),
    published: (batch) => {
      recent.add(batch)
      const { resolve } = next
      next = Promise.withResolvers()
      resolve()
    },

    async waitFor(peek, find, waitMs) {
      const deadline = performance.now() + waitMs
      // What the local sequencer places is known here; only what another one placed has to be looked for.
      let lookAt = local?.isReady() ? performance.now() + lookAgainMs : 0
      for (;;) {
        const published = next.promise
        const known = peek() ?? (await findWhenDue())
        if (known !== undefined || performance.now() >= deadline) return known
        await Promise.race([published, pause(Math.min(lookAt, deadline) - performance.now())])
      }

      async function findWhenDue() {
        if (performance.now() < Math.min(lookAt, deadline)) return undefined
        lookAt = performance.now() + lookAgainMs
        return find()
      }
    },
  }
}

function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, Math.max(1, milliseconds))
  })
}
