import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Branch, fillQuery, openBranch, reference } from '#test/support/branch.ts'

let branch: Branch
beforeAll(async () => {
  branch = await openBranch()
})
afterAll(() => branch.close())

/** Two more queries like the one that was asked, so that the desk has something to hand out. */
async function twoMore(): Promise<void> {
  const { database } = branch.service().instance
  await database`
    insert into query (id, user_id, session_id, workstation_id, institution_code, subject_id, purpose, business_reference,
                       consent_id, asked_at, request_hash, state, decision, facts)
    select gen_random_uuid(), user_id, session_id, workstation_id, institution_code, subject_id, purpose,
           business_reference, consent_id, asked_at, request_hash, state, decision, facts
      from query, generate_series(1, 2)`
  await database`
    insert into item_check (id, query_id, level, queues, barred, state, waiting_since)
    select gen_random_uuid(), query.id, 1, first.queues, first.barred, 'waiting', first.waiting_since
      from query, item_check first where query.id <> first.query_id`
}

const states = async () => {
  const rows = await branch.service().instance.database`select state from item_check order by state`
  return rows.map((row) => row['state'])
}

async function logInAs(employeeId: string): Promise<Page> {
  const password = branch.folder.state.secrets[employeeId]?.password ?? ''
  await branch.service().instance.database`update token set last_step = 0`
  return branch.person.logIn({ employeeId, password }, branch.service().codeOf(employeeId))
}

async function openPlace(app: Page, name: string): Promise<void> {
  await app.getByRole('menuitem', { name: new RegExp(`^${name}`) }).click()
}

const pageShown = (app: Page) => app.locator('.check-page canvas[data-page="1"]').waitFor()

async function resize(width: number, height: number): Promise<void> {
  await branch.stage.program.evaluate(
    ({ BrowserWindow }, size) => {
      for (const window of BrowserWindow.getAllWindows()) window.setContentSize(size.width, size.height)
    },
    { width, height },
  )
}

test('the officer asks; the administrator checks by keyboard: one accepted, one returned, one reported', async () => {
  const { stage, person } = branch
  const app = await branch.begin()
  await fillQuery(branch, app)
  await person.ask(app)
  await app.getByText(person.text('query.answeredTitle')).waitFor()
  await twoMore()
  await person.logOut(app)

  const desk = await logInAs('E20001')
  await resize(1366, 768)
  await openPlace(desk, person.text('shell.item-checks'))
  await pageShown(desk)
  await stage.picture(desk, 'desk')
  await desk.keyboard.press('t')
  await desk.keyboard.press('+')
  await stage.picture(desk, 'turned')

  await desk.keyboard.press('a')
  await desk.getByText(person.text('item-check.decided.accepted', { reference })).waitFor()
  await pageShown(desk)
  // Taken back before it is written, and decided again.
  await desk.keyboard.press('u')
  await pageShown(desk)
  expect(await states()).toEqual(['waiting', 'waiting', 'waiting'])
  await desk.keyboard.press('a')
  await pageShown(desk)

  await desk.keyboard.press('r')
  await desk.getByRole('dialog').waitFor()
  await desk.keyboard.press('2')
  await stage.picture(desk, 'return')
  await desk.keyboard.press('Enter')
  await desk.getByRole('dialog').waitFor({ state: 'detached' })
  await pageShown(desk)

  await desk.keyboard.press('s')
  await desk.getByRole('dialog').waitFor()
  await desk.keyboard.press('1')
  await stage.picture(desk, 'suspect')
  await desk.keyboard.press('Enter')
  await desk.getByText(person.text('item-check.nothing')).waitFor()
  await stage.picture(desk, 'done')
  await expect.poll(states, { timeout: 15_000 }).toEqual(['accepted', 'returned', 'suspected'])
  const incidents = await branch.service().instance
    .database`select rule, employee_id from incident where rule = 'item-check'`
  expect(incidents.map((row) => ({ ...row }))).toEqual([{ rule: 'item-check', employee_id: 'E10017' }])

  await desk.getByRole('tab', { name: person.text('item-check.list') }).click()
  await desk.getByText(person.text('item-check.suspicion.signature-doubtful')).waitFor()
  await stage.picture(desk, 'list')
  await desk.getByRole('tab', { name: person.text('item-check.checkers') }).click()
  await desk.getByText('E20001').last().waitFor()
  await stage.picture(desk, 'checkers')
  await person.logOut(desk)

  const again = await logInAs('E10017')
  await resize(1366, 768)
  await again.getByText(person.text('item-check.returnReason.page-missing')).waitFor()
  await stage.picture(again, 'returned')
  await again.getByRole('button', { name: person.text('item-check.complete') }).click()
  await stage.picture(again, 'completion')
  await again.keyboard.press('Escape')
})
