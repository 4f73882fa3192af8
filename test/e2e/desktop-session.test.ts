import { execFile, spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type DesktopSession, startDesktopSession } from '#scripts/desktop-session.ts'
import { electronExecutable } from '#scripts/setup/electron-runtime.mjs'

const keytar = createRequire(import.meta.url).resolve('keytar')
const secret = '口令：京A·0571—密钥'

/** Stores, then reads in the keychain; safeStorage seals and opens. */
const probeApp = `
const { app, safeStorage } = require('electron')
const keytar = require(${JSON.stringify(keytar)})
app.whenReady().then(async () => {
  const sealed = safeStorage.encryptString('密钥')
  await keytar.setPassword('工作站', '窗口', ${JSON.stringify(secret)})
  const result = {
    isAvailable: safeStorage.isEncryptionAvailable(),
    prefix: sealed.subarray(0, 3).toString(),
    opened: safeStorage.decryptString(sealed),
    stored: await keytar.getPassword('工作站', '窗口'),
    backend: safeStorage.getSelectedStorageBackend?.() ?? 'gnome_libsecret',
  }
  process.stdout.write('RESULT ' + JSON.stringify(result) + '\\n', () => app.exit(0))
})
`

let folder: string
let session: DesktopSession
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'desktop-'))
  session = await startDesktopSession({ folder, headless: true })
})
afterAll(async () => {
  await session.stop()
  rmSync(folder, { recursive: true })
})

async function inNode(env: NodeJS.ProcessEnv, expression: string): Promise<unknown> {
  const code = `const keytar = require(${JSON.stringify(keytar)}); (async () => JSON.stringify((await ${expression}) ?? null))().then(console.log)`
  const { stdout } = await promisify(execFile)(process.execPath, ['-e', code], { env })
  return JSON.parse(stdout)
}

test('Electron seals with the keyring, not in plain text, and keeps Chinese text in the keychain', async () => {
  const app = join(folder, 'app')
  mkdirSync(app)
  writeFileSync(join(app, 'package.json'), JSON.stringify({ name: 'probe', version: '1.0.0', main: 'main.cjs' }))
  writeFileSync(join(app, 'main.cjs'), probeApp)

  const args = ['--no-sandbox', '--disable-gpu', '--password-store=gnome-libsecret', app]
  const electron = electronExecutable(resolve('.'))
  const { stdout } = await promisify(execFile)(electron, args, { env: session.env, timeout: 30_000 })

  expect(JSON.parse(/^RESULT (.*)$/m.exec(stdout)?.[1] ?? 'null')).toEqual({
    isAvailable: true,
    prefix: 'v11',
    opened: '密钥',
    stored: secret,
    backend: 'gnome_libsecret',
  })
})

test('what one session keeps in the keychain the next one of the same folder finds', async () => {
  await inNode(session.env, `keytar.setPassword('工作站', '服务', ${JSON.stringify(secret)})`)
  await session.stop()

  session = await startDesktopSession({ folder, headless: true })
  expect(await inNode(session.env, `keytar.getPassword('工作站', '服务')`)).toBe(secret)
})

/** Running programs that were started in the session with this runtime folder. */
function programsOf(runtime: string): string[] {
  return readdirSync('/proc').filter((pid) => {
    try {
      return readFileSync(`/proc/${pid}/environ`, 'utf8').includes(`XDG_RUNTIME_DIR=${runtime}\0`)
    } catch {
      return false
    }
  })
}

test('a stopped session leaves no program and no folder behind', async () => {
  const { env, stop } = await startDesktopSession({ folder: join(folder, 'other'), headless: true })
  const runtime = env['XDG_RUNTIME_DIR'] ?? ''
  expect(programsOf(runtime)).toHaveLength(4)

  await stop()
  expect(programsOf(runtime)).toEqual([])
  expect(existsSync(runtime)).toBe(false)
})

test.each(['SIGINT', 'SIGTERM', 'SIGKILL'] as const)(
  'a session ends with who started it, even by %s',
  async (signal) => {
    const options = JSON.stringify({ folder: join(folder, signal), headless: true })
    const module = JSON.stringify(resolve('scripts', 'desktop-session.ts'))
    const code = `const { env } = await (await import(${module})).startDesktopSession(${options})
    process.stdout.write(env.XDG_RUNTIME_DIR); setInterval(() => {}, 1000)`
    const starter = spawn(process.execPath, ['--input-type=module', '-e', code], {
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    const runtime = String((await once(starter.stdout, 'data'))[0])
    expect(programsOf(runtime)).toHaveLength(4)

    starter.kill(signal)
    await expect.poll(() => programsOf(runtime), { timeout: 5000 }).toEqual([])
    rmSync(runtime, { recursive: true, force: true })
  },
)
