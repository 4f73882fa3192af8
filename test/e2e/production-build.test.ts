import { execFileSync } from 'node:child_process'
import { appendFileSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { fuseProblems } from '#scripts/package/fuses.mjs'
import { installProduction, type Production } from '#test/support/production.ts'

let production: Production
beforeAll(async () => {
  production = await installProduction()
})
afterAll(() => production.close())

const startLimitMs = 15_000

function visibleWindows(): string[] {
  try {
    const args = ['search', '--onlyvisible', '--name', '.']
    return execFileSync('xdotool', args, { env: production.session.env, encoding: 'utf8', stdio: 'pipe' }).split('\n')
  } catch {
    return []
  }
}

async function until(isTrue: () => boolean): Promise<void> {
  for (const deadline = Date.now() + startLimitMs; !isTrue(); await sleep(50)) {
    if (Date.now() > deadline) throw new Error('It did not happen in time.')
  }
}

test('the finished program carries the fuses as decided', () => {
  expect(fuseProblems(readFileSync(join(production.root, 'credit-query-workstation')), 'production')).toEqual([])
})

test.each([
  {
    why: 'a debugging port',
    options: { args: ['--remote-debugging-port=9222'] },
    reason: 'argument --remote-debugging-port',
  },
  { why: 'a folder of its own', options: { args: ['--user-data-dir=/tmp/x'] }, reason: 'argument --user-data-dir' },
  { why: 'a link', options: { args: ['app://login/login/index.html'] }, reason: 'argument (argument)' },
  {
    why: 'Node instead of the program',
    options: { env: { ELECTRON_RUN_AS_NODE: '1' } },
    reason: 'environment ELECTRON_RUN_AS_NODE',
  },
  { why: 'another proxy', options: { env: { https_proxy: 'http://127.0.0.1:1' } }, reason: 'environment https_proxy' },
  { why: 'root', options: { asRoot: true, args: ['--no-sandbox'] }, reason: 'root' },
])('$why: exit code 3 before there is a window', async ({ options, reason }) => {
  const ended = await production.start(options).ended(startLimitMs)
  expect(ended.code).toBe(3)
  expect(ended.stderr).toContain(`"event":"start-refused","reason":"${reason}"`)
  expect(ended.stdout).toBe('')
})

test.each([
  { what: 'app.asar', path: 'resources/app.asar' },
  { what: 'the V8 snapshot', path: 'v8_context_snapshot.bin', isLoadedFirst: true },
  { what: 'a locale', path: 'locales/zh-CN.pak' },
  { what: 'the licence', path: 'LICENSE.electron.txt' },
])('one byte more in $what: refused, the file named', async ({ path, isLoadedFirst = false }) => {
  const folder = production.copy()
  appendFileSync(join(folder, path), 'x')
  const ended = await production.start({ folder }).ended(startLimitMs)
  if (!isLoadedFirst) expect(ended).toMatchObject({ code: 3 })
  expect(ended.stderr).toContain(`altered:${path}`)
})

test('a program folder beside the archive is not loaded, and refuses the start', async () => {
  const folder = production.copy()
  mkdirSync(join(folder, 'resources', 'app'))
  writeFileSync(join(folder, 'resources', 'app', 'index.js'), 'process.stdout.write("EVIL")')
  const ended = await production.start({ folder }).ended(startLimitMs)
  expect(ended).toMatchObject({ code: 3, stdout: '' })
  expect(ended.stderr).toContain('extra:resources/app/index.js')
})

test('a plain start as an ordinary user, in the sandbox, cannot be read by that user and leaves no core file', async () => {
  const running = production.start()
  await until(() => running.stderr().includes('"event":"not-configured"') || running.stderr().includes('painted'))
  await until(() => visibleWindows().length > 0)
  const { uid } = production.user
  const pids = execFileSync('pgrep', ['-u', String(uid), '-f', production.root], { encoding: 'utf8' })
    .trim()
    .split('\n')
  expect(pids.length).toBeGreaterThan(2)
  for (const pid of pids) {
    const limits = readFileSync(`/proc/${pid}/limits`, 'utf8')
      .split('\n')
      .find((line) => line.includes('core file'))
    expect(limits?.split(/\s{2,}/).slice(1, 3)).toEqual(['0', '0'])
  }
  const asUser = ['--reuid', String(uid), '--regid', String(uid), '--clear-groups', '--']
  const read = ['setpriv', ...asUser, 'head', '-c1', `/proc/${running.pid}/environ`]
  expect(() => execFileSync('setpriv', read.slice(1), { stdio: 'pipe' })).toThrow('Permission denied')
  await running.stop()
  expect(existsSync(join(production.home, '.config', 'credit-query-workstation', 'Crashpad'))).toBe(false)
})
