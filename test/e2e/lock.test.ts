import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { inTransaction } from '#central/database/database.ts'
import { pageShown } from '#scripts/demo/person.ts'
import { type Branch, fillQuery, openBranch } from '#test/support/branch.ts'

let branch: Branch
let app: Page
beforeAll(async () => {
  branch = await openBranch()
  app = await branch.begin()
})
afterAll(() => branch.close())

/** Which windows a person sees. */
async function visibleWindows(): Promise<string[]> {
  return branch.stage.program.evaluate(({ BrowserWindow }) =>
    BrowserWindow.getAllWindows()
      .filter((window) => window.isVisible())
      .map((window) => new URL(window.webContents.getURL()).host),
  )
}

async function typeSecrets(login: Page, code: string): Promise<void> {
  await login
    .getByRole('textbox', { name: branch.person.text('login.password'), exact: true })
    .fill(branch.officer.password)
  await login.getByRole('textbox', { name: branch.person.text('login.dynamicPassword') }).fill(code)
  await login.keyboard.press('Enter')
}

test('a locked screen closes the report, covers the work and keeps it; the same user gets it back', async () => {
  const { stage, person, officer, service } = branch
  await fillQuery(branch, app)
  await person.ask(app)
  const viewer = await person.openReport(app)
  await pageShown(viewer)
  const reference = app.getByRole('textbox', { name: person.text('shell.business.reference') })
  await reference.fill('LA-2026-000777')

  const closed = viewer.waitForEvent('close')
  await stage.program.evaluate(({ powerMonitor }) => void powerMonitor.emit('lock-screen'))
  await closed
  const login = await stage.window('login')
  await login.getByText(`周敏 ${officer.employeeId}`).waitFor()
  expect(await visibleWindows()).toEqual(['login'])
  await stage.picture(login, 'locked')

  await typeSecrets(login, '000000')
  await login.getByText(person.text('failure.credentials-refused.what')).waitFor()
  await stage.picture(login, 'unlock-refused')
  const gone = login.waitForEvent('close')
  await typeSecrets(login, service().codeOf(officer.employeeId, 1))
  await gone
  expect(await visibleWindows()).toEqual(['app'])
  expect(await reference.inputValue()).toBe('LA-2026-000777')
  // What is asked now is answered.
  await person.openScreen(app, 'workbench')
  await app.getByText('LA-2026-000318').first().waitFor()
})

test('nobody at the PC locks it, and a suspended user loses even the locked session within two seconds', async () => {
  const { stage, person, officer, service } = branch
  // Six minutes later, for this program.
  await stage.program.evaluate(() => {
    const now = Date.now
    Date.now = () => now() + 6 * 60_000
  })
  const login = await stage.window('login')
  await login.getByText(`周敏 ${officer.employeeId}`).waitFor()
  expect(await visibleWindows()).toEqual(['login'])

  const { database, services } = service().instance
  const [user] = await database`select id from app_user where employee_id = ${officer.employeeId}`
  const suspendedAt = performance.now()
  await inTransaction(database, (tx) => services.sessions.endForUser(tx, user?.['id'], 'suspended'))
  await login.getByText(person.text('login.reason.session-ended')).waitFor()
  expect(performance.now() - suspendedAt).toBeLessThan(2000)
  await vi.waitFor(async () => expect(branch.stage.program.windows().some((page) => page === app)).toBe(false), 5000)
  await stage.picture(login, 'ended-while-locked')
})
