/** Runs a function inside Electron's own Node, as the client's main process has it: other OpenSSL, older language. */

import { spawn } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { text } from 'node:stream/consumers'
import { build } from 'vite'
import { electronExecutable } from '#scripts/setup/electron-runtime.mjs'

export interface ElectronAnswer {
  /** Version of Node inside Electron. */
  readonly node: string
  readonly electron: string
  readonly result: unknown
}

/**
 * Bundles a module as the client is bundled and calls its exported `run(input)` in Electron.
 *
 * @param module Path from the repository's root, such as `test/support/log-vectors-program.ts`.
 * @param input Anything JSON can carry; so is the result.
 * @throws {Error} With what the program wrote when it did not end well.
 */
export async function runInElectron(module: string, input: unknown): Promise<ElectronAnswer> {
  const folder = await mkdtemp(join(tmpdir(), 'cqw-electron-program-'))
  try {
    return await start(await bundle(folder, module), input)
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

async function bundle(folder: string, module: string): Promise<string> {
  const entry = join(folder, 'entry.mjs')
  await writeFile(entry, wrapper(resolve(module)))
  await build({
    configFile: false,
    logLevel: 'error',
    root: process.cwd(),
    ssr: { noExternal: true },
    build: {
      ssr: entry,
      target: 'node18.15',
      outDir: folder,
      emptyOutDir: false,
      rolldownOptions: { output: { format: 'cjs', entryFileNames: 'program.cjs' } },
    },
  })
  return join(folder, 'program.cjs')
}

function wrapper(module: string): string {
  return `
import { run } from ${JSON.stringify(module)}
let given = ''
process.stdin.setEncoding('utf8').on('data', (part) => { given += part }).on('end', async () => {
  const { node, electron } = process.versions
  process.stdout.write(JSON.stringify({ node, electron, result: await run(JSON.parse(given)) }))
})`
}

async function start(program: string, input: unknown): Promise<ElectronAnswer> {
  const child = spawn(electronExecutable(process.cwd()), [program], {
    env: { ...process.env, ELECTRON_RUN_AS_NODE: '1' },
    stdio: ['pipe', 'pipe', 'pipe'],
  })
  child.stdin.end(JSON.stringify(input))
  const ended = new Promise<number | null>((done, fail) => child.once('error', fail).once('close', done))
  const [answer, complaint, code] = await Promise.all([text(child.stdout), text(child.stderr), ended])
  if (code !== 0) throw new Error(`The program ended with ${code} in Electron:\n${complaint}`)
  return JSON.parse(answer) as ElectronAnswer
}
