/** Joins what is looked up in the same turn of the event loop into one question. */

/** @param find Answers for those keys that it knows, by key. */
export function createBatchedLookup<T>(
  find: (keys: readonly string[]) => Promise<ReadonlyMap<string, T>>,
): (key: string) => Promise<T | undefined> {
  let next: { readonly keys: Set<string>; readonly answers: Promise<ReadonlyMap<string, T>> } | undefined

  return async (key) => {
    if (!next) {
      const keys = new Set<string>()
      next = { keys, answers: ask(keys) }
    }
    const { keys, answers } = next
    keys.add(key)
    return (await answers).get(key)
  }

  async function ask(keys: ReadonlySet<string>): Promise<ReadonlyMap<string, T>> {
    await new Promise((resolve) => setImmediate(resolve))
    next = undefined
    return find([...keys])
  }
}
