import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { homedir, tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { cacheFolderFor } from '#scripts/setup/cache-folder.mjs'
import { dependenciesHash } from '#scripts/setup/dependencies.mjs'
import { rememberedFailure } from '#scripts/setup/electron-official.mjs'
import { withNodeOnPath } from '#scripts/setup/node-runtime.mjs'

const NAME = 'credit-query-workstation'
const HOUR_MS = 60 * 60 * 1000

test.each([
  { platform: 'linux', env: { XDG_CACHE_HOME: '/var/cache' }, folder: join('/var/cache', NAME) },
  { platform: 'linux', env: {}, folder: join(homedir(), '.cache', NAME) },
  { platform: 'darwin', env: {}, folder: join(homedir(), '.cache', NAME) },
  { platform: 'win32', env: { LOCALAPPDATA: '/local', XDG_CACHE_HOME: '/x' }, folder: join('/local', NAME, 'cache') },
] as const)('on $platform with $env downloads are kept in $folder', ({ platform, env, folder }) => {
  expect(cacheFolderFor(env, platform)).toBe(folder)
})

test.each([
  { why: 'a dependency', manifest: { dependencies: { zod: '2' } }, lock: 'l', isNew: true },
  {
    why: 'a permitted install script',
    manifest: { dependencies: { zod: '1' }, allowScripts: { a: true } },
    lock: 'l',
    isNew: true,
  },
  { why: 'the lock', manifest: { dependencies: { zod: '1' } }, lock: 'm', isNew: true },
  { why: 'a script', manifest: { dependencies: { zod: '1' }, scripts: { test: 'x' } }, lock: 'l', isNew: false },
])('a change of $why asks for a new installation: $isNew', ({ manifest, lock, isNew }) => {
  const before = dependenciesHash({ manifest: JSON.stringify({ dependencies: { zod: '1' } }), lock: 'l' })
  expect(dependenciesHash({ manifest: JSON.stringify(manifest), lock }) !== before).toBe(isNew)
})

test.each([
  { why: 'an hour ago', attempt: '45', ageMs: HOUR_MS, isRemembered: true },
  { why: 'more than a day ago', attempt: '45', ageMs: 25 * HOUR_MS, isRemembered: false },
  { why: 'of another version', attempt: '46', ageMs: HOUR_MS, isRemembered: false },
  { why: 'from before the clock was set back', attempt: '45', ageMs: -HOUR_MS, isRemembered: false },
])('a failed download $why is remembered: $isRemembered', ({ attempt, ageMs, isRemembered }) => {
  const folder = mkdtempSync(join(tmpdir(), 'record-'))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  const record = join(folder, 'failed.json')
  writeFileSync(record, JSON.stringify({ attempt: '45', failedAt: 1000, reason: 'no route' }))
  expect(rememberedFailure(record, { attempt, now: 1000 + ageMs })).toBe(isRemembered ? 'no route' : undefined)
})

test('the given Node comes before every other one, however PATH is spelt', () => {
  const env = withNodeOnPath(join('/n24', 'bin', 'node'), { Path: '/usr/bin' })
  expect(env).toEqual({ Path: expect.stringMatching(/^.n24.bin[:;].usr.bin$/) })
})
