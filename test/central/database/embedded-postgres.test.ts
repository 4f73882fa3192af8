import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { openDatabase } from '#central/database/database.ts'
import { startEmbeddedPostgres } from '#central/database/embedded-postgres.ts'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'cqw-embedded-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

async function answers(url: string): Promise<unknown> {
  const database = openDatabase(url, { connections: 1 })
  const [row] = await database`select current_setting('server_encoding') as encoding, current_setting('fsync') as fsync`
  await database.end()
  return row
}

test('the server keeps UTF-8 durably, and the next start of the same folder takes a running one over', async () => {
  chmodSync(folder, 0o711)
  const first = await startEmbeddedPostgres(folder)
  expect(await answers(first.url('postgres'))).toEqual({ encoding: 'UTF8', fsync: 'on' })
  const second = await startEmbeddedPostgres(folder)
  expect([first.isAdopted, second.isAdopted]).toEqual([false, true])
  await second.stop()
})

test('a folder only its owner may enter works too, also after it was deleted and made anew', async () => {
  for (let round = 0; round < 2; round += 1) {
    const server = await startEmbeddedPostgres(join(folder, 'inner'))
    expect(await answers(server.url('postgres'))).toMatchObject({ encoding: 'UTF8' })
    await server.stop()
    rmSync(join(folder, 'inner'), { recursive: true })
    if (round === 1) rmSync(server.home, { recursive: true, force: true })
  }
})
