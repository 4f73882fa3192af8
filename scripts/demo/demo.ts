/** The demo: a real service, a real client, made-up people. See `scripts/demo.mjs` for how it is started. */

import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { verifyLog } from '#central/audit/verify-log.ts'
import { buildClient } from '#scripts/build-client.ts'
import { startDesktopSession } from '#scripts/desktop-session.ts'
import { SetUpError } from '#scripts/setup/run.mjs'
import { clientStart } from './client-window.ts'
import { saturdayAfter, workingMorning } from './demo-clock.ts'
import { type DemoFolder, openDemoFolder } from './demo-folder.ts'
import { type DemoService, readDemoBank, startDemoService } from './demo-service.ts'
import { playMainJob } from './play-main-job.ts'
import type { DemoLanguage } from './screen-texts.ts'
import { openStage } from './stage.ts'
import { showTokens } from './token-board.ts'

const { values: options } = parseArgs({
  options: {
    headless: { type: 'boolean', default: false },
    language: { type: 'string', default: 'zh-CN' },
    folder: { type: 'string', default: '.demo' },
  },
})
const language: DemoLanguage = options.language === 'en' ? 'en' : 'zh-CN'

/** Ctrl+C reaches us from the terminal and once more from our parent; only the first one counts. */
const interrupted = new Promise<'interrupted'>((resolve) => {
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => resolve('interrupted'))
})

/** What was started, to be ended in reverse order. */
const endings: (() => Promise<unknown>)[] = []

async function main(): Promise<void> {
  refuseWithoutScreen()
  // A headless run starts from nothing, so that every run shows the same.
  const path = options.headless ? join('out', 'demo-data') : options.folder
  if (options.headless) rmSync(path, { recursive: true, force: true })
  const [folder, isBuilt] = [await openDemoFolder(path, readDemoBank(), new Date()), await buildClient()]
  say(isBuilt ? 'client built' : 'client is up to date')
  mkdirSync('out', { recursive: true })

  const { shown } = folder.state
  let service = await start(folder, workingMorning(new Date(), shown ? new Date(shown) : undefined))
  endings.push(() => service.stop())
  const session = await startDesktopSession({ folder: folder.desktop, headless: options.headless })
  endings.push(() => session.stop())
  if (!options.headless) return waitForPerson(folder, service, session.env)

  const stage = await openStage(clientStart(folder, session.env), join('out', 'demo'))
  endings.push(() => stage.close())
  const play = playMainJob({
    stage,
    sessionEnv: session.env,
    language,
    officer: officerOf(folder),
    service: () => service,
    moveToSaturday: async () => {
      const saturday = saturdayAfter(service.instance.clock())
      await service.stop()
      service = await start(folder, saturday)
    },
    rebind: async (addresses) => {
      const { administration } = service
      for (const { number } of await administration.list('approved'))
        await administration.changeAddresses(number, addresses)
    },
  })
  const stopped = interrupted.then(() => Promise.reject(new Error('It was interrupted.')))
  await Promise.race([play, stopped]).catch(async (error: unknown) => {
    await stage.pictureOfAll()
    throw error
  })
  await reportLog(service)
  say(`${stage.pictures.length} pictures in ${join('out', 'demo')}`)
}

function refuseWithoutScreen(): void {
  const { DISPLAY, WAYLAND_DISPLAY } = process.env
  if (options.headless || process.platform !== 'linux' || DISPLAY || WAYLAND_DISPLAY) return
  throw new SetUpError(
    'There is no screen here. Start it with: npm run demo -- --headless\n这里没有屏幕，请改用：npm run demo -- --headless',
  )
}

async function start(folder: DemoFolder, clockStart: Date): Promise<DemoService> {
  const service = await startDemoService(folder, { clockStart, logFile: join('out', 'demo-service.log') })
  const time = new Intl.DateTimeFormat('zh-CN', { timeZone: 'Asia/Shanghai', dateStyle: 'full', timeStyle: 'short' })
  say(`head-office service at ${service.instance.origin}, its clock at ${time.format(service.instance.clock())}`)
  return service
}

function officerOf({ state }: DemoFolder) {
  const [entry] = Object.entries(state.secrets)
  if (!entry) throw new Error('The demo data has no officer.')
  return { employeeId: entry[0], password: entry[1].password }
}

/** Opens the client on the person's own screen and keeps the token board current until it is closed. */
async function waitForPerson(folder: DemoFolder, service: DemoService, env: NodeJS.ProcessEnv): Promise<void> {
  const { executable, args, env: clientEnv } = clientStart(folder, env)
  const client = spawn(executable, args, { env: clientEnv, stdio: 'ignore' })
  endings.push(async () => client.kill())
  const board = showTokens(service, folder.state.secrets)
  const saving = setInterval(() => folder.saveShown(service.instance.clock()), 10_000)
  await Promise.race([once(client, 'exit'), interrupted])
  clearInterval(saving)
  board.stop()
}

async function reportLog({ instance }: DemoService): Promise<void> {
  const deadline = Date.now() + 5000
  while ((await instance.services.audit.pending()) > 0 && Date.now() < deadline) {
    await new Promise((resolve) => {
      setTimeout(resolve, 50)
    })
  }
  const { isIntact, entries, checkpoints, problems } = await verifyLog(
    instance.database,
    instance.services.audit.verifierKey,
  )
  if (!isIntact) throw new Error(`The log is not intact: ${problems.join('; ')}`)
  say(`log verified: ${entries} entries under ${checkpoints} signed checkpoints`)
}

function describe(error: unknown): string {
  if (error instanceof SetUpError) return error.message
  return `The demo failed: ${error instanceof Error ? error.stack : String(error)}`
}

function say(line: string): void {
  process.stdout.write(`${line}\n`)
}

try {
  await main()
} catch (error) {
  process.stderr.write(`${describe(error)}\n`)
  process.exitCode = 1
} finally {
  for (const end of endings.toReversed()) await end().catch(() => undefined)
}
