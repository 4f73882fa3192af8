import { execFileSync } from 'node:child_process'
import { closeSync, globSync, openSync, readdirSync, readFileSync, readSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { gunzipSync } from 'node:zlib'
import { afterAll, beforeAll, expect } from 'vitest'
import * as identityEndpoints from '#contract/http/identity.ts'
import * as consentEndpoints from '#contract/http/query.ts'
import * as viewingEndpoints from '#contract/http/viewing.ts'
import { judgeKeychain } from '#main/platform/judge-keychain.ts'
import { startNaive } from '#test/attack/naive/naive-program.ts'
import { attack } from '#test/attack/support/attack.ts'
import { family } from '#test/attack/support/observers.ts'
import { canary, type NaiveWindow, openScreens, type Screens } from '#test/attack/support/screens.ts'

/** Stands in the report only: nobody types it. */
const reportWord = '19900170927'

/** The ways in which a text may lie in a file or in memory. */
function spellings(text: string): Buffer[] {
  const utf8 = Buffer.from(text)
  return [
    utf8,
    Buffer.from(text, 'utf16le'),
    Buffer.from(utf8.toString('base64').replace(/=+$/, '')),
    Buffer.from(utf8.toString('hex')),
  ]
}

function hitsIn(content: Buffer, texts: readonly string[]): number {
  const plain = content.subarray(0, 2).equals(Buffer.from([0x1f, 0x8b])) ? unzip(content) : content
  return texts.flatMap(spellings).filter((spelling) => plain.includes(spelling)).length
}

function unzip(content: Buffer): Buffer {
  try {
    return gunzipSync(content)
  } catch {
    return content
  }
}

/** Files below folders in which one of the texts stands. */
function filesWith(folders: readonly string[], texts: readonly string[]): string[] {
  return folders
    .flatMap((folder) => globSync(join(folder, '**', '*'), { exclude: (name) => name === 'node_modules' }))
    .filter((file) => {
      try {
        const { size } = statSync(file)
        return statSync(file).isFile() && size < 50_000_000 && hitsIn(readFileSync(file), texts) > 0
      } catch {
        return false
      }
    })
}

/** In how many pieces of its writable memory a process holds a text. @see proc_pid_mem(5) */
function memoryHits(pid: number, text: string): number {
  const memory = openSync(`/proc/${pid}/mem`, 'r')
  try {
    const pieces = writablePieces(pid).map((piece) => readPiece(memory, piece))
    return pieces.reduce((sum, content) => sum + hitsIn(content, [text]), 0)
  } finally {
    closeSync(memory)
  }
}

interface Piece {
  readonly at: bigint
  readonly size: number
}

function writablePieces(pid: number): Piece[] {
  return readFileSync(`/proc/${pid}/maps`, 'utf8')
    .split('\n')
    .map((line) => /^([0-9a-f]+)-([0-9a-f]+) rw/.exec(line))
    .filter((found) => found !== null)
    .map(([, from, to]) => ({ at: BigInt(`0x${from}`), size: Number(BigInt(`0x${to}`) - BigInt(`0x${from}`)) }))
    .filter(({ size }) => size < 512 * 1024 * 1024)
}

function readPiece(memory: number, { at, size }: Piece): Buffer {
  const content = Buffer.alloc(size)
  try {
    readSync(memory, content, { length: size, position: at })
  } catch {
    // Reserved, and never used.
  }
  return content
}

const isAlive = (pid: number) => {
  try {
    process.kill(pid, 0)
    return !readFileSync(`/proc/${pid}/stat`, 'utf8').includes(') Z ')
  } catch {
    return false
  }
}

let screens: Screens
let naive: NaiveWindow
let viewerPid: number
let goneAfterMs: number
let closingHits: number
const before = new Set<string>()
const shared = ['/dev/shm', tmpdir()]
beforeAll(async () => {
  for (const file of listed()) before.add(file)
  screens = await openScreens()
  naive = await screens.naive()
  viewerPid = await screens.branch.stage.program.evaluate(
    ({ webContents }) =>
      webContents
        .getAllWebContents()
        .find((page) => page.getURL().startsWith('app://viewer'))
        ?.getOSProcessId() ?? 0,
  )
  await screens.viewer.keyboard.press('PageDown')
  await sleep(1000)
  closingHits = memoryHits(viewerPid, reportWord)
  const closed = screens.viewer.waitForEvent('close')
  const started = performance.now()
  await screens.viewer.keyboard.press('Escape').catch(() => undefined)
  await closed
  while (isAlive(viewerPid) && performance.now() - started < 5000) await sleep(10)
  goneAfterMs = performance.now() - started
  await sleep(1000)
})
afterAll(() => screens.close())

function listed(): string[] {
  return shared.flatMap((folder) => readdirSync(folder).map((name) => join(folder, name)))
}

attack('D04', 'the memory after the report has been closed', {
  probe: () => {
    // It lay there while it was shown, or the scan would prove nothing.
    expect(closingHits).toBeGreaterThan(0)
    expect(goneAfterMs).toBeLessThan(1000)
    expect(isAlive(viewerPid)).toBe(false)
    const main = screens.branch.stage.program.process().pid ?? 0
    const hits = family(main).map((pid) => [pid, memoryHits(pid, reportWord)])
    expect(hits.filter(([, count]) => count !== 0)).toEqual([])
  },
  control: async () => {
    const pid = await naive.program.evaluate(
      ({ webContents }) => webContents.getAllWebContents()[0]?.getOSProcessId() ?? 0,
    )
    await naive.page.evaluate(() => document.body.replaceChildren())
    const hits = memoryHits(pid, canary.number)
    return hits > 0 ? `${hits} copies after the page was emptied` : ''
  },
})

attack('D01', 'every file of the program’s own folder: caches, storage, cookies', {
  probe: () => expect(filesWith([screens.branch.folder.client], [reportWord, canary.number])).toEqual([]),
  control: async () => {
    await naive.page.evaluate((text) => {
      localStorage.setItem('subject', text)
    }, canary.number)
    const folder = await naive.program.evaluate(({ app }) => app.getPath('userData'))
    await sleep(500)
    await naive.program.evaluate(({ session }) => session.defaultSession.flushStorageData())
    await sleep(1500)
    return filesWith([folder], [canary.number]).join('\n')
  },
})

attack('D02', 'temporary files, shared memory, the session’s runtime folder', {
  probe: () => {
    const runtime = screens.env['XDG_RUNTIME_DIR'] ?? ''
    const fresh = listed().filter((file) => !before.has(file) && !file.includes('naive') && !file.includes('attack-'))
    const folders = fresh.filter((file) => !file.includes('cqw-branch') && !file.includes('cqw-test-postgres'))
    expect(filesWith([runtime, ...folders], [reportWord])).toEqual([])
  },
  control: () => {
    const file = join(tmpdir(), `naive-report-${process.pid}.txt`)
    writeFileSync(file, Buffer.from(canary.number).toString('base64'))
    const found = filesWith([tmpdir()], [canary.number]).filter((name) => name === file)
    execFileSync('rm', [file])
    return found.join('\n')
  },
})

attack('D03', 'the logs of program and service', {
  probe: () => {
    const logs = [readFileSync(screens.branch.serviceLog)]
    for (const log of logs) expect(hitsIn(log, [reportWord, ...Object.values(canary)])).toBe(0)
    expect(filesWith([join(screens.branch.folder.client, 'logs')], [reportWord, ...Object.values(canary)])).toEqual([])
  },
  control: async () => {
    const program = startNaive({
      env: { ...screens.env, NAIVE_SUBJECT: canary.number },
      args: [`--subject=${canary.number}`],
    })
    const text = await program.wrote('NAIVE READY')
    await program.stop()
    return text.includes(canary.number) ? text : ''
  },
})

attack('D05', 'swap and hibernation (the program cannot close them: the check for IT reports them)', {
  probe: () => {
    const report = execFileSync(process.execPath, ['scripts/check-pc.mjs'], { encoding: 'utf8' })
    expect(report).toMatch(/^swap: (none|encrypted|NOT ENCRYPTED)/m)
    expect(report).toMatch(/^hibernation: /m)
  },
  control: () => readFileSync('/proc/swaps', 'utf8'),
})

attack('D06', 'the dump of a crashed report window', {
  probe: () => {
    const places = [screens.branch.folder.client, process.cwd(), '/var/crash'].map((folder) =>
      join(folder, '{core*,*.dmp,Crashpad/**/*.dmp,Crashpad/**/*.meta}'),
    )
    expect(globSync(places)).toEqual([])
  },
  control: () => {
    const script =
      'cd "$(mktemp -d)"; ulimit -c unlimited; SUBJECT=320506198603140210 sh -c \'kill -SEGV $$\'; grep -aom1 320506198603140210 core*'
    return execFileSync('bash', ['-c', script], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] })
  },
})

attack('D07', 'names and ID numbers in addresses', {
  probe: () => {
    const endpoints = [consentEndpoints, identityEndpoints, viewingEndpoints].flatMap((module) => Object.values(module))
    const urls = endpoints.flatMap((value) => (typeof value === 'object' && 'url' in value ? [value.url] : []))
    expect(urls.length).toBeGreaterThan(10)
    for (const url of urls) expect(url).toMatch(/^(\/[a-z-]+|\/:(id|[a-z]+Id|page|reference|number))+$/)
    expect(readFileSync(screens.branch.serviceLog, 'utf8')).not.toMatch(/3205\d{14}/)
  },
  control: () => new URL(`http://bank.example/reports?name=${canary.name}&id=${canary.number}`).href,
})

attack('D11', 'a keyring that is locked, keeps secrets in plain text, or has been exchanged', {
  probe: () => {
    const facts = {
      platform: 'linux',
      isEncryptionAvailable: true,
      backend: 'gnome_libsecret',
      remembered: 'gnome_libsecret',
    } as const
    expect(judgeKeychain(facts)).toBeUndefined()
    expect(judgeKeychain({ ...facts, isEncryptionAvailable: false })).toBe('unavailable')
    expect(judgeKeychain({ ...facts, backend: 'basic_text' })).toBe('plain-text')
    expect(judgeKeychain({ ...facts, backend: 'unknown' })).toBe('unavailable')
    expect(judgeKeychain({ ...facts, backend: 'kwallet6' })).toBe('changed')
  },
  control: async () => {
    const options = ['--password-store=basic']
    const other = await screens.naive(options)
    const sealed = await other.program.evaluate(({ safeStorage }) => {
      ;(safeStorage as { setUsePlainTextEncryption?(isOn: boolean): void }).setUsePlainTextEncryption?.(true)
      try {
        return safeStorage.encryptString('320506198603140210').subarray(0, 3).toString()
      } catch {
        return 'kept in clear instead'
      }
    })
    other.program.process().kill('SIGKILL')
    return `sealed under a password everybody knows: ${sealed}`
  },
})
