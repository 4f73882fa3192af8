// @vitest-environment jsdom
import { readFileSync } from 'node:fs'
import { userEvent } from '@testing-library/user-event'
import { beforeEach, expect, test, vi } from 'vitest'
import { type FailureCode, failureCodes } from '#contract/failure.ts'
import * as admission from '#contract/ipc/admission.ts'
import * as enrolmentFile from '#contract/ipc/enrolment-file.ts'
import * as password from '#contract/ipc/password.ts'
import * as shell from '#contract/ipc/shell.ts'
import zhFile from '#renderer/locales/zh-CN/enrolment-file.json'
import zhFailure from '#renderer/locales/zh-CN/failure.json'
import zhLogin from '#renderer/locales/zh-CN/login.json'
import { startLogin } from '#renderer/login/login-screen.ts'
import { wireNames } from '#renderer/login/main-process.ts'
import { type FakeBridge, fail, fakeBridge, succeed } from '#test/support/fake-bridge.ts'

const page = readFileSync('renderer/login/index.html', 'utf8')
const binding = {
  workstationNumber: 'WS-0108-003',
  institution: { code: '110105001', name: '示范银行朝阳支行' },
  addresses: ['10.8.3.0/24'],
  approvedAt: '2026-03-02T02:00:00.000Z',
  logKey: 'log.example+00000000+AA==',
}
const approved = { status: 'approved', binding }
const aState = { language: 'zh-CN', appVersion: '0.1.0', isTestRuntime: true, lockedBy: null, passwordDue: null }
const lockedBy = { employeeId: 'E10086', name: '李文静' }

beforeEach(() => {
  document.body.innerHTML = /<body>(.*)<\/body>/s.exec(page)?.[1] ?? ''
})

function open(
  enrolment: unknown,
  {
    hash = '',
    answers = {},
    ...more
  }: {
    hash?: string
    answers?: FakeBridge['answers']
    lockedBy?: unknown
    passwordDue?: unknown
    fingerprint?: string
  } = {},
): FakeBridge {
  const state = { ...aState, enrolment, ...more }
  const fake = fakeBridge({
    'app:login:read-state': () => succeed(state),
    'app:window:report-painted': () => succeed(),
    'app:session:log-in': () => succeed({ isPasswordDue: false }),
    ...answers,
  })
  startLogin(document, fake.bridge, hash)
  return fake
}

const input = (name: string) => document.querySelector<HTMLInputElement>(`[name=${name}]`)
const alert = () => document.querySelector('[role=alert]')?.textContent ?? ''
const isOnScreen = (selector: string) => document.querySelector(selector)?.closest('[hidden]') === null

test('the screen speaks through the channels of the contract', () => {
  for (const [constant, name] of Object.entries(wireNames))
    expect({ ...admission, ...shell, ...password, ...enrolmentFile }).toHaveProperty([constant, 'name'], name)
})

test('the words painted before any script runs are those of the Chinese texts', () => {
  const elements = [...document.querySelectorAll<HTMLElement>('[data-text]')]
  const painted = elements.map(({ dataset, textContent }) => [dataset['text'], textContent])
  expect(painted).toEqual(elements.map(({ dataset }) => [dataset['text'], zhLogin[dataset['text'] as 'retry']]))
})

test('Enter leads from field to field and logs in from the last', async () => {
  const user = userEvent.setup()
  const fake = open(approved)
  await vi.waitFor(() => expect(document.querySelector('#workstation')?.textContent).toBe('WS-0108-003'))

  expect(document.activeElement).toBe(input('employeeId'))
  await user.keyboard('e10086{Enter}')
  expect(document.activeElement).toBe(input('password'))
  await user.keyboard('correct horse{Enter}')
  expect(document.activeElement).toBe(input('dynamicPassword'))
  await user.keyboard('12a34 56{Enter}')

  const credentials = { employeeId: 'E10086', password: 'correct horse', dynamicPassword: '123456' }
  await vi.waitFor(() => expect(fake.inputsOf('app:session:log-in')).toEqual([credentials]))
  expect([input('password')?.value, input('dynamicPassword')?.value]).toEqual(['', ''])
})

test.each(failureCodes)(
  'a log-in refused with %s says what to do and empties only the dynamic password',
  async (code: FailureCode) => {
    const user = userEvent.setup()
    open(approved, { answers: { 'app:session:log-in': () => fail(code) } })
    await user.keyboard('e10086{Enter}secret{Enter}123456{Enter}')

    const { what, next } = zhFailure[code]
    await vi.waitFor(() => expect(alert()).toBe(what + next))
    expect([input('employeeId')?.value, input('password')?.value, input('dynamicPassword')?.value]).toEqual([
      'e10086',
      'secret',
      '',
    ])
    expect(document.activeElement).toBe(input('dynamicPassword'))
  },
)

test('a dynamic password that is too short costs no attempt', async () => {
  const user = userEvent.setup()
  const fake = open(approved)
  await user.keyboard('e10086{Enter}secret{Enter}12345{Enter}')
  expect(alert()).toBe(zhLogin.dynamicPasswordWrong)
  expect(fake.inputsOf('app:session:log-in')).toEqual([])
})

test.each([
  { why: 'not registered', enrolment: { status: 'unknown' }, shown: '#enrol' },
  { why: 'waiting', enrolment: { status: 'pending', requestedAt: '2026-03-02T02:00:00.000Z' }, shown: '#pending' },
  { why: 'revoked', enrolment: { status: 'revoked', reason: null }, shown: '#trouble' },
  { why: 'refused', enrolment: { status: 'refused', reason: 'wrong-number' }, shown: '#trouble' },
  { why: 'in quarantine', enrolment: { status: 'quarantined' }, shown: '#trouble' },
  { why: 'approved', enrolment: approved, shown: '#log-in' },
])('a PC that is $why sees $shown and nothing else', async ({ enrolment, shown }) => {
  open(enrolment)
  await vi.waitFor(() => expect(document.querySelector('#version')?.textContent).toBe('0.1.0'))
  expect(['#log-in', '#unlock', '#enrol', '#pending', '#trouble'].filter(isOnScreen)).toEqual([shown])
})

test('an approval while the screen waits brings the form', async () => {
  const fake = open({ status: 'pending', requestedAt: '2026-03-02T02:00:00.000Z' })
  await vi.waitFor(() => expect(isOnScreen('#pending')).toBe(true))
  fake.announce('app:login:enrolment-changed', approved)
  expect(isOnScreen('#log-in')).toBe(true)
  expect(document.activeElement).toBe(input('employeeId'))
})

test('a service out of reach is told, and trying again leads to the form', async () => {
  const fake = open(approved, { answers: { 'app:login:read-state': () => fail('offline') } })
  await vi.waitFor(() => expect(document.querySelector('#trouble')?.textContent).toContain(zhFailure.offline.next))

  fake.answers['app:login:read-state'] = () =>
    succeed({
      language: 'zh-CN',
      enrolment: approved,
      appVersion: '0.1.0',
      isTestRuntime: false,
      lockedBy: null,
      passwordDue: null,
    })
  document.querySelector<HTMLButtonElement>('#retry')?.click()
  await vi.waitFor(() => expect(isOnScreen('#log-in')).toBe(true))
})

test('an enrolment code is sent without hyphens and in capitals', async () => {
  const user = userEvent.setup()
  const enrol = () => succeed({ status: 'pending', requestedAt: '2026-03-02T02:00:00.000Z' })
  const fake = open({ status: 'unknown' }, { answers: { 'app:login:request-enrolment': enrol } })
  await vi.waitFor(() => expect(document.activeElement).toBe(input('enrolmentCode')))
  await user.keyboard('7k3m-9p2r-x4vw-8htn{Enter}')
  await vi.waitFor(() => expect(isOnScreen('#pending')).toBe(true))
  expect(fake.inputsOf('app:login:request-enrolment')).toEqual([{ enrolmentCode: '7K3M9P2RX4VW8HTN' }])
})

test('a session that the service closed is explained, from the address of the window and from the announcement', () => {
  const fake = open(approved, { hash: '#reason=address-not-bound' })
  expect(alert()).toBe(zhLogin.reason['address-not-bound'])
  fake.announce('app:session:closed', { reason: 'session-ended' })
  expect(alert()).toBe(zhLogin.reason['session-ended'])
})

test('the painted screen is reported once, and only when it is complete', async () => {
  const fake = open(approved)
  expect(fake.inputsOf('app:window:report-painted')).toEqual([])
  await vi.waitFor(() => expect(fake.inputsOf('app:window:report-painted')).toHaveLength(1))
  fake.announce('app:session:closed', { reason: 'logged-out' })
  await new Promise((done) => setTimeout(done, 100))
  expect(fake.inputsOf('app:window:report-painted')).toHaveLength(1)
})

const kept = new URLSearchParams({
  language: 'zh-CN',
  institution: '示范银行金鸡湖网点',
  workstation: 'JJH-001',
  version: '0.1.0',
  test: '1',
})

test('what was shown last time makes the first screen complete before main has answered', async () => {
  const fake = open(approved, {
    hash: `#${kept}`,
    answers: { 'app:login:read-state': () => new Promise(() => undefined) },
  })
  expect(document.querySelector('#workstation')?.textContent).toBe('JJH-001')
  await vi.waitFor(() => expect(fake.inputsOf('app:window:report-painted')).toHaveLength(1))
})

test('main corrects what was shown last time', async () => {
  open({ status: 'unknown' }, { hash: `#${kept}` })
  await vi.waitFor(() => expect(isOnScreen('#enrol')).toBe(true))
  expect(document.querySelector('#workstation')?.textContent).toBe('—')
})

test('a locked session is unlocked by its user, with password and code alone', async () => {
  const user = userEvent.setup()
  const fake = open(approved, { hash: '#locked=1', lockedBy, answers: { 'app:session:unlock': () => succeed() } })
  expect([isOnScreen('#unlock'), isOnScreen('#log-in')]).toEqual([true, false])
  await vi.waitFor(() => expect(document.querySelector('#locked-by')?.textContent).toBe('李文静 E10086'))
  await user.keyboard('correct horse{Enter}123456{Enter}')
  await vi.waitFor(() =>
    expect(fake.inputsOf('app:session:unlock')).toEqual([{ password: 'correct horse', dynamicPassword: '123456' }]),
  )
})

test('a refused unlocking says why and keeps the password', async () => {
  const user = userEvent.setup()
  open(approved, {
    hash: '#locked=1',
    lockedBy,
    answers: { 'app:session:unlock': () => fail('credentials-refused') },
  })
  await user.keyboard('correct horse{Enter}123456{Enter}')
  await vi.waitFor(() => expect(alert()).toContain(zhFailure['credentials-refused'].what))
  expect(document.activeElement).toBe(input('unlockDynamicPassword'))
})

test('a locked session that ends becomes the log-in, and nothing typed is left', async () => {
  const user = userEvent.setup()
  const fake = open(approved, { hash: '#locked=1', lockedBy })
  await user.keyboard('correct horse')
  fake.announce('app:session:closed', { reason: 'session-ended' })
  expect([isOnScreen('#log-in'), input('unlockPassword')?.value]).toEqual([true, ''])
})

test('somebody else ends the locked session before logging in', async () => {
  const fake = open(approved, { hash: '#locked=1', lockedBy, answers: { 'app:session:log-out': () => succeed() } })
  document.querySelector<HTMLButtonElement>('#leave')?.click()
  await vi.waitFor(() => expect(fake.inputsOf('app:session:log-out')).toHaveLength(1))
})

test('a workstation that no longer trusts the log offers no log-in, and names reason and evidence', async () => {
  const evidenceFile = '/home/officer/evidence/log-2026-11-25T02-00-00-000Z.json'
  const distrust = { reason: 'rolled-back', at: '2026-11-25T02:00:00.000Z', evidenceFile }
  const state = {
    language: 'zh-CN',
    enrolment: approved,
    distrust,
    appVersion: '0.1.0',
    isTestRuntime: false,
    lockedBy: null,
    passwordDue: null,
  }
  open(approved, { answers: { 'app:login:read-state': () => succeed(state) } })
  await vi.waitFor(() => expect(isOnScreen('#evidence')).toBe(true))
  expect(isOnScreen('#log-in')).toBe(false)
  expect(isOnScreen('#retry')).toBe(false)
  const shown = document.querySelector('#trouble')?.textContent
  for (const text of [zhLogin.distrust['rolled-back'], evidenceFile, zhFailure['log-untrusted'].next])
    expect(shown).toContain(text)
})

const passwordDue = { employeeId: 'E10086', minLength: 12 }

test('a password that is due is changed on the same screen, without typing the old one again', async () => {
  const user = userEvent.setup()
  let due: unknown = null
  const fake = open(approved, {
    answers: {
      'app:session:log-in': () => {
        due = passwordDue
        return succeed({ isPasswordDue: true })
      },
      'app:login:read-state': () =>
        succeed({
          language: 'zh-CN',
          enrolment: approved,
          appVersion: '1',
          isTestRuntime: true,
          lockedBy: null,
          passwordDue: due,
        }),
      'app:password:change': () => succeed(),
    },
  })
  await user.keyboard('e10086{Enter}correct horse{Enter}123456{Enter}')
  await vi.waitFor(() => expect(isOnScreen('#change')).toBe(true))
  expect(document.activeElement).toBe(input('newPassword'))
  expect(document.querySelector('#new-password-hint')?.textContent).toContain('12')
  await user.keyboard('battery staple 9{Enter}battery staple 9{Enter}')
  await vi.waitFor(() =>
    expect(fake.inputsOf('app:password:change')).toEqual([
      { currentPassword: 'correct horse', newPassword: 'battery staple 9' },
    ]),
  )
})

test.each([
  { why: 'too short', typed: ['short', 'short'], text: zhLogin.newPasswordTooShort },
  { why: 'with the employee ID', typed: ['my-E10086-word', 'x'], text: zhLogin.newPasswordHasEmployeeId },
  { why: 'common', typed: ['password123456', 'x'], text: zhLogin.newPasswordCommon },
  { why: 'repeated differently', typed: ['battery staple 9', 'battery staple 8'], text: zhLogin.newPasswordDiffers },
])('a new password $why is refused here', async ({ typed, text }) => {
  const user = userEvent.setup()
  const fake = open(approved, { passwordDue })
  await vi.waitFor(() => expect(isOnScreen('#change')).toBe(true))
  await user.keyboard(`correct horse{Enter}${typed[0]}{Enter}${typed[1]}{Enter}`)
  expect(alert()).toBe(text)
  expect(fake.inputsOf('app:password:change')).toEqual([])
})

const click = (selector: string) => document.querySelector<HTMLButtonElement>(selector)?.click()

test('enrolment by file checks what was typed, names the saved file and shows the fingerprint', async () => {
  const user = userEvent.setup()
  const fake = open(
    { status: 'unknown' },
    {
      fingerprint: '1111 2222 3333 4444 5555 6666',
      answers: {
        'app:login:save-enrolment-request': () =>
          succeed({ saved: { fileName: 'a.cqw-request', fingerprint: '1111 2222 3333 4444 5555 6666' } }),
      },
    },
  )
  await vi.waitFor(() => expect(isOnScreen('#by-file')).toBe(true))
  click('#by-file')
  expect(isOnScreen('#file')).toBe(true)
  await user.keyboard('0123-4567-89ab{Enter}')
  expect(alert()).toBe(zhLogin.enrolmentCodeWrong)
  await user.clear(input('fileCode') as HTMLInputElement)
  await user.type(input('fileCode') as HTMLInputElement, '0123-4567-89ab-cdef')
  await user.type(input('fileInstitution') as HTMLInputElement, '1032050101{Enter}')
  const asked = { enrolmentCode: '0123456789ABCDEF', institution: '1032050101' }
  await vi.waitFor(() => expect(fake.inputsOf('app:login:save-enrolment-request')).toEqual([asked]))
  expect(document.querySelector('#saved')?.textContent).toBe('已保存：a.cqw-request')
  expect(document.querySelector('#fingerprint')?.textContent).toBe('1111 2222 3333 4444 5555 6666')
})

test.each(Object.entries(zhFile))(
  'a binding file refused as %s says so, and the form stays',
  async (problem, texts) => {
    const refused = { ok: false, failure: { code: 'enrolment-file-refused', message: '', fields: [problem] } }
    open({ status: 'unknown' }, { answers: { 'app:login:open-binding-file': () => refused as never } })
    await vi.waitFor(() => expect(isOnScreen('#by-file')).toBe(true))
    click('#by-file')
    click('#open-binding')
    await vi.waitFor(() => expect(alert()).toBe(texts.what + texts.next))
    expect(isOnScreen('#file')).toBe(true)
  },
)

test('a binding file turns the screen to log-in', async () => {
  open({ status: 'unknown' }, { answers: { 'app:login:open-binding-file': () => succeed({ enrolment: approved }) } })
  await vi.waitFor(() => expect(isOnScreen('#by-file')).toBe(true))
  click('#by-file')
  click('#open-binding')
  await vi.waitFor(() => expect(isOnScreen('#log-in')).toBe(true))
  expect(document.querySelector('#workstation')?.textContent).toBe('WS-0108-003')
})

test('a PC out of use is registered anew from its own screen', async () => {
  let enrolment: unknown = { status: 'revoked', reason: 'lost' }
  open(enrolment, {
    answers: {
      'app:login:read-state': () => succeed({ ...aState, enrolment }),
      'app:login:enrol-anew': () => {
        enrolment = { status: 'unknown' }
        return succeed(enrolment)
      },
    },
  })
  await vi.waitFor(() => expect(isOnScreen('#enrol-anew')).toBe(true))
  click('#enrol-anew')
  await vi.waitFor(() => expect(isOnScreen('#enrol')).toBe(true))
})

test('a token is brought into step with two codes in a row, and log-in follows', async () => {
  const user = userEvent.setup()
  const fake = open(approved, { answers: { 'app:login:resync-token': () => succeed() } })
  await vi.waitFor(() => expect(document.querySelector('#workstation')?.textContent).toBe('WS-0108-003'))
  await user.keyboard('e10086')
  click('#out-of-step')
  await user.keyboard('secret{Enter}123456{Enter}123456{Enter}')
  expect(alert()).toBe(zhLogin.secondCodeWrong)
  await user.clear(input('secondCode') as HTMLInputElement)
  await user.keyboard('654321{Enter}')
  const given = { employeeId: 'E10086', password: 'secret', firstCode: '123456', secondCode: '654321' }
  await vi.waitFor(() => expect(fake.inputsOf('app:login:resync-token')).toEqual([given]))
  expect(isOnScreen('#log-in')).toBe(true)
  expect(alert()).toBe(zhLogin.resynced)
})
