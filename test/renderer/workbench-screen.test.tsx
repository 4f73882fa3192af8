// @vitest-environment jsdom
import { act, cleanup, fireEvent, screen, waitFor } from '@testing-library/react'
import { afterEach, expect, test, vi } from 'vitest'
import type { Query } from '#contract/query.ts'
import { succeed } from '#test/support/fake-bridge.ts'
import { aQuery, openApp, session } from '#test/support/work-screens.tsx'

vi.setConfig({ testTimeout: 30_000 })
afterEach(cleanup)

const report = { number: '1', pages: 1, viewableUntil: '2026-03-03T02:00:00.000Z', openingsLeft: 3 }

test('nothing of anyone stands in the window before a session opens or after it closes', async () => {
  const nobody = () => succeed({ session: null, language: 'zh-CN' })
  const app = openApp({ 'app:session:read': nobody })
  await waitFor(() => expect(app.inputsOf('app:session:read')).toHaveLength(1))
  expect(document.body.textContent).toBe('')
  expect(app.inputsOf('app:query:list')).toEqual([])

  app.answers['app:session:read'] = () => succeed({ session, language: 'zh-CN' })
  act(() => app.announce('app:session:opened', {}))
  await screen.findByText('李文静')
  app.answers['app:session:read'] = nobody
  act(() => app.announce('app:session:closed', { reason: 'session-ended' }))
  await waitFor(() => expect(document.body.textContent).toBe(''))
})

test('a day without queries says so and leads to the first step', async () => {
  openApp()
  await screen.findByText('今天还没有查询')
  fireEvent.click(screen.getByRole('button', { name: '上传授权' }))
  await screen.findByRole('heading', { name: '上传授权资料' })
})

test.each([
  { why: 'the openings are used up', given: { openingsLeft: 0 }, reason: '次数已用完' },
  { why: 'the viewing period is over', given: { viewableUntil: '2026-03-02T01:59:00.000Z' }, reason: '已过查看期限' },
])('a report cannot be opened when $why, and the row says so', async ({ given, reason }) => {
  openApp({ 'app:query:list': () => succeed([aQuery({ report: { ...report, ...given } })]) })
  const button = await screen.findByRole('button', { name: /^查看报告/, description: reason })
  expect(button).toHaveProperty('disabled', true)
})

test('a report opens by its query, and one opening less is shown when it closes', async () => {
  const query = aQuery({ report })
  const app = openApp({ 'app:query:list': () => succeed([query]), 'app:report:open': () => succeed() })
  fireEvent.click(await screen.findByRole('button', { name: /^查看报告/ }))
  await waitFor(() => expect(app.inputsOf('app:report:open')).toEqual([{ queryId: query.id }]))

  app.answers['app:query:list'] = () => succeed([{ ...query, report: { ...report, openingsLeft: 2 } }])
  act(() => app.announce('app:report:closed', { queryId: query.id }))
  await screen.findByRole('cell', { name: '2' })
})

test('a query the bureau has not answered is asked after until it is', async () => {
  const asking: Query = aQuery({ state: 'asking', report: null })
  const app = openApp({
    'app:query:list': () => succeed([asking]),
    'app:query:read': () =>
      succeed(app.inputsOf('app:query:read').length < 2 ? asking : { ...asking, state: 'answered', report }),
  })
  await screen.findByText('等待征信系统')
  await screen.findByRole('button', { name: /^查看报告/ }, { timeout: 5000 })
  expect(app.inputsOf('app:query:read')).toHaveLength(2)
})
