import { execFileSync, spawn, spawnSync } from 'node:child_process'
import {
  chmodSync,
  cpSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import type { AddressInfo } from 'node:net'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, expect } from 'vitest'
import { startNaive } from '#test/attack/naive/naive-program.ts'
import { attack } from '#test/attack/support/attack.ts'
import { visibleWindows } from '#test/attack/support/observers.ts'
import { aPolicyOfNobody, placeMachinePolicy } from '#test/support/machine-policy.ts'
import { installProduction, type Production, type RunningProgram } from '#test/support/production.ts'

let production: Production
let running: RunningProgram
let restore: () => void
const canary = 'CANARY-320506198603140210'
beforeAll(async () => {
  restore = placeMachinePolicy(await aPolicyOfNobody(1))
  production = await installProduction()
  running = production.start({ env: { SUBJECT: canary } })
  await untilWritten('login-painted')
})
afterAll(async () => {
  await production.close()
  restore()
})

async function untilWritten(text: string): Promise<void> {
  for (const deadline = Date.now() + 15_000; !running.stderr().includes(text); await sleep(50)) {
    if (Date.now() > deadline) throw new Error(`It did not write ${text}: ${running.stderr()}`)
  }
}

function press(env: NodeJS.ProcessEnv, window: string, key: string): void {
  execFileSync('xdotool', ['windowfocus', '--sync', window, 'key', '--clearmodifiers', key], { env, stdio: 'pipe' })
}

function titles(): string {
  const { env } = production.session
  return visibleWindows(env)
    .map((id) => execFileSync('xdotool', ['getwindowname', id], { env, encoding: 'utf8' }).trim())
    .join('\n')
}

/** The program's own window. */
function ownWindow(): string {
  const args = ['search', '--onlyvisible', '--name', '征信查询工作站']
  const [id = ''] = execFileSync('xdotool', args, { env: production.session.env, encoding: 'utf8' }).split('\n')
  return id
}

attack('A01', 'developer tools by every key that opens them, and the context menu', {
  probe: async () => {
    const before = visibleWindows(production.session.env)
    for (const key of ['F12', 'ctrl+shift+i', 'ctrl+shift+j', 'ctrl+shift+c', 'Menu', 'shift+F10', 'alt+F'])
      press(production.session.env, ownWindow(), key)
    execFileSync('xdotool', ['click', '3'], { env: production.session.env })
    await sleep(1000)
    expect(visibleWindows(production.session.env)).toEqual(before)
    expect(titles()).not.toMatch(/DevTools|Developer/)
  },
  control: async () => {
    const naive = startNaive({ env: production.session.env })
    try {
      await naive.wrote('NAIVE READY')
      await sleep(1500)
      const args = ['search', '--onlyvisible', '--name', 'naive']
      const [id = ''] = execFileSync('xdotool', args, { env: production.session.env, encoding: 'utf8' }).split('\n')
      for (let tries = 0; tries < 5 && !naive.output().includes('DEVTOOLS OPENED'); tries += 1) {
        press(production.session.env, id, 'ctrl+shift+i')
        await sleep(1000)
      }
      return await naive.wrote('DEVTOOLS OPENED', 3000)
    } finally {
      await naive.stop()
    }
  },
})

attack('B25', 'a name in the title, in the list of windows', {
  probe: () => {
    expect(new Set(titles().split('\n'))).toContain('征信查询工作站')
    const properties = execFileSync('xprop', ['-id', ownWindow(), 'WM_NAME', '_NET_WM_NAME', 'WM_CLASS'], {
      env: production.session.env,
      encoding: 'utf8',
    })
    expect(properties).not.toMatch(/3205|沈嘉禾/)
  },
  control: async () => {
    const naive = startNaive({ env: production.session.env })
    await naive.wrote('NAIVE READY')
    await sleep(1500)
    const found = titles()
    await naive.stop()
    return found.split('\n').find((title) => title.includes('沈嘉禾')) ?? ''
  },
})

/** Runs a command as the program's own user. */
function asUser(command: readonly string[]): string {
  const { uid, gid } = production.user
  const args = ['--reuid', String(uid), '--regid', String(gid), '--clear-groups', '--', ...command]
  return execFileSync('setpriv', args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] })
}

/** What the same user reads of a process: environment, memory map, memory, a debugger’s hold. */
function readings(pid: number): string[] {
  const commands = [
    ['cat', `/proc/${pid}/environ`],
    ['cat', `/proc/${pid}/maps`],
    ['head', '-c', '1', `/proc/${pid}/mem`],
    ['gdb', '-batch', '-p', String(pid), '-ex', 'info proc'],
  ]
  return commands.flatMap((command) => {
    try {
      const text = asUser(command)
      return command[0] === 'gdb' && !/\nprocess \d+/.test(text) ? [] : [`${command.join(' ')}: ${text.slice(0, 2000)}`]
    } catch {
      return []
    }
  })
}

attack('A17', 'a debugger and /proc, by the same user, on the main process, which holds keys and tokens', {
  probe: () => expect(readings(running.pid)).toEqual([]),
  control: async () => {
    const { uid, gid } = production.user
    const child = spawn('sleep', ['30'], { uid, gid, cwd: '/', env: { SUBJECT: canary } })
    await sleep(300)
    const found = readings(child.pid ?? 0)
    child.kill()
    return found.join('\n')
  },
})

attack('A13', 'settings that name another service, or are of the wrong kind, a link, or ten megabytes', {
  probe: async () => {
    await running.stop()
    let connections = 0
    const listener = createServer((socket) => {
      connections += 1
      socket.destroy()
    })
    await new Promise<void>((done) => listener.listen(0, '127.0.0.1', done))
    const { port } = listener.address() as AddressInfo
    const own = join(production.session.env['XDG_CONFIG_HOME'] ?? '', 'credit-query-workstation')
    const url = `https://127.0.0.1:${port}`
    const texts = [
      JSON.stringify({ serviceUrl: url, caCertificate: 'x', port, language: 7, windowBounds: { x: 'far' } }),
      '{"__proto__":{"language":"en"},"constructor":1}',
      '[1,2',
      JSON.stringify({ language: 'x'.repeat(10_000_000) }),
    ]
    for (const text of texts) {
      writeFileSync(join(own, 'settings.json'), text)
      writeFileSync(join(own, 'first-screen.json'), text)
      chmodSync(join(own, 'settings.json'), 0o666)
      await expectPlainStart()
    }
    rmSync(join(own, 'settings.json'))
    symlinkSync('/etc/passwd', join(own, 'settings.json'))
    await expectPlainStart()
    expect(readFileSync('/etc/passwd', 'utf8')).toContain('root:')
    expect(connections).toBe(0)
    listener.close()
  },
  control: async () => {
    let connections = 0
    const listener = createServer(() => {
      connections += 1
    })
    await new Promise<void>((done) => listener.listen(0, '127.0.0.1', done))
    const folder = join(production.root, '..', 'naive-settings')
    mkdirSync(folder)
    writeFileSync(join(folder, 'settings.json'), JSON.stringify({ port: (listener.address() as AddressInfo).port }))
    const naive = startNaive({ env: production.session.env, folder })
    await naive.wrote('NAIVE READY')
    await sleep(500)
    await naive.stop()
    listener.close()
    return connections > 0 ? `${connections} connection to where the settings pointed` : ''
  },
})

async function expectPlainStart(): Promise<void> {
  running = production.start()
  await untilWritten('login-painted')
  await sleep(300)
  expect(running.child.exitCode).toBeNull()
  await running.stop()
}

attack('D09', 'reading another user’s program folder', {
  probe: () => {
    const own = join(production.session.env['XDG_CONFIG_HOME'] ?? '', 'credit-query-workstation')
    expect(statSync(own).mode & 0o777).toBe(0o700)
  },
  control: () => {
    const folder = join(production.root, '..', 'naive-open')
    mkdirSync(folder, { mode: 0o755 })
    writeFileSync(join(folder, 'settings.json'), canary, { mode: 0o644 })
    return execFileSync(
      'setpriv',
      ['--reuid', '65534', '--clear-groups', '--regid', '65534', 'cat', join(folder, 'settings.json')],
      { encoding: 'utf8' },
    )
  },
})

attack('D08', 'the program’s folder copied to another home, another keyring, another machine', {
  probe: async () => {
    const own = join(production.session.env['XDG_CONFIG_HOME'] ?? '', 'credit-query-workstation')
    const copied = join(production.root, '..', 'copied')
    cpSync(own, copied, { recursive: true })
    const search = spawnSync('grep', ['-rlaE', '"d":"|BEGIN (EC )?PRIVATE KEY|"crv"', copied], { encoding: 'utf8' })
    expect(search.stdout).toBe('')
    expect(readdirSync(copied).length).toBeGreaterThan(0)
  },
  control: () => {
    const folder = join(production.root, '..', 'naive-key')
    mkdirSync(folder)
    writeFileSync(join(folder, 'key.json'), JSON.stringify({ kty: 'EC', crv: 'P-256', d: 'the private part' }))
    return execFileSync('grep', ['-ra', '"crv"', folder], { encoding: 'utf8' })
  },
})
