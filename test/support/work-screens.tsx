import { QueryClientProvider } from '@tanstack/react-query'
import { act, configure, fireEvent, render, screen } from '@testing-library/react'
import { I18nextProvider } from 'react-i18next'
import { vi } from 'vitest'
import { Business } from '#contract/business.ts'
import { Consent } from '#contract/consent.ts'
import { Allowance, Query } from '#contract/query.ts'
import { UploadedScan } from '#contract/scan-findings.ts'
import { Session } from '#contract/session.ts'
import { App } from '#renderer/app/app.tsx'
import { createI18n } from '#renderer/app/i18n.ts'
import { createQueryClient } from '#renderer/app/query-client.ts'
import { type FakeBridge, fakeBridge, succeed } from '#test/support/fake-bridge.ts'
import { anIdNumber } from '#test/support/id-numbers.ts'

const now = '2026-03-02T02:00:00.000Z'
const institution = { code: '110105001', name: '示范银行朝阳支行' }
export const reference = 'SQ20260302-000187'
export const idNumber = anIdNumber()

export function aQuery(given: Partial<Query> = {}): Query {
  const decision = { outcome: 'allowed', reasons: [], policyVersion: 1, decidedAt: now }
  const report = { number: '2026030200018', pages: 12, viewableUntil: '2026-03-03T02:00:00.000Z', openingsLeft: 3 }
  const id = crypto.randomUUID()
  return Query.parse({
    id,
    businessReference: reference,
    purpose: '02',
    askedAt: now,
    state: 'answered',
    decision,
    report,
    ...given,
  })
}

export function aConsent(given: Partial<Consent> = {}): Consent {
  const scan = { mediaType: 'application/pdf', bytes: 1000, pages: 1, sha256: 'a'.repeat(64) }
  return Consent.parse({
    id: crypto.randomUUID(),
    businessReference: reference,
    purposes: ['02'],
    signedOn: '2026-03-01',
    registeredAt: now,
    firstUsedAt: null,
    isRevoked: false,
    scans: [scan],
    ...given,
  })
}

export function aSeenScan(given: Partial<UploadedScan['findings']> = {}): UploadedScan {
  const findings = { poorPages: [], signatures: [], formCodes: [], ...given }
  return UploadedScan.parse({ mediaType: 'application/pdf', pages: 2, sha256: 'a'.repeat(64), findings })
}

export const session = Session.parse({
  user: { employeeId: 'E10086', name: '李文静', institution, role: 'query-officer', purposes: ['01', '02'] },
  workstationNumber: 'WS-0108-003',
  startedAt: now,
  endsAt: '2026-03-02T10:00:00.000Z',
  idleMinutes: 5,
  previousStartedAt: null,
})

/** Replies of an ordinary morning: one borrower, nothing asked yet. */
function morning() {
  const workingHours = { from: '08:30', until: '17:30' }
  const allowance = Allowance.parse({ asked: 0, perDay: 60, workingHours, today: 'work', now })
  const subject = { name: '张建国', idType: '10', idNumber }
  const business = Business.parse({
    reference,
    kind: 'application',
    status: 'open',
    product: '个人住房贷款',
    institution,
    parties: [{ role: 'borrower', subject }],
  })
  return {
    'app:candidate:is-here': () => succeed({ isHere: false }),
    'app:session:read': () => succeed({ session, language: 'zh-CN' }),
    'app:window:report-painted': () => succeed(),
    'app:query:read-allowance': () => succeed(allowance),
    'app:query:list': () => succeed([]),
    'app:consent:list-drafts': () => succeed([]),
    'app:consent:save-draft': () => succeed({}),
    'app:consent:discard-draft': () => succeed({}),
    'app:consent:watch-scanner': () => succeed({ hasFolder: false }),
    'app:consent:send-scan': () => succeed(aSeenScan()),
    'app:query-stop:read-in-force': () => succeed([]),
    'app:business:read': () => succeed(business),
    'app:consent:list': () => succeed([aConsent()]),
    'app:item-check:list-returned': () => succeed([]),
    'app:training:list-mine': () => succeed([]),
  }
}

/** The app window of somebody logged in, in Chinese. */
export function openApp(answers: FakeBridge['answers'] = {}): FakeBridge {
  const fake = fakeBridge({ ...morning(), ...answers })
  // On a machine that does other things a large page may take seconds to appear.
  configure({ asyncUtilTimeout: 10_000 })
  vi.stubGlobal('bridge', fake.bridge)
  stubWhatJsdomLacks()
  render(
    <I18nextProvider i18n={createI18n('zh-CN')}>
      <QueryClientProvider client={createQueryClient()}>
        <App />
      </QueryClientProvider>
    </I18nextProvider>,
  )
  return fake
}

export function stubWhatJsdomLacks(): void {
  const nothing = () => undefined
  vi.stubGlobal('matchMedia', () => ({ matches: false, addListener: nothing, removeListener: nothing }))
  vi.stubGlobal(
    'ResizeObserver',
    vi.fn(
      class {
        observe = nothing
        unobserve = nothing
        disconnect = nothing
      },
    ),
  )
  // Pseudo-elements have no style in jsdom, and asking for it is noted on the console each time.
  const styleOf = window.getComputedStyle.bind(window)
  vi.stubGlobal('getComputedStyle', (element: Element) => styleOf(element))
}

/** Presses Alt and a digit, then fills in the reference of the screen that opens and leaves the field. */
export async function openScreen(digit: string): Promise<void> {
  await screen.findByRole('heading', { name: '工作台' })
  act(() => void fireEvent.keyDown(window, { altKey: true, code: `Digit${digit}`, key: digit }))
  const field = await screen.findByRole('textbox', { name: '业务编号' })
  fireEvent.change(field, { target: { value: reference } })
  fireEvent.keyDown(field, { key: 'Enter', code: 'Enter', keyCode: 13 })
  await screen.findByText('个人住房贷款')
}
