import type { Database, Transaction } from '#central/database/database.ts'

const channel = 'session_changed'

/** Heard by every instance, once the transaction commits and not before. */
export async function notifyChange(tx: Transaction, whom: string): Promise<void> {
  await tx`select pg_notify(${channel}, ${whom})`
}

/** The same for many at once. */
export async function notifyChanges(tx: Transaction, whom: readonly string[]): Promise<void> {
  await tx`select pg_notify(${channel}, one) from unnest(${[...whom]}::text[]) as one`
}

/** Hears what was notified until the returned function is called. Listens anew by itself when the connection was lost. */
export async function listenToChanges(
  database: Database,
  heard: (whom: string) => void,
  renewed: () => void,
): Promise<() => Promise<void>> {
  const { unlisten } = await database.listen(channel, heard, renewed)
  return unlisten
}
