import { execFileSync } from 'node:child_process'
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, expect } from 'vitest'
import { electronExecutable } from '#scripts/setup/electron-runtime.mjs'
import { type NaiveStart, startNaive } from '#test/attack/naive/naive-program.ts'
import { attack } from '#test/attack/support/attack.ts'
import { listeningPorts, portsWhile, visibleWindows } from '#test/attack/support/observers.ts'
import { installProduction, type Production } from '#test/support/production.ts'

let production: Production
let before: string[]
const folder = mkdtempSync(join(tmpdir(), 'attack-start-'))
beforeAll(async () => {
  production = await installProduction()
  before = visibleWindows(production.session.env)
})
afterAll(async () => {
  await production.close()
  rmSync(folder, { recursive: true })
})

const limitMs = 10_000

/** Refused with exit code 3, without a port, a window or a word of what was asked for. */
async function expectRefused(options: Parameters<Production['start']>[0]): Promise<void> {
  const running = production.start(options)
  const ended = running.ended(limitMs)
  const ports = await portsWhile(running.pid, ended)
  const { code, stdout, stderr } = await ended
  expect({ code, stdout, ports }).toEqual({ code: 3, stdout: '', ports: [] })
  expect(stderr).toContain('"event":"start-refused"')
  expect(visibleWindows(production.session.env)).toEqual(before)
  expect(readdirSync(folder)).toEqual([])
}

async function expectAllRefused(switches: readonly string[]): Promise<void> {
  for (const one of switches) await expectRefused({ args: [one] })
}

/** Starts the naive program and gives back what it wrote up to a text. */
async function naive(options: Partial<NaiveStart>, text: string): Promise<string> {
  const program = startNaive({ env: production.session.env, ...options })
  try {
    return await program.wrote(text)
  } finally {
    await program.stop()
  }
}

attack('A02', 'switches that open developer tools', {
  probe: () => expectAllRefused(['--devtools', '--auto-open-devtools-for-tabs', '--enable-dev-tools']),
  control: () => naive({ args: ['--devtools', '--auto-open-devtools-for-tabs'] }, 'NAIVE READY --no-sandbox'),
})

attack('A03', 'switches that open a debugging port or pipe', {
  probe: () =>
    expectAllRefused([
      ...['--remote-debugging-port=9222', '--remote-debugging-port=0', '--remote-debugging-pipe'],
      ...['--remote-debugging-address=0.0.0.0', '--remote-allow-origins=*'],
    ]),
  control: async () => {
    const program = startNaive({ env: production.session.env, args: ['--remote-debugging-port=0'] })
    try {
      const text = await program.wrote('DevTools listening on ws://')
      await program.wrote('NAIVE READY')
      const [, port] = /ws:\/\/127\.0\.0\.1:(\d+)/.exec(text) ?? []
      for (let tries = 0; tries < 50; tries += 1) {
        const list = await (await fetch(`http://127.0.0.1:${port}/json`)).text()
        if (list.includes('沈嘉禾')) return list
        await sleep(100)
      }
      return ''
    } finally {
      await program.stop()
    }
  },
})

attack('A04', 'Node’s inspector by switch and by SIGUSR1', {
  probe: async () => {
    await expectAllRefused(['--inspect', '--inspect-brk', '--inspect=0'])
    const running = production.start()
    await sleep(2500)
    const ports = portsWhile(running.pid, sleep(3000))
    running.child.kill('SIGUSR1')
    expect(await ports).toEqual([])
    await running.stop()
  },
  control: async () => {
    const program = startNaive({ env: production.session.env })
    try {
      await program.wrote('NAIVE READY')
      program.child.kill('SIGUSR1')
      return await program.wrote('Debugger listening')
    } finally {
      await program.stop()
    }
  },
})

attack('A05', 'ELECTRON_RUN_AS_NODE with code on the command line', {
  probe: async () => {
    const env = { ELECTRON_RUN_AS_NODE: '1' }
    await expectRefused({ env })
    await expectRefused({ env, args: ['-e', 'console.log(6*7)'] })
  },
  control: () => {
    const env = { ...process.env, ELECTRON_RUN_AS_NODE: '1' }
    return execFileSync(electronExecutable('.'), ['-e', 'console.log("evaluated", 6*7)'], { env, encoding: 'utf8' })
  },
})

const marker = join(tmpdir(), `attack-marker-${process.pid}`)
function markerScript(): string {
  const file = join(tmpdir(), `attack-marker-${process.pid}.cjs`)
  writeFileSync(file, `require('node:fs').writeFileSync(${JSON.stringify(marker)}, 'the script ran')`)
  return file
}

attack('A06', 'NODE_OPTIONS with a script, with the inspector', {
  probe: async () => {
    for (const value of [`--require ${markerScript()}`, '--inspect=0']) {
      const running = production.start({ env: { NODE_OPTIONS: value } })
      const ports = portsWhile(running.pid, sleep(2500))
      expect(await ports).toEqual([])
      await running.stop()
    }
    expect(existsSync(marker)).toBe(false)
  },
  control: async () => {
    const env = { ...production.session.env, NODE_OPTIONS: `--require ${markerScript()}` }
    await naive({ env }, 'NAIVE READY')
    const text = readFileSync(marker, 'utf8')
    rmSync(marker)
    return text
  },
})

attack('A08', 'a library put before the program’s own (it has run by then; the program goes no further)', {
  probe: async () => {
    const library = '/lib/x86_64-linux-gnu/libm.so.6'
    await expectRefused({ env: { LD_PRELOAD: library } })
    await expectRefused({ env: { GTK_MODULES: library } })
    await expectRefused({ env: { LD_LIBRARY_PATH: '/tmp' } })
  },
  control: () =>
    naive({ env: { ...production.session.env, LD_PRELOAD: '/lib/x86_64-linux-gnu/libm.so.6' } }, 'NAIVE READY'),
})

attack('A14', 'switches that weaken, redirect, log or move things, and one that nobody knows', {
  probe: () =>
    expectAllRefused([
      ...['--no-sandbox', '--disable-web-security', '--js-flags=--expose-gc', '--load-extension=/tmp/x'],
      ...['--renderer-cmd-prefix=gdb', `--user-data-dir=${folder}/x`, `--disk-cache-dir=${folder}/y`],
      ...['--force-renderer-accessibility', '--password-store=basic', '--proxy-server=127.0.0.1:1'],
      ...['--host-resolver-rules=MAP * 127.0.0.1', '--ignore-certificate-errors', `--log-net-log=${folder}/n.json`],
      ...['--enable-logging=file', `--log-file=${folder}/l`, '--foo'],
    ]),
  control: async () => {
    const program = startNaive({ env: production.session.env })
    await program.wrote('NAIVE READY')
    const files = readdirSync(program.folder)
    await program.stop()
    return `written where the switch pointed: ${files.join(' ')}`
  },
})

attack('A16', 'the program run as root', {
  probe: async () => {
    await expectRefused({ asRoot: true, args: ['--no-sandbox'] })
    const { code } = await production.start({ asRoot: true }).ended(limitMs)
    expect(code).not.toBe(0)
    expect(visibleWindows(production.session.env)).toEqual(before)
  },
  control: () => naive({}, 'NAIVE READY'),
})

attack('A15', 'switches and links through a second start', {
  probe: async () => {
    const first = production.start()
    await sleep(2500)
    const windows = visibleWindows(production.session.env)
    expect(windows.length).toBeGreaterThan(before.length)
    const second = await production.start().ended(limitMs)
    expect(second).toMatchObject({ code: 0 })
    for (const args of [['--remote-debugging-port=0'], ['app://viewer/viewer/index.html'], ['credit-query://open']])
      expect(await production.start({ args }).ended(limitMs)).toMatchObject({ code: 3 })
    expect(visibleWindows(production.session.env)).toEqual(windows)
    expect(listeningPorts(first.pid)).toEqual([])
    await first.stop()
  },
  control: async () => {
    const program = startNaive({ env: production.session.env })
    await program.wrote('NAIVE READY')
    const second = startNaive({ env: production.session.env, folder: program.folder, args: ['--open=沈嘉禾'] })
    const text = await program.wrote('SECOND')
    await second.stop()
    await program.stop()
    return text
  },
})
