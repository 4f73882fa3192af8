import { execFileSync } from 'node:child_process'
import {
  appendFileSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { afterAll, beforeAll, expect } from 'vitest'
import { packageClient } from '#scripts/build-client.ts'
import { findWire, fuseProblems } from '#scripts/package/fuses.mjs'
import { startNaive } from '#test/attack/naive/naive-program.ts'
import { attack } from '#test/attack/support/attack.ts'
import { installProduction, type Production } from '#test/support/production.ts'

const program = 'credit-query-workstation'
let production: Production
let testBuild: string
const folder = mkdtempSync(join(tmpdir(), 'attack-files-'))
beforeAll(async () => {
  testBuild = resolve(await packageClient('test'))
  production = await installProduction()
})
afterAll(async () => {
  await production.close()
  rmSync(folder, { recursive: true })
})

function flip(file: string, at: number): void {
  const content = readFileSync(file)
  content[at] = (content[at] ?? 0) ^ 1
  writeFileSync(file, content)
}

/** The start is refused, and the file named. */
async function expectNamed(copy: string, name: string): Promise<void> {
  const { stderr, code, stdout } = await production.start({ folder: copy }).ended(15_000)
  expect(stderr).toContain(name)
  expect(code).toBe(3)
  expect(stdout).toBe('')
  rmSync(copy, { recursive: true })
}

/** A build that checks nothing, with the same done to it, starts. */
async function startAltered(change: (copy: string) => void): Promise<string> {
  const copy = join(folder, `copy-${Math.random()}`)
  cpSync(testBuild, copy, { recursive: true })
  change(copy)
  const started = startNaive({ env: production.session.env, executable: join(copy, `${program}-test`), app: [] })
  try {
    return await started.wrote('"event":"started"')
  } finally {
    await started.stop()
    rmSync(copy, { recursive: true })
  }
}

/** What a page says is changed inside the archive, its length kept. */
function rewriteArchive(copy: string): void {
  const file = join(copy, 'resources', 'app.asar')
  const content = readFileSync(file)
  const at = content.lastIndexOf('征信查询工作站')
  content.write('征信偷窃工作站', at)
  writeFileSync(file, content)
}

attack('A09', 'one byte changed in the program’s archive', {
  probe: async () => {
    const copy = production.copy()
    rewriteArchive(copy)
    await expectNamed(copy, 'altered:resources/app.asar')
  },
  control: () => startAltered(rewriteArchive),
})

attack('A10', 'a program folder or another archive beside the own one', {
  probe: async () => {
    const copy = production.copy()
    mkdirSync(join(copy, 'resources', 'app'))
    writeFileSync(join(copy, 'resources', 'app', 'index.js'), 'process.stdout.write("EVIL")')
    await expectNamed(copy, 'extra:resources/app/index.js')
    const second = production.copy()
    writeFileSync(join(second, 'resources', 'default_app.asar'), 'x')
    await expectNamed(second, 'extra:resources/default_app.asar')
    for (const env of [{ ELECTRON_NO_ASAR: '1' }, { ELECTRON_OVERRIDE_DIST_PATH: '/tmp' }])
      expect(await production.start({ env }).ended(10_000)).toMatchObject({ code: 3 })
    expect(fuseProblems(readFileSync(join(production.root, program)), 'production')).toEqual([])
  },
  control: async () => {
    const naive = startNaive({ env: production.session.env })
    const text = await naive.wrote('NAIVE READY')
    await naive.stop()
    return `code of a plain folder ran: ${text}`
  },
})

attack('A11', 'the V8 snapshot, a resource pack or a native module exchanged', {
  probe: async () => {
    for (const path of ['resources.pak', 'locales/zh-CN.pak', 'icudtl.dat', 'LICENSES.chromium.html']) {
      const copy = production.copy()
      appendFileSync(join(copy, path), 'x')
      await expectNamed(copy, `altered:${path}`)
    }
    const keytar = 'resources/app.asar.unpacked/node_modules/keytar/build/Release/keytar.node'
    const copy = production.copy()
    flip(join(copy, keytar), 100)
    await expectNamed(copy, `altered:${keytar}`)
    // V8 itself may refuse a damaged snapshot before our first line.
    const snapshot = production.copy()
    appendFileSync(join(snapshot, 'v8_context_snapshot.bin'), 'x')
    const ended = await production.start({ folder: snapshot }).ended(15_000)
    expect(ended.stderr).toContain('altered:v8_context_snapshot.bin')
    rmSync(snapshot, { recursive: true })
  },
  control: () => startAltered((copy) => appendFileSync(join(copy, 'v8_context_snapshot.bin'), 'x')),
})

attack('A12', 'fuses flipped back in the finished program', {
  probe: async () => {
    const copy = production.copy()
    const file = join(copy, program)
    flip(file, findWire(readFileSync(file)).offset)
    expect(fuseProblems(readFileSync(file), 'production')).toEqual(['RunAsNode is 1, not 0'])
    const { stderr, code } = await production.start({ folder: copy }).ended(15_000)
    expect(stderr).toContain(`altered:${program}`)
    expect(code).toBe(3)
    rmSync(copy, { recursive: true })
  },
  control: () => {
    const copy = join(folder, 'fused')
    cpSync(testBuild, copy, { recursive: true })
    const file = join(copy, `${program}-test`)
    flip(file, findWire(readFileSync(file)).offset)
    const env = { ...process.env, ELECTRON_RUN_AS_NODE: '1' }
    return execFileSync(file, ['-e', 'console.log("ran as Node", 6*7)'], { env, encoding: 'utf8' })
  },
})

attack('A18', 'a core file after a crash', {
  probe: async () => {
    const running = production.start()
    await new Promise((done) => setTimeout(done, 3000))
    running.child.kill('SIGSEGV')
    await running.ended(10_000)
    expect(readdirSync(production.home).filter((name) => name.startsWith('core'))).toEqual([])
    expect(existsSync(join(production.home, '.config', program, 'Crashpad', 'pending'))).toBe(false)
  },
  control: () => {
    const place = mkdtempSync(join(folder, 'core-'))
    const script =
      "ulimit -c unlimited; CANARY=320506198603140210 sh -c 'kill -SEGV $$'; cat core* 2>/dev/null | strings | grep -m1 320506198603140210"
    return execFileSync('bash', ['-c', script], { cwd: place, encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] })
  },
})
