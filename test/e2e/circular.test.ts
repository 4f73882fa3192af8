import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { admissionSteps } from '#scripts/demo/admission-steps.ts'
import { type Branch, openBranch } from '#test/support/branch.ts'
import { callerOf } from '#test/support/caller-of.ts'

const title = '关于规范查询授权的通报'
const body = '# 一、存在的问题\n近期有网点先查询、后补签授权。\n# 二、要求\n- 先授权，后查询\n- **三日内**完成自查'

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

test('head office publishes, the outlet’s administrator sees it without touching a key and confirms, head office sees that', async () => {
  const { stage, person } = branch
  const { text } = person
  const { services, database, clock } = branch.service().instance
  const { circulars } = services.watching
  const headOffice = () => callerOf({ database, clock }, 'E40001')

  // Head office writes at another PC; its own screens come below.
  const id = '5f1c8a52-77aa-4d0e-9b53-0d2f8f1f5a10' as never
  const audience = ['institution-administrator', 'query-officer'] as const
  const draft = {
    id,
    title,
    body,
    targets: ['100000' as never],
    audience: [...audience],
    dueOn: null,
    supersedes: null,
  }
  await circulars.keep(draft, await headOffice())

  const outlet = await logInAt('1032050101', 'E20001')
  await steps.openPlace(outlet, 'circulars')
  await outlet.getByText(text('circular.noneReceived')).waitFor()
  await stage.picture(outlet, 'nothing-yet')
  const publishedAt = performance.now()
  await circulars.publish(id, [], await headOffice())
  const line = outlet.getByRole('button', { name: title })
  await line.waitFor()
  expect(performance.now() - publishedAt).toBeLessThan(2000)
  await stage.picture(outlet, 'arrived')
  await line.click()
  await outlet.getByRole('heading', { name: '二、要求' }).waitFor()
  await stage.picture(outlet, 'opened')
  await outlet.getByRole('button', { name: text('circular.confirm') }).click()
  await outlet.locator('.ant-drawer').getByText(text('circular.standing.confirmed'), { exact: true }).waitFor()
  await stage.picture(outlet, 'confirmed')
  await outlet.keyboard.press('Escape')
  await steps.logOut(outlet)

  const desk = await logInAt('100000', 'E40001')
  await steps.openPlace(desk, 'circulars')
  await desk.getByRole('tab', { name: text('circular.issuedTab') }).click()
  await stage.picture(desk, 'issued')
  await desk.getByRole('button', { name: title }).click()
  await desk.getByRole('tree').last().waitFor()
  await stage.picture(desk, 'receipts-by-institution')
  await desk.getByRole('tab', { name: text('circular.byPerson') }).click()
  const row = desk.getByRole('row').filter({ hasText: 'E20001' })
  await row.getByText(text('circular.standing.confirmed'), { exact: true }).waitFor()
  await stage.picture(desk, 'receipts-by-person')
  const confirmations = await database`select user_id from circular_recipient where confirmed_at is not null`
  expect(confirmations).toHaveLength(1)
})
