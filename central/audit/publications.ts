/** Tells those who wait for receipts that the sequencer has published, and the sequencer that entries wait. */

const lookAgainMs = 40

export interface Publications {
  /** An entry was written; a local sequencer looks at once. */
  entryWritten(): void
  /** The local sequencer has published a batch. */
  published(): void
  /** Asks `find` after each publication until it answers or the time is over. */
  waitFor<T>(find: () => Promise<T | undefined>, waitMs: number): Promise<T | undefined>
  onEntryWritten(wake: () => void): void
}

/** One per process. A sequencer in another process is noticed by looking again, not by being told. */
export function createPublications(): Publications {
  let wakeSequencer: () => void = () => undefined
  let next = Promise.withResolvers<void>()

  return {
    entryWritten: () => wakeSequencer(),
    onEntryWritten: (wake) => {
      wakeSequencer = wake
    },
    published: () => {
      const { resolve } = next
      next = Promise.withResolvers()
      resolve()
    },
    async waitFor(find, waitMs) {
      const deadline = performance.now() + waitMs
      for (;;) {
        const published = next.promise
        const found = await find()
        if (found !== undefined) return found
        if (performance.now() >= deadline) return undefined
        await Promise.race([published, pause(Math.min(lookAgainMs, deadline - performance.now()))])
      }
    },
  }
}

function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, Math.max(1, milliseconds))
  })
}
