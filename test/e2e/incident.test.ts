import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { inTransaction } from '#central/database/database.ts'
import type { NoticedIncident } from '#central/incidents/incident-service.ts'
import { admissionSteps } from '#scripts/demo/admission-steps.ts'
import { type Branch, openBranch } from '#test/support/branch.ts'

let branch: Branch
let steps: ReturnType<typeof admissionSteps>
beforeAll(async () => {
  branch = await openBranch()
  const { stage, person, desktopEnv: env } = branch
  steps = admissionSteps({ stage, person, service: branch.service(), env })
  await (await stage.window('login')).getByText(branch.service().workstationNumber).waitFor()
})
afterAll(() => branch.close())

/** One PC plays the workstations of several institutions. */
async function logInAt(institution: string, employeeId: string): Promise<Page> {
  const { folder } = branch
  await branch.service().instance.database`update workstation set institution_code = ${institution}`
  return steps.logIn({ employeeId, password: folder.state.secrets[employeeId]?.password ?? '' })
}

/** What a rule notices about the outlet's first officer. */
function raise(noticed: Pick<NoticedIncident, 'rule' | 'facts'>): Promise<unknown> {
  const { database, services } = branch.service().instance
  return inTransaction(database, (tx) =>
    services.incidents.raise(tx, { institution: '1032050101', user: 'E10017', ...noticed }),
  )
}

const text = (key: string, values?: Record<string, string>) => branch.person.text(key, values)
const menuItem = (app: Page) => app.getByRole('menuitem', { name: new RegExp(`^${text('shell.incidents')}`) })
const printing = (app: Page) => app.getByRole('button', { name: text('incident.what.print') })

/** Opens the window of a step; its first field has the focus. */
async function begin(app: Page, step: string): Promise<void> {
  await app.getByRole('button', { name: text(`incident.step.${step}`), exact: true }).click()
  await app.locator('.ant-modal textarea').waitFor()
  await app.waitForTimeout(400)
}

async function send(app: Page, button = 'send'): Promise<void> {
  await app
    .locator('.ant-modal-footer')
    .getByRole('button', { name: text(`incident.${button}`) })
    .click()
  await app.locator('.ant-modal textarea').waitFor({ state: 'detached' })
}

async function write(app: Page, words: string): Promise<void> {
  await app.locator('.ant-modal textarea').fill(words)
}

test('an incident appears in the open window by itself, is verified, and waits for the next level when it logs in', async () => {
  const { stage } = branch
  const outlet = await logInAt('1032050101', 'E20001')
  await steps.openPlace(outlet, 'incidents')
  await outlet.getByText(text('incident.empty.all')).waitFor()

  const raisedAt = performance.now()
  await raise({ rule: 'M25', facts: { what: 'print' } })
  await printing(outlet).waitFor()
  stage.say(`an incident was on the screen ${Math.round(performance.now() - raisedAt)} ms after it was raised`)
  await expect.poll(() => menuItem(outlet).textContent()).toContain('1')
  await stage.picture(outlet, 'incidents')

  await printing(outlet).click()
  await begin(outlet, 'assigned')
  await outlet.keyboard.type('E20001')
  await outlet.keyboard.press('Enter')
  await write(outlet, '请到网点现场核实当日情况')
  await stage.picture(outlet, 'assigning')
  await send(outlet)
  await begin(outlet, 'reported')
  // The report's field has the focus.
  await outlet.keyboard.type('核实时间、地点、经过如下：当事人按了打印快捷键，未外传。')
  await stage.picture(outlet, 'reporting')
  await send(outlet)
  await outlet.locator('.ant-drawer').getByText(text('incident.state.reported')).waitFor()
  await stage.picture(outlet, 'reported')
  await outlet.keyboard.press('Escape')
  await steps.logOut(outlet)

  const above = await logInAt('10320501', 'E20002')
  await expect.poll(() => menuItem(above).textContent()).toContain('1')
  await steps.openPlace(above, 'incidents')
  await printing(above).click()
  await begin(above, 'accepted')
  await above.keyboard.type('报告清楚，同意')
  await send(above)
  await begin(above, 'confirmed')
  await above.keyboard.press('ArrowDown')
  await above.keyboard.press('Enter')
  await write(above, '试图打印报告，属实')
  await stage.picture(above, 'confirming')
  await above
    .locator('.ant-modal-footer')
    .getByRole('button', { name: text('incident.toSign') })
    .click()
  await steps.sign(above, 'E20002')
  await above.locator('.ant-drawer').getByText(text('incident.outcome.confirmed'), { exact: true }).waitFor()
  await stage.picture(above, 'confirmed')
  await above.getByRole('button', { name: text('accountability.open') }).click()
  await above.getByRole('checkbox').last().waitFor()
  await stage.picture(above, 'accounting')
  await above.getByRole('checkbox', { name: /E10017/ }).click()
  await write(above, '按问责办法立案')
  await above
    .locator('.ant-modal-footer')
    .getByRole('button', { name: text('accountability.open') })
    .click()
  await above.locator('.ant-modal textarea').waitFor({ state: 'detached' })
  await above.keyboard.press('Escape')
  await steps.openPlace(above, 'accountability')
  await above.getByRole('button', { name: text('monitoring.rule.M25.name') }).click()
  await above.getByText(text('accountability.noMeasure')).waitFor()
  await stage.picture(above, 'accountability')
  await above.keyboard.press('Escape')
  await steps.logOut(above)

  const officer = await logInAt('1032050101', 'E10017')
  await steps.openPlace(officer, 'account')
  await officer.getByRole('button', { name: text('incident.own.appeal'), exact: true }).click()
  await write(officer, '误按快捷键，并非有意打印')
  await stage.picture(officer, 'appealing')
  await officer
    .locator('.ant-modal-footer')
    .getByRole('button', { name: text('incident.own.send') })
    .click()
  await officer.getByText(text('incident.own.appealed')).waitFor()
  await stage.picture(officer, 'appealed')
})
