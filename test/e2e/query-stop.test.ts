import { randomUUID } from 'node:crypto'
import { mkdtempSync, readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { postLifting, postLiftingSignature, postQueryStop, postStopSignature } from '#contract/http/query-stop.ts'
import { imposeOperation, liftOperation, StopRequest } from '#contract/query-stop.ts'
import { chooseFilesInDialog } from '#scripts/native-file-dialog.ts'
import { type Branch, fillQuery, openBranch } from '#test/support/branch.ts'
import { type Desk, openDesk } from '#test/support/desk.ts'

const reason = '正在核查一起疑似信息泄露，恢复时间另行通知'
let branch: Branch
let first: Desk
let second: Desk
beforeAll(async () => {
  branch = await openBranch()
})
afterAll(async () => {
  first?.close()
  second?.close()
  await branch.close()
})

async function impose(institution: string): Promise<StopRequest> {
  const stop = StopRequest.parse({ id: randomUUID(), institution, cause: 'suspected-leak', reason })
  await first.call(postQueryStop, { body: stop })
  const signature = await second.sign(imposeOperation(stop))
  await second.call(postStopSignature, { params: { id: stop.id }, body: { signature } })
  return stop
}

async function lift(stop: StopRequest): Promise<void> {
  const params = { id: stop.id }
  await second.call(postLifting, { params, body: { reason: '核查完毕，未发现泄露' } })
  const signature = await first.sign(liftOperation(stop, '核查完毕，未发现泄露'))
  await first.call(postLiftingSignature, { params, body: { signature } })
}

test("a stop takes the running officer's next query away at once, and its lifting gives it back", async () => {
  const { stage, person } = branch
  const app = await branch.begin()
  first = await openDesk(branch, 'E40001')
  second = await openDesk(branch, 'E40002')
  await fillQuery(branch, app)
  const ask = app.getByRole('button', { name: new RegExp(`^${person.text('query.ask')}`) })
  const banner = app.getByRole('alert').filter({ hasText: reason })

  const stop = await impose('100000')
  await banner.waitFor()
  expect(await ask.isDisabled()).toBe(true)
  await person.ask(app)
  await stage.picture(app, 'stopped')
  expect(await branch.service().instance.database`select id from query`).toHaveLength(0)

  await lift(stop)
  await banner.waitFor({ state: 'hidden' })
  await person.ask(app)
  await app.getByText(person.text('query.answeredTitle')).waitFor()
  await stage.picture(app, 'answered')
  await person.logOut(app)
})

test('an administrator proposes on screen, sees it signed by somebody else, and reads it on top of every screen', async () => {
  const { stage, person, folder, service } = branch
  first.close()
  const text = (key: string) => person.text(`query-stop.${key}`)
  await service().instance.database`update token set last_step = 0`
  const admin = { employeeId: 'E40001', password: folder.state.secrets['E40001']?.password ?? '' }
  const app = await person.logIn(admin, service().codeOf('E40001'))
  await app.getByRole('menuitem', { name: person.text('shell.query-stop') }).click()
  await app.getByRole('combobox', { name: text('institution') }).click()
  await app.getByTitle('10320501', { exact: false }).first().click()
  await app.getByRole('combobox', { name: text('cause') }).click()
  await app.getByTitle(text('causes.system-fault')).click()
  await app.getByRole('textbox', { name: text('reason') }).fill('总行服务升级后查询结果异常，正在处理')
  await stage.picture(app, 'form')
  await app.getByRole('button', { name: text('propose'), exact: true }).click()
  await app.getByText(text('states.proposed')).waitFor()
  expect(await app.getByRole('button', { name: text('sign') }).isDisabled()).toBe(true)
  await stage.picture(app, 'proposed')

  const [row] = await service().instance.database`
    select id, institution_code as institution, cause, reason from query_stop where state = 'proposed'`
  const stop = StopRequest.parse({ ...row })
  const signature = await second.sign(imposeOperation(stop))
  await second.call(postStopSignature, { params: { id: stop.id }, body: { signature } })
  await app.getByRole('alert').filter({ hasText: stop.reason }).waitFor()
  await app.getByRole('button', { name: text('proposeLifting') }).waitFor()
  await stage.picture(app, 'in-force')
  const file = join(mkdtempSync(join(tmpdir(), 'cqw-export-')), 'stops.xlsx')
  await app.getByRole('button', { name: person.text('table.export'), exact: true }).click()
  // The dialog keeps the ending of the name that it proposes.
  await chooseFilesInDialog(branch.desktopEnv, [file.replace(/\.xlsx$/, '')])
  await app.getByText('stops.xlsx').waitFor()
  expect(readFileSync(file).subarray(0, 2).toString()).toBe('PK')
  await app.getByRole('button', { name: 'English' }).or(app.getByText('English')).first().click()
  await stage.picture(app, 'in-force-english')
})
