// @vitest-environment jsdom
import { userEvent } from '@testing-library/user-event'
import { beforeEach, expect, test, vi } from 'vitest'
import type { SelfTestItem } from '#contract/self-test.ts'
import { openSelfTest } from '#renderer/login/self-test.ts'
import { fail, fakeBridge, succeed } from '#test/support/fake-bridge.ts'

const clock: SelfTestItem = {
  name: 'clock',
  state: 'warn',
  finding: 'clock-off',
  values: { seconds: '+75' },
  codes: [],
}
const factors: SelfTestItem = {
  name: 'factors',
  state: 'ok',
  finding: 'factors-enough',
  values: { readable: '6', all: '7' },
  codes: ['disk'],
}

beforeEach(() => {
  document.body.replaceChildren()
  document.documentElement.lang = 'zh-CN'
  // jsdom has dialogs that cannot be shown.
  HTMLDialogElement.prototype.showModal ??= vi.fn()
  HTMLDialogElement.prototype.close ??= function close(this: HTMLDialogElement) {
    this.dispatchEvent(new Event('close'))
  }
})

async function open(reply: ReturnType<typeof succeed>) {
  await openSelfTest(document, fakeBridge({ 'app:self-test:run': () => reply }).bridge)
  return [...document.querySelectorAll('dialog .row')].map((row) => row.textContent)
}

test('before log-in the list says the same as the screen, in the language of the page', async () => {
  expect(await open(succeed({ items: [clock, factors] }))).toEqual([
    '时钟留意与服务相差 +75 秒。让本机与行内时间服务器同步。记录以服务的时间为准。',
    '硬件特征正常7 项中读到 6 项。未读到：系统硬盘。',
  ])
  document.body.replaceChildren()
  document.documentElement.lang = 'en'
  expect((await open(succeed({ items: [factors] })))[0]).toContain('Missing: system disk.')
})

test.each([
  { why: 'main refuses', reply: fail('unexpected') },
  { why: 'main answers with something else', reply: succeed({ items: [{ ...clock, finding: 'toString' }] }) },
  { why: 'main answers with no items', reply: succeed({}) },
])('when $why the list says that it was not completed', async ({ reply }) => {
  expect(await open(reply)).toEqual([])
  expect(document.querySelector('[role=status]')?.textContent).toContain('没有完成')
})

test('closing takes the list away', async () => {
  await open(succeed({ items: [clock] }))
  await userEvent.click(document.querySelector('dialog button') ?? document.body)
  expect(document.querySelector('dialog')).toBeNull()
})
