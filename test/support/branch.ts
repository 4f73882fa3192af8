/** A branch office for one journey: desktop session, service and client on a folder of their own. */

import { chmodSync, globSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import type { Page } from 'playwright-core'
import { clientStart } from '#scripts/demo/client-window.ts'
import { type DemoFolder, openDemoFolder } from '#scripts/demo/demo-folder.ts'
import { type DemoService, readDemoBank, startDemoService } from '#scripts/demo/demo-service.ts'
import { aPerson, type Officer, type Person } from '#scripts/demo/person.ts'
import { openStage, type Stage } from '#scripts/demo/stage.ts'
import { type DesktopSession, startDesktopSession } from '#scripts/desktop-session.ts'
import { aWorkingMorning } from '#test/support/service.ts'

export const reference = 'LA-2026-000318'
export const subject = { name: '沈嘉禾', idNumber: '320506198603140210' }

export interface Branch {
  readonly folder: DemoFolder
  readonly session: DesktopSession
  readonly stage: Stage
  readonly person: Person
  readonly officer: Officer
  readonly serviceLog: string
  /** To reach the system's own dialogs. */
  readonly desktopEnv: NodeJS.ProcessEnv
  service(): DemoService
  /** Starts the service anew with another clock; nobody should be logged in. */
  travelTo(clockStart: Date): Promise<void>
  /** Logs in and registers a consent for the first business of the demo. */
  begin(): Promise<Page>
  close(): Promise<void>
}

/** @param clockStart Where the service's clock stands; a working morning when not given. */
export async function openBranch({ clockStart = aWorkingMorning } = {}): Promise<Branch> {
  const root = mkdtempSync(join(tmpdir(), 'cqw-branch-'))
  // Under root the embedded database runs as an OS user of its own, which must be able to pass.
  chmodSync(root, 0o711)
  const folder = await openDemoFolder(join(root, 'demo'), readDemoBank(), clockStart)
  const serviceLog = join(root, 'service.log')
  let service = await startDemoService(folder, { clockStart, logFile: serviceLog })
  const session = await startDesktopSession({ folder: folder.desktop, headless: true })
  const stage = await openStage(
    clientStart(folder, session.env),
    process.env['CQW_KEEP_PICTURES'] ?? join(root, 'pictures'),
  )
  const person = aPerson(stage, session.env, 'zh-CN')
  const officer = { employeeId: 'E10017', password: folder.state.secrets['E10017']?.password ?? '' }
  return {
    folder,
    session,
    stage,
    person,
    officer,
    serviceLog,
    desktopEnv: session.env,
    service: () => service,
    async travelTo(moment) {
      await service.stop()
      service = await startDemoService(folder, { clockStart: moment, logFile: serviceLog })
    },
    async begin() {
      const login = await stage.window('login')
      await login.getByText(service.workstationNumber).waitFor()
      const app = await person.logIn(officer, service.codeOf(officer.employeeId))
      await person.openScreen(app, 'consent')
      const files = globSync('assets/demo/consent/*').map((file) => resolve(file))
      await person.fillConsent(app, { reference, subject, signedOn: '2026-11-20', purposes: ['02'], files })
      await app.getByRole('button', { name: person.text('consent.upload'), exact: true }).click()
      await app.getByText(person.text('consent.doneTitle')).waitFor()
      return app
    },
    async close() {
      if (process.env['CQW_KEEP_PICTURES']) await stage.pictureOfAll()
      await stage.close()
      await service.stop().catch(() => undefined)
      await session.stop()
      if (!process.env['CQW_KEEP_PICTURES']) rmSync(root, { recursive: true, force: true })
    },
  }
}

/** Fills the query form with the demo's first business and its consent. */
export async function fillQuery({ person }: Branch, app: Page): Promise<void> {
  await person.openScreen(app, 'query')
  await person.fillQuery(app, { reference, subject, purpose: '02', consent: 'first' })
}
