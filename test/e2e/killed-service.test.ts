import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { verifyLog } from '#central/audit/verify-log.ts'
import { openDatabase } from '#central/database/database.ts'
import { startEmbeddedPostgres } from '#central/database/embedded-postgres.ts'
import { foldersOf } from '#central/settings.ts'
import { demoEnvironment } from '#scripts/demo/demo-service.ts'
import { type Branch, fillQuery, openBranch } from '#test/support/branch.ts'
import { readEntries } from '#test/support/log-entries.ts'

let branch: Branch
let running: ChildProcess | undefined
beforeAll(async () => {
  branch = await openBranch()
})
afterAll(async () => {
  if (running && running.exitCode === null && running.signalCode === null) {
    running.kill('SIGTERM')
    await once(running, 'exit')
  }
  await branch.close()
})

/** The service as a process of its own on the same folder, so that it can be killed. */
async function startServer(clockStart: Date, bureauDelayMs: number): Promise<ChildProcess> {
  const env = {
    ...process.env,
    ...demoEnvironment(branch.folder, { clockStart, bureauDelayMs }),
    CQW_LOG_LEVEL: 'error',
  }
  const server = spawn(process.execPath, ['central/server.ts'], { env, stdio: ['ignore', 'ignore', 'inherit', 'ipc'] })
  await Promise.race([
    once(server, 'message'),
    once(server, 'exit').then(() => Promise.reject(new Error('The service did not start.'))),
  ])
  return server
}

function chargedQueries(): string[] {
  const { bureauLedger } = foldersOf({ CQW_DATA_FOLDER: branch.folder.central })
  return existsSync(bureauLedger) ? readFileSync(bureauLedger, 'utf8').split('\n').filter(Boolean) : []
}

async function until(isTrue: () => boolean): Promise<void> {
  for (const deadline = Date.now() + 20_000; !isTrue(); await sleep(20)) {
    if (Date.now() > deadline) throw new Error('It did not happen within 20 s.')
  }
}

test('a service killed between charge and answer loses nothing acknowledged and asks the bureau nothing twice', async () => {
  const { person, service } = branch
  const app = await branch.begin()
  const { clock, database } = service().instance
  const acknowledged = (await readEntries(database)).map(({ id }) => id)
  const stoppedAt = clock()
  await service().stop()

  running = await startServer(new Date(stoppedAt.getTime() + 1000), 10_000)
  await fillQuery(branch, app)
  await person.ask(app)
  await until(() => chargedQueries().length === 1)
  running.kill('SIGKILL')
  await once(running, 'exit')
  await app.getByText(person.text('failure.offline.what')).first().waitFor()

  const started = performance.now()
  running = await startServer(new Date(stoppedAt.getTime() + 60_000), 0)
  expect(performance.now() - started).toBeLessThan(5000)

  // The same form asked again is the same query: it is answered by now.
  await person.ask(app)
  await app.getByText(person.text('query.answeredTitle')).waitFor()
  expect(chargedQueries()).toHaveLength(1)

  const postgres = await startEmbeddedPostgres(foldersOf({ CQW_DATA_FOLDER: join(branch.folder.central) }).postgres)
  expect(postgres.isAdopted).toBe(true)
  const second = openDatabase(postgres.url('postgres'), { connections: 2 })
  const entries = await readEntries(second)
  expect(entries.map(({ id }) => id)).toEqual(expect.arrayContaining(acknowledged))
  expect(entries.filter(({ kind }) => kind === 'query.decided')).toHaveLength(1)
  expect(entries.filter(({ kind }) => kind === 'report.received')).toHaveLength(1)
  expect((await verifyLog(second, service().instance.services.audit.verifierKey)).problems).toEqual([])
  await second.end()
})
