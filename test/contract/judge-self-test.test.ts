import { expect, test } from 'vitest'
import { defaultPolicyBody } from '#contract/policy.ts'
import { judgeSelfTest, type SelfTestFacts } from '#contract/rules/judge-self-test.ts'
import { SelfTest, type SelfTestFinding, selfTestNames } from '#contract/self-test.ts'
import { hardwareFactors } from '#contract/workstation.ts'

const at = '2026-03-02T02:00:00.000Z'
const view = { at, address: '10.32.5.7', isAddressBound: true, capture: defaultPolicyBody.viewing.capture }
const health = { status: 'ok', version: '0.1.0', database: 'ok', log: 'ok' } as const
const sound: SelfTestFacts = {
  health,
  view,
  clockAheadSeconds: 0,
  enrolment: 'approved',
  keychain: { backend: 'win32', refusal: undefined },
  capture: { platform: 'win32', isProtected: true, isRemote: false, isVirtual: false },
  isSandboxed: true,
  factors: hardwareFactors,
  log: { isDistrusted: false, size: 7n },
  versions: { app: '0.1.0', electron: '45.0.0', chromium: '150.0', node: '24.0.0', system: 'win32 10.0.26100' },
  isTestRuntime: false,
}
const { capture } = sound

/** The findings that are not in order. */
function troubles(facts: Partial<SelfTestFacts>): SelfTestFinding[] {
  return judgeSelfTest({ ...sound, ...facts })
    .filter(({ state }) => state !== 'ok')
    .map(({ finding }) => finding)
}

test.each<{ why: string; facts: Partial<SelfTestFacts>; finds: SelfTestFinding[] }>([
  { why: 'a sound PC', facts: {}, finds: [] },
  {
    why: 'no line',
    facts: { health: 'offline', view: 'offline', clockAheadSeconds: undefined },
    finds: ['service-offline', 'certificate-unseen', 'address-unseen', 'clock-unseen', 'capture-unjudged'],
  },
  {
    why: 'a service with a foreign certificate',
    facts: { health: 'service-untrusted', view: 'service-untrusted', clockAheadSeconds: undefined },
    finds: ['service-unasked', 'certificate-untrusted', 'address-unseen', 'clock-unseen', 'capture-unjudged'],
  },
  {
    why: 'no keychain, so nothing can be signed',
    facts: {
      health: 'keychain-unavailable',
      view: 'keychain-unavailable',
      clockAheadSeconds: undefined,
      enrolment: undefined,
      keychain: { backend: 'basic_text', refusal: 'plain-text' },
      log: { isDistrusted: false, size: undefined },
    },
    finds: [
      'service-unasked',
      'certificate-unseen',
      'enrolment-unread',
      'address-unseen',
      'clock-unseen',
      'keychain-plain-text',
      'capture-unjudged',
      'log-unseen',
    ],
  },
  { why: 'a service that refuses', facts: { health: 'proof-refused' }, finds: ['service-refusing'] },
  {
    why: 'a service without its log',
    facts: { health: { ...health, status: 'degraded' } },
    finds: ['service-degraded'],
  },
  {
    why: 'a PC that nobody knows',
    facts: { enrolment: 'unknown', view: { ...view, isAddressBound: null, capture: null } },
    finds: ['enrolment-unknown', 'address-free', 'capture-unjudged'],
  },
  { why: 'a PC that waits', facts: { enrolment: 'pending' }, finds: ['enrolment-pending'] },
  { why: 'a PC out of use', facts: { enrolment: 'revoked' }, finds: ['enrolment-ended'] },
  { why: 'a copied key', facts: { enrolment: 'quarantined' }, finds: ['enrolment-quarantined'] },
  { why: 'a PC that was moved', facts: { view: { ...view, isAddressBound: false } }, finds: ['address-outside'] },
  { why: 'a clock nearly a minute off', facts: { clockAheadSeconds: -59 }, finds: [] },
  { why: 'a clock a minute slow', facts: { clockAheadSeconds: -60 }, finds: ['clock-off'] },
  { why: 'a clock an hour fast', facts: { clockAheadSeconds: 3600 }, finds: ['clock-wrong'] },
  {
    why: 'another keyring than before',
    facts: { keychain: { backend: 'kwallet6', refusal: 'changed' } },
    finds: ['keychain-changed'],
  },
  {
    why: 'a Windows PC that does not protect',
    facts: { capture: { ...capture, isProtected: false } },
    finds: ['capture-refused'],
  },
  {
    why: 'Linux, where nothing protects',
    facts: { capture: { ...capture, platform: 'linux', isProtected: false } },
    finds: ['capture-dense'],
  },
  { why: 'no sandbox', facts: { isSandboxed: false }, finds: ['sandbox-off'] },
  { why: 'a system that does not say', facts: { isSandboxed: undefined }, finds: ['sandbox-unread'] },
  { why: 'three factors', facts: { factors: ['cpu', 'network', 'disk'] }, finds: [] },
  { why: 'two factors', facts: { factors: ['cpu', 'network'] }, finds: ['factors-few'] },
  { why: 'no factor', facts: { factors: [] }, finds: ['factors-none'] },
  { why: 'a log that changed its past', facts: { log: { isDistrusted: true, size: 7n } }, finds: ['log-distrusted'] },
  { why: 'a test runtime', facts: { isTestRuntime: true }, finds: ['versions-test'] },
])('$why: $finds', ({ facts, finds }) => {
  expect(troubles(facts)).toEqual(finds)
})

test('every item is there, in the order of the screen, and fits through the channel', () => {
  const items = judgeSelfTest(sound)
  expect(items.map(({ name }) => name)).toEqual(selfTestNames)
  expect(SelfTest.parse({ items })).toEqual({ items })
})

test('the items say what is missing, how far off and which risks', () => {
  const items = judgeSelfTest({
    ...sound,
    factors: ['cpu', 'disk'],
    clockAheadSeconds: 75,
    capture: { platform: 'linux', isProtected: false, isRemote: true, isVirtual: false },
  })
  const named = Object.fromEntries(items.map((item) => [item.name, item]))
  expect(named['clock']?.values).toEqual({ seconds: '+75' })
  expect(named['factors']).toMatchObject({
    values: { readable: '2', all: '7' },
    codes: ['firmware', 'machine', 'board', 'network', 'system'],
  })
  expect(named['capture']?.codes).toEqual(['unprotected', 'remote-desktop'])
})
