import { fork } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createAuditService } from '#central/audit/audit-service.ts'
import { createPublications } from '#central/audit/publications.ts'
import { verifyLog } from '#central/audit/verify-log.ts'
import type { Acknowledged, VictimPlan } from '#test/support/kill-victim.ts'
import { aLogIdentity, readEntries } from '#test/support/log-entries.ts'
import { aBoundDevice } from '#test/support/officer.ts'
import { startTestService, type TestService } from '#test/support/service.ts'

/** `CQW_KILL_ROUNDS=500` for the long run. */
const rounds = Number(process.env['CQW_KILL_ROUNDS'] ?? 6)
const restartLimitMs = 5000

const log = aLogIdentity()
const folder = mkdtempSync(join(tmpdir(), 'killed-'))
let service: TestService
let plan: VictimPlan
beforeAll(async () => {
  service = await startTestService()
  const { number } = await aBoundDevice(service)
  await service.stopSequencer()
  const [row] = await service.database`
    select id, institution_code as institution from workstation where number = ${number}`
  plan = {
    url: service.databaseUrl,
    logKey: log.privateKey.export({ format: 'pem', type: 'pkcs8' }).toString(),
    journalFile: join(folder, 'journal'),
    workstation: { id: String(row?.['id']), number, institution: String(row?.['institution']) },
    isLast: false,
  }
  // Its entries were signed with another key; the log of this test begins here.
  await service.database.unsafe(`
    set session_replication_role = replica;
    delete from log_checkpoint; delete from log_node; delete from log_leaf; delete from log_pending; delete from log_entry`)
})
afterAll(async () => {
  await service.stop()
  rmSync(folder, { recursive: true })
})

function start(changes: Partial<VictimPlan> = {}) {
  const args = [JSON.stringify({ ...plan, ...changes })]
  return fork(resolve('test/support/kill-victim.ts'), args, {
    execArgv: [],
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  })
}

/** Lets it run for a random time after its first acknowledgement. @returns How long that took to come. */
async function runAndKill(acknowledged: Acknowledged[]): Promise<number> {
  const began = performance.now()
  const victim = start()
  victim.on('message', (message) => void acknowledged.push(message as Acknowledged))
  await once(victim, 'message')
  const startedMs = performance.now() - began
  await sleep(20 + Math.random() * 400)
  const ended = once(victim, 'exit')
  victim.kill('SIGKILL')
  await ended
  return startedMs
}

test(`killed ${rounds} times under load, nothing acknowledged is lost and nothing stands twice`, async () => {
  const acknowledged: Acknowledged[] = []
  const starts: number[] = []
  for (let round = 0; round < rounds; round += 1) starts.push(await runAndKill(acknowledged))
  const last = start({ isLast: true })
  await once(last, 'exit')

  const entries = await readEntries(service.database)
  const ids = new Set(entries.map(({ id }) => id))
  const events = entries.filter(({ kind }) => kind === 'workstation.event-noted').map(({ object }) => object)
  const lostEntries = acknowledged.filter((one) => 'entry' in one && !ids.has(one.entry))
  const lostEvents = acknowledged.filter((one) => 'event' in one && !events.includes(one.event))
  process.stdout.write(
    `${rounds} kills: ${acknowledged.length} acknowledged, ${lostEntries.length + lostEvents.length} lost, ` +
      `${events.length - new Set(events).size} twice, slowest restart ${Math.round(Math.max(...starts))} ms\n`,
  )
  expect(lostEntries).toEqual([])
  expect(lostEvents).toEqual([])
  expect(new Set(events).size).toBe(events.length)
  expect(ids.size).toBe(entries.length)
  expect(Math.max(...starts)).toBeLessThan(restartLimitMs)
  const { verifierKey } = createAuditService({
    database: service.database,
    log,
    publications: createPublications(),
    clock: () => new Date(),
  })
  expect((await verifyLog(service.database, verifierKey)).problems).toEqual([])
}, 600_000)
