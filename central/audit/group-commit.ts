/** Collects what comes while a batch is being written; the next batch goes when the last one has returned. */

const batchLimit = 1000

interface Waiting<T> {
  readonly item: T
  readonly done: PromiseWithResolvers<void>
}

/**
 * @param write All of the batch or nothing of it.
 * @returns Writes one item with others; its failure is the batch's.
 */
export function createGroupCommit<T>(write: (batch: readonly T[]) => Promise<void>): (item: T) => Promise<void> {
  let waiting: Waiting<T>[] = []
  let isWriting = false

  return (item) => {
    const done = Promise.withResolvers<void>()
    waiting.push({ item, done })
    if (!isWriting) void drain()
    return done.promise
  }

  async function drain(): Promise<void> {
    isWriting = true
    // Those who come in this turn of the event loop go together.
    await Promise.resolve()
    while (waiting.length > 0) {
      const batch = waiting.slice(0, batchLimit)
      waiting = waiting.slice(batchLimit)
      await writeBatch(batch)
    }
    isWriting = false
  }

  async function writeBatch(batch: readonly Waiting<T>[]): Promise<void> {
    try {
      await write(batch.map(({ item }) => item))
      for (const { done } of batch) done.resolve()
    } catch (error) {
      for (const { done } of batch) done.reject(error)
    }
  }
}
