/** A report on the screen in the real client, and the naive program beside it on the same screen. */

import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { _electron, type ElectronApplication, type Page } from 'playwright-core'
import { pageShown } from '#scripts/demo/person.ts'
import { electronExecutable } from '#scripts/setup/electron-runtime.mjs'
import { naiveApp } from '#test/attack/naive/naive-program.ts'
import { type Branch, fillQuery, openBranch } from '#test/support/branch.ts'

/** What stands on the naive page, and in the report. */
export const canary = { name: '沈嘉禾', number: '320506198603140210', latin: 'SHENJIAHE' }

export interface Screens {
  readonly branch: Branch
  readonly app: Page
  readonly viewer: Page
  /** The screen both are on. */
  readonly env: NodeJS.ProcessEnv
  /** A naive window of its own; closed with the rest. */
  naive(args?: readonly string[]): Promise<NaiveWindow>
  close(): Promise<void>
}

export interface NaiveWindow {
  readonly page: Page
  readonly program: ElectronApplication
  output(): string
}

export async function openScreens(): Promise<Screens> {
  const branch = await openBranch()
  const app = await branch.begin()
  await fillQuery(branch, app)
  await branch.person.ask(app)
  await app.getByText(branch.person.text('query.answeredTitle')).waitFor()
  const viewer = await branch.person.openReport(app)
  await pageShown(viewer)
  const folder = mkdtempSync(join(tmpdir(), 'attack-screens-'))
  const programs: ElectronApplication[] = []
  const env = branch.session.env
  return {
    branch,
    app,
    viewer,
    env,
    async naive(args = []) {
      const own = join(folder, String(programs.length))
      const all = ['--no-sandbox', '--disable-gpu', `--user-data-dir=${own}`, ...args, naiveApp]
      const given = Object.entries(env).filter((entry): entry is [string, string] => entry[1] !== undefined)
      const options = { executablePath: electronExecutable(resolve('.')), args: all, env: Object.fromEntries(given) }
      const program = await _electron.launch(options)
      programs.push(program)
      let text = ''
      program.process().stdout?.on('data', (chunk) => {
        text += String(chunk)
      })
      const page = await program.firstWindow()
      await page.waitForSelector('#number')
      return { page, program, output: () => text }
    },
    async close() {
      for (const program of programs) program.process().kill('SIGKILL')
      await branch.close()
      rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 })
    },
  }
}
