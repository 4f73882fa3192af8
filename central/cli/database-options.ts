import { existsSync } from 'node:fs'
import { startEmbeddedPostgres } from '#central/database/embedded-postgres.ts'
import { foldersOf } from '#central/settings.ts'
import { BadInput } from './output.ts'

export interface DatabaseOptions {
  /** Data folder of the service. */
  readonly data: string
  /** The database, when it is not the embedded one. */
  readonly database?: string
}

/** Where the service's data can be read; an embedded database that nobody runs is started for as long as needed. */
export async function databaseOf({
  data,
  database,
}: DatabaseOptions): Promise<{ url: string; release: () => Promise<void> }> {
  if (database) return { url: database, release: async () => undefined }
  const { postgres } = foldersOf({ CQW_DATA_FOLDER: data })
  if (!existsSync(postgres))
    throw new BadInput(`There is no embedded database below ${data}; give --data or --database.`)
  const server = await startEmbeddedPostgres(postgres)
  // A server that a running service uses is left alone.
  return { url: server.url('postgres'), release: async () => (server.isAdopted ? undefined : server.stop()) }
}
