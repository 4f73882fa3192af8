import { existsSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { buildClient } from '#scripts/build-client.ts'
import { clientStart } from '#scripts/demo/client-window.ts'
import { workingMorning } from '#scripts/demo/demo-clock.ts'
import { type DemoFolder, openDemoFolder } from '#scripts/demo/demo-folder.ts'
import { readDemoBank, startDemoService } from '#scripts/demo/demo-service.ts'
import { startDesktopSession } from '#scripts/desktop-session.ts'
import { median, type Row } from '#test/bench/harness.ts'
import { type ProgramStart, startToLine } from '#test/bench/start-to-line.ts'

const emptyWindow = resolve(import.meta.dirname, '..', 'empty-window')
const enrolLimitMs = 30_000
/** Between two starts, so that what the last one left behind does not run into the next. */
const restMs = 400

/** From the process's start to the complete login screen on the glass, on an enrolled workstation. */
export const loginPainted: Row = {
  name: 'login-painted',
  unit: 'ms',
  against: 'an empty Electron window, same runtime and switches',
  reach: 1.15,
  better: 'lower',
  rounds: { full: 15, quick: 5 },
  async prepare({ folder: path }) {
    await buildClient()
    const folder = await openDemoFolder(path, readDemoBank(), new Date())
    const clockStart = workingMorning(new Date(), undefined)
    const service = await startDemoService(folder, { clockStart, logFile: join(path, 'service.log') })
    const session = await startDesktopSession({ folder: folder.desktop, headless: true })
    const client = clientStart(folder, session.env)
    await enrol(client, folder)
    const ownTimes: number[] = []
    return {
      ours: async () => {
        const { elapsedMs, lines } = await paint(client, '"login-painted"')
        ownTimes.push(Number(JSON.parse(lines.at(-1) ?? '{}').ms))
        return elapsedMs
      },
      reference: async () => (await paint(emptyStart(client, join(path, 'empty')), '"empty-painted"')).elapsedMs,
      notes: () => [`the client itself says ${median(ownTimes)} ms since its process was made`],
      async end() {
        await session.stop()
        await service.stop()
      },
    }
  },
}

/** The same switches and surroundings, another program and another profile. */
function emptyStart({ executable, args, env }: ProgramStart, profile: string): ProgramStart {
  const switches = args.slice(0, -1).filter((arg) => !arg.startsWith('--user-data-dir='))
  return { executable, args: [`--user-data-dir=${resolve(profile)}`, ...switches, emptyWindow], env }
}

async function paint(start: ProgramStart, mark: string) {
  const program = await startToLine(start, mark)
  await program.stop()
  if (program.lines.some((line) => line.includes('-failed'))) {
    throw new Error(`The screen was not complete: ${program.lines.join('\n')}`)
  }
  await sleep(restMs)
  return program
}

/** Runs the client until the approval of its enrolment lies in its folder. */
async function enrol(client: ProgramStart, folder: DemoFolder): Promise<void> {
  const program = await startToLine(client, '"login-painted"')
  const deadline = Date.now() + enrolLimitMs
  while (!existsSync(join(folder.client, 'binding.json'))) {
    if (Date.now() > deadline) throw new Error('The client was not enrolled in time.')
    await sleep(100)
  }
  await program.stop()
}
