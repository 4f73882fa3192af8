import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startDemoService } from '#scripts/demo/demo-service.ts'
import { type Branch, openBranch } from '#test/support/branch.ts'

let branch: Branch
let restarted: Awaited<ReturnType<typeof startDemoService>> | undefined
beforeAll(async () => {
  branch = await openBranch()
})
afterAll(async () => {
  await restarted?.stop()
  await branch.close()
})

test('a log that was rolled back stops the PC: no log-in, and reason, time and evidence on the screen', async () => {
  const { folder, person, stage, officer } = branch
  const app = await branch.begin()
  await person.logOut(app)
  const { database, clock } = branch.service().instance
  // An administrator of the database takes everything away, with what was signed over it.
  await database.unsafe(`
    set session_replication_role = replica;
    delete from log_checkpoint; delete from log_node; delete from log_leaf; delete from log_entry`)
  const clockStart = new Date(clock().getTime() + 60_000)
  await branch.service().stop()
  restarted = await startDemoService(folder, { clockStart, logFile: branch.serviceLog })

  const login = await stage.window('login')
  await login.getByRole('textbox', { name: person.text('login.employeeId') }).click()
  await login.keyboard.press('Control+a')
  for (const typed of [officer.employeeId, officer.password, restarted.codeOf(officer.employeeId)]) {
    await login.keyboard.type(typed)
    await login.keyboard.press('Enter')
  }
  await login.getByRole('heading', { name: person.text('login.distrustTitle') }).waitFor()
  await stage.picture(login, 'log-rolled-back')
  await login.getByRole('button', { name: 'English' }).click()
  await stage.picture(login, 'log-rolled-back-en')
  expect(await login.locator('#log-in').isVisible()).toBe(false)

  const kept = JSON.parse(readFileSync(join(folder.client, 'log-witness.json'), 'utf8'))
  expect(kept.distrust).toMatchObject({ reason: 'rolled-back' })
  expect(await login.locator('#evidence-file').textContent()).toBe(kept.distrust.evidenceFile)
  const evidence = JSON.parse(readFileSync(kept.distrust.evidenceFile, 'utf8'))
  expect(evidence).toMatchObject({ kept: { note: kept.note } })
  expect(sizeOf(evidence.offered.note)).toBeLessThan(sizeOf(kept.note))
  expect(JSON.stringify(evidence)).not.toContain(officer.employeeId)
})

/** The size a checkpoint says; a log that has none yet is empty. */
function sizeOf(note: string | null): number {
  return note === null ? 0 : Number(note.split('\n')[1])
}
