/** One PostgreSQL server for a run, with one migrated template that each test file clones. */

import { chmod, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { TestProject } from 'vitest/node'
import { openDatabase } from '#central/database/database.ts'
import { startEmbeddedPostgres } from '#central/database/embedded-postgres.ts'
import { migrate } from '#central/database/migrate.ts'

export const templateName = 'migrated'

declare module 'vitest' {
  interface ProvidedContext {
    databaseServerUrl: string
  }
}

export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const folder = await mkdtemp(join(tmpdir(), 'cqw-test-postgres-'))
  // Under root the server runs as an OS user of its own, which must be able to pass.
  await chmod(folder, 0o711)
  const server = await startEmbeddedPostgres(folder)
  const maintenance = openDatabase(server.url('postgres'), { connections: 1 })
  await maintenance.unsafe(`create database ${templateName}`)
  await maintenance.end()
  await migrate(server.url(templateName))
  project.provide('databaseServerUrl', server.url('postgres'))
  return async () => {
    await server.stop()
    await rm(folder, { recursive: true, force: true })
  }
}
