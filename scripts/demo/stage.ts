/** The stage on which the headless demo plays: windows, pictures, and a line for everything that was done. */

import { mkdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { _electron, type ElectronApplication, type Page } from 'playwright-core'
import type { ClientStart } from './client-window.ts'

const findMs = 20_000

export interface Stage {
  /** The window whose address begins like this; waits for it. */
  window(name: 'login' | 'app' | 'viewer'): Promise<Page>
  /** Leaves the next numbered picture. */
  picture(page: Page, name: string): Promise<void>
  /** What stands on every window, when something went wrong. */
  pictureOfAll(): Promise<void>
  say(line: string): void
  /** The running program, for what only the system or its main process can do. */
  readonly program: ElectronApplication
  readonly pictures: readonly string[]
  close(): Promise<void>
}

/** Starts the client; pictures go into `folder`, which is emptied first. */
export async function openStage({ executable, args, env }: ClientStart, folder: string): Promise<Stage> {
  rmSync(folder, { recursive: true, force: true })
  mkdirSync(folder, { recursive: true })
  const app = await _electron.launch({ executablePath: executable, args, env, timeout: 60_000 })
  const pictures: string[] = []
  const started = performance.now()
  return {
    pictures,
    program: app,
    window: (name) => windowNamed(app, name),
    async picture(page, name) {
      const file = join(folder, `${String(pictures.length + 1).padStart(2, '0')}-${name}.png`)
      // Spinners and progress bars come to rest first, as a person's eye would wait.
      await page.waitForTimeout(350)
      await page.screenshot({ path: file })
      pictures.push(file)
    },
    async pictureOfAll() {
      for (const [index, page] of app.windows().entries()) {
        await page.screenshot({ path: join(folder, `failed-${index + 1}.png`) }).catch(() => undefined)
      }
    },
    say: (line) =>
      process.stdout.write(`${((performance.now() - started) / 1000).toFixed(1).padStart(6)} s  ${line}\n`),
    close: () => app.close(),
  }
}

async function windowNamed(app: ElectronApplication, name: string): Promise<Page> {
  const isWanted = (page: Page) => new URL(page.url()).href.includes(`//${name}`)
  const deadline = Date.now() + findMs
  for (;;) {
    const page = app.windows().find((candidate) => !candidate.isClosed() && isWanted(candidate))
    if (page) return page
    if (Date.now() > deadline) throw new Error(`The ${name} window did not appear.`)
    await new Promise((resolve) => {
      setTimeout(resolve, 50)
    })
  }
}
