import { fileURLToPath } from 'node:url'
import { runner } from 'node-pg-migrate'

const folder = fileURLToPath(new URL('./migrations', import.meta.url))

/** Brings the schema up to date; several services starting together wait for one another on an advisory lock. */
export async function migrate(databaseUrl: string): Promise<string[]> {
  const done = await runner({
    databaseUrl,
    dir: folder,
    direction: 'up',
    migrationsTable: 'schema_migration',
    checkOrder: true,
    log: () => undefined,
  })
  return done.map(({ name }) => name)
}
