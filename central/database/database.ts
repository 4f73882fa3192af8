/** The connection to PostgreSQL. Repositories take it, or a transaction of it, as their first argument. */

import postgres from 'postgres'

// Row counts and log indexes stay far below 2^53, so int8 comes back as a plain number.
const int8AsNumber = { to: 20, from: [20], parse: Number, serialize: String }

export type Database = postgres.Sql<{ int8: number }>
export type Transaction = postgres.TransactionSql<{ int8: number }>
/** Where a statement may run: on its own, or inside a transaction. */
export type Queryable = Database | Transaction

/** Opens a pool. Nothing is connected until the first statement. */
export function openDatabase(url: string, { connections = 12 }: { connections?: number } = {}): Database {
  return postgres(url, {
    max: connections,
    types: { int8: int8AsNumber },
    onnotice: () => undefined,
    connection: { application_name: 'central', TimeZone: 'UTC' },
  })
}

/** Runs `work` in one transaction: all of its writes, or none. */
export function inTransaction<T>(database: Database, work: (tx: Transaction) => Promise<T>): Promise<T> {
  return database.begin(work) as Promise<T>
}
