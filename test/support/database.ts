import { randomBytes } from 'node:crypto'
import { inject } from 'vitest'
import { type Database, openDatabase } from '#central/database/database.ts'
import { templateName } from '#test/support/database-server.ts'

export interface ClonedDatabase {
  readonly url: string
  readonly database: Database
  drop(): Promise<void>
}

/** A database of its own for one test file, with every migration run. */
export async function cloneDatabase({ connections = 12 }: { connections?: number } = {}): Promise<ClonedDatabase> {
  const name = `test_${randomBytes(6).toString('hex')}`
  const url = new URL(inject('databaseServerUrl'))
  const maintenance = openDatabase(url.href, { connections: 1 })
  await maintenance.unsafe(`create database ${name} template ${templateName}`)
  url.pathname = `/${name}`
  const database = openDatabase(url.href, { connections })
  return {
    url: url.href,
    database,
    async drop() {
      await database.end({ timeout: 1 })
      await maintenance.unsafe(`drop database ${name} with (force)`)
      await maintenance.end()
    },
  }
}
