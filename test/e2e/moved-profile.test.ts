/** A workstation's profile, copied whole to another user of the same PC: his keychain is another one. */

import { execFileSync } from 'node:child_process'
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { LogEntry } from '#contract/log-entry.ts'
import { clientStart } from '#scripts/demo/client-window.ts'
import { openStage } from '#scripts/demo/stage.ts'
import { type Branch, openBranch } from '#test/support/branch.ts'
import { readEntries } from '#test/support/log-entries.ts'
import { installPackage, type Production } from '#test/support/production.ts'

let branch: Branch
let elsewhere: Production
let pictures: string
beforeAll(async () => {
  branch = await openBranch()
  elsewhere = await installPackage('test')
  pictures = mkdtempSync(join(tmpdir(), 'cqw-moved-'))
}, 280_000)
afterAll(async () => {
  await elsewhere?.close()
  await branch?.close()
  if (pictures) rmSync(pictures, { recursive: true, force: true })
})

async function entryOf(kind: LogEntry['kind'], limitMs = 30_000): Promise<LogEntry | undefined> {
  const deadline = Date.now() + limitMs
  while (Date.now() < deadline) {
    const found = (await readEntries(branch.service().instance.database)).find((entry) => entry.kind === kind)
    if (found) return found
    await sleep(200)
  }
  return undefined
}

test('a profile copied to another OS user is a stranger there, and its start is raised as an incident', async () => {
  const { stage, folder, desktopEnv, service } = branch
  const { workstationNumber, instance } = service()
  await (await stage.window('login')).getByText(workstationNumber).waitFor()
  await stage.close()
  // The next start remembers on disk which PC it is, so that its first paint is complete.
  const again = await openStage(clientStart(folder, desktopEnv), join(pictures, 'again'))
  await (await again.window('login')).getByText(workstationNumber).waitFor()
  const kept = join(folder.client, 'first-screen.json')
  while (!existsSync(kept) || !readFileSync(kept, 'utf8').includes(workstationNumber)) await sleep(100)
  await again.close()

  const profile = join(elsewhere.home, 'profile')
  cpSync(folder.client, profile, { recursive: true })
  const policyFile = join(elsewhere.home, 'policy.json')
  const { serviceUrl, caCertificate } = JSON.parse(readFileSync(folder.policyFile, 'utf8'))
  writeFileSync(policyFile, JSON.stringify({ serviceUrl, caCertificate }))
  const { uid, gid } = elsewhere.user
  execFileSync('chown', ['-R', `${uid}:${gid}`, elsewhere.home])
  const running = elsewhere.start({
    args: [`--user-data-dir=${profile}`, '--password-store=gnome-libsecret', '--disable-gpu'],
    env: { CQW_MACHINE_POLICY: policyFile },
  })

  const moved = await entryOf('workstation.profile-moved')
  expect(moved, running.stderr()).toMatchObject({ workstation: workstationNumber, object: workstationNumber })
  const [original] =
    await instance.database`select thumbprint, status from workstation where number = ${workstationNumber}`
  expect(moved?.deviceThumbprint).not.toBe(original?.['thumbprint'])
  expect(moved?.facts['from']).toBe(original?.['thumbprint'])
  // The real one works on; the stranger is registered nowhere.
  expect(original?.['status']).toBe('approved')
  const others = await instance.database`select id from workstation where thumbprint = ${moved?.deviceThumbprint ?? ''}`
  expect(others).toHaveLength(0)
  expect(await entryOf('incident.raised')).toMatchObject({
    workstation: workstationNumber,
    facts: { rule: 'M16', what: 'profile-moved' },
  })
  await running.stop()
}, 120_000)
