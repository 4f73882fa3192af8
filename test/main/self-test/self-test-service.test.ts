import { expect, test, vi } from 'vitest'
import { AppError, type FailureCode } from '#contract/failure.ts'
import { getHealth } from '#contract/http/health.ts'
import { getSelfTest } from '#contract/http/self-test.ts'
import { createSelfTestService, type SelfTestDependencies } from '#main/self-test/self-test-service.ts'

const factor = 'a'.repeat(64)
const program = {
  versions: { app: '0.1.0', electron: '45.0.0', chromium: '150', node: '24', system: 'linux 6' },
  isTestRuntime: false,
}
const health = { status: 'ok', version: '0.2.0', database: 'ok', log: 'ok' }
const view = { at: '2026-03-02T02:00:00.000Z', address: '10.32.5.7', isAddressBound: true, capture: null }

/** A PC whose service answers after two seconds each, on a clock that stands at `startAt` before. */
function setUp(given: Partial<SelfTestDependencies> = {}, answers: Record<string, unknown> = {}) {
  let now = Date.parse('2026-03-02T02:00:09.000Z')
  const call = vi.fn(async ({ url }: { url: string }) => {
    now += 2000
    const answer = { [getHealth.url]: health, [getSelfTest.url]: view, ...answers }[url]
    if (answer instanceof Error) throw answer
    return answer
  })
  const selfTest = createSelfTestService({
    service: { call: call as never },
    enrolment: { state: async () => ({ status: 'unknown' }) },
    witness: { distrust: () => undefined, known: () => undefined },
    keychain: { look: () => ({ backend: 'gnome_libsecret', refusal: undefined }) },
    captureFacts: async () => ({ platform: 'linux', isProtected: false, isRemote: false, isVirtual: false }),
    isSandboxed: () => true,
    describeMachine: async () => ({ factors: { cpu: [factor], machine: [factor] } }),
    clock: () => now,
    ...given,
  })
  return { call, selfTest }
}

async function run(...given: Parameters<typeof setUp>) {
  const items = await setUp(...given).selfTest.run(program)
  return Object.fromEntries(items.map((item) => [item.name, item]))
}

const failed = (code: FailureCode) => new AppError(code, 'Refused by the fake.')

test('the clock is compared with the middle of the question that asked the time', async () => {
  // Asked at 11 s, answered at 13 s, the service said 0 s.
  expect((await run())['clock']?.values).toEqual({ seconds: '+12' })
})

test('neither a serial number nor its hash is in the result', async () => {
  const items = await run()
  expect(items['factors']?.values).toEqual({ readable: '2', all: '7' })
  expect(JSON.stringify(items)).not.toContain(factor)
})

test('a service that is not there is asked one question, and the rest is told all the same', async () => {
  const { call, selfTest } = setUp({}, { [getHealth.url]: failed('offline') })
  const findings = (await selfTest.run(program)).map(({ finding }) => finding)
  expect(call).toHaveBeenCalledOnce()
  expect(findings).toEqual(expect.arrayContaining(['service-offline', 'address-unseen', 'keychain-safe', 'sandbox-on']))
})

test('without its keychain the PC still says what is wrong', async () => {
  const broken = () => {
    throw failed('keychain-unavailable')
  }
  const items = await run(
    {
      enrolment: { state: async () => broken() },
      witness: { distrust: () => undefined, known: broken },
      keychain: { look: () => ({ backend: 'basic_text', refusal: 'plain-text' }) },
    },
    { [getHealth.url]: failed('keychain-unavailable') },
  )
  expect(items['keychain']?.finding).toBe('keychain-plain-text')
  expect(items['enrolment']?.finding).toBe('enrolment-unread')
  expect(items['log']?.finding).toBe('log-unseen')
})

test('what nobody foresaw is no finding', async () => {
  await expect(run({}, { [getSelfTest.url]: new TypeError('bug') })).rejects.toThrow('bug')
})

test('who asks while a test runs hears its result; who asks later has it run anew', async () => {
  const { call, selfTest } = setUp()
  await Promise.all([selfTest.run(program), selfTest.run(program)])
  expect(call).toHaveBeenCalledTimes(2)
  await selfTest.run(program)
  expect(call).toHaveBeenCalledTimes(4)
})
