import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { AppError } from '#contract/failure.ts'
import type { EnrolmentState } from '#contract/workstation.ts'
import { createEnrolment } from '#main/binding/enrolment.ts'
import type { ServiceClient } from '#main/service/service-client.ts'
import { aLog } from '#test/support/client-parts.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

const binding = {
  workstationNumber: 'WS-0007',
  institution: { code: '330100', name: '杭州分行' },
  addresses: ['10.1.2.0/24'],
  approvedAt: '2026-11-24T02:00:00.000Z',
  logKey: 'test.example/log+00000000+AAAA',
}
const unknown: EnrolmentState = { status: 'unknown' }
const pending: EnrolmentState = { status: 'pending', requestedAt: '2026-11-24T02:00:00.000Z' }
const approved: EnrolmentState = { status: 'approved', binding }
const revoked: EnrolmentState = { status: 'revoked', reason: 'lost' }
const offline = new AppError('offline', 'No line.')
const code = '0123456789ABCDEF'

type Step = EnrolmentState | Error

/** `answers`: what the service says to `GET`, the last one for ever. */
function setUp(
  answers: Step[],
  options: { kept?: string; enrolmentCode?: string; toRequest?: Step; isForeign?: boolean } = {},
) {
  let kept = options.kept
  const requests: string[] = []
  const changes: string[] = []
  const nextAnswer = () => (answers.length > 1 ? answers.shift() : answers[0])
  const call = vi.fn(async ({ method }: { method: string }, { body }: { body?: { enrolmentCode: string } }) => {
    if (body) requests.push(body.enrolmentCode)
    const answer = method === 'POST' ? (options.toRequest ?? pending) : nextAnswer()
    if (answer instanceof Error) throw answer
    return answer
  })
  const { log, lines } = aLog()
  const enrolment = createEnrolment({
    service: { call } as unknown as ServiceClient,
    store: {
      read: () => kept,
      isForeign: () => options.isForeign ?? false,
      write: (text) => {
        kept = text
      },
    },
    log,
    describeMachine: async () => ({ factors: {}, platform: 'linux', appVersion: '0.1.0' }),
    settleKey: async () => undefined,
    formerNumber: () => 'WS-0007',
    startAnew: async () => void changes.push('another key'),
    onChange: (state) => void changes.push(state.status),
    onLogKeyChanged: (offered) => void changes.push(offered),
    enrolmentCode: options.enrolmentCode,
  })
  return { enrolment, call, requests, changes, lines, kept: () => kept }
}

test('an unknown PC waits for a code', async () => {
  const { enrolment, requests } = setUp([unknown])
  enrolment.start()
  expect(await enrolment.state(100)).toEqual(unknown)
  expect(requests).toEqual([])
  expect(() => enrolment.binding()).toThrow(expect.objectContaining({ code: 'workstation-unknown' }))
})

test('a typed code makes the PC pending, and approval is noticed within two seconds', async () => {
  const { enrolment, changes, kept } = setUp([unknown, pending, approved])
  enrolment.start()
  await enrolment.state(100)
  expect(await enrolment.request(code)).toEqual(pending)
  await vi.advanceTimersByTimeAsync(4000)
  expect(changes).toEqual(['unknown', 'pending', 'approved'])
  expect(enrolment.binding()).toEqual(binding)
  expect(kept()).toContain('WS-0007')
})

test('a code from the machine policy is used once, by itself', async () => {
  const { enrolment, requests } = setUp([unknown], { enrolmentCode: code, toRequest: unknown })
  enrolment.start()
  await vi.advanceTimersByTimeAsync(20_000)
  expect(requests).toEqual([code])
})

test('a code that met a broken line is used again', async () => {
  const { enrolment, requests } = setUp([unknown], { enrolmentCode: code, toRequest: offline })
  enrolment.start()
  await vi.advanceTimersByTimeAsync(6000)
  expect(requests).toEqual([code, code])
})

test('an approved PC stops asking and knows its binding at the next start at once', async () => {
  const first = setUp([approved])
  first.enrolment.start()
  await vi.advanceTimersByTimeAsync(60_000)
  expect(first.call).toHaveBeenCalledOnce()

  const second = setUp([offline], { kept: first.kept() ?? '' })
  second.enrolment.start()
  expect(await second.enrolment.state(0)).toEqual(approved)
})

test('offline, the state is unknown after the time limit and found out later', async () => {
  const { enrolment, changes } = setUp([offline, approved])
  enrolment.start()
  expect(await enrolment.state(100)).toEqual(unknown)
  await vi.advanceTimersByTimeAsync(5000)
  expect(changes).toEqual(['approved'])
})

test('without keychain the screen is told so', async () => {
  const { enrolment } = setUp([new AppError('keychain-unavailable', 'Locked.')])
  enrolment.start()
  await expect(enrolment.state(100)).rejects.toMatchObject({ code: 'keychain-unavailable' })
})

test('another log key than the pinned one is refused, and the binding stays', async () => {
  const stranger: EnrolmentState = { status: 'approved', binding: { ...binding, logKey: 'other.example/log+1+B' } }
  const { enrolment, changes, lines } = setUp([stranger], { kept: JSON.stringify(binding) })
  enrolment.start()
  await vi.advanceTimersByTimeAsync(0)
  expect(enrolment.binding()).toEqual(binding)
  expect(lines).toContainEqual(expect.objectContaining({ event: 'log-key-changed' }))
  expect(changes).toEqual(['other.example/log+1+B'])
})

test('new addresses under the same log key are taken over', async () => {
  const moved = { ...binding, addresses: ['10.9.9.9'] }
  const { enrolment } = setUp([{ status: 'approved', binding: moved }], { kept: JSON.stringify(binding) })
  enrolment.start()
  await vi.advanceTimersByTimeAsync(0)
  expect(enrolment.binding()).toEqual(moved)
})

test('a revoked PC says so, and a new code keeps the pinned log key', async () => {
  const { enrolment, changes } = setUp([revoked], { kept: JSON.stringify(binding), toRequest: pending })
  enrolment.start()
  await vi.advanceTimersByTimeAsync(0)
  expect(await enrolment.state(0)).toEqual(revoked)
  await enrolment.request(code)
  expect(changes).toEqual(['revoked', 'pending'])
  expect(enrolment.binding().logKey).toBe(binding.logKey)
})

test.each(['', '{}', 'not json', '[]'])('a kept binding that reads %j counts as none', async (kept) => {
  const { enrolment } = setUp([unknown], { kept })
  enrolment.start()
  expect(await enrolment.state(100)).toEqual(unknown)
})

test('after stop nothing is asked any more', async () => {
  const { enrolment, call } = setUp([unknown])
  enrolment.start()
  await vi.advanceTimersByTimeAsync(0)
  enrolment.stop()
  await vi.advanceTimersByTimeAsync(60_000)
  expect(call).toHaveBeenCalledOnce()
})

test('a carried binding binds a PC that has no line, and is there at the next start', async () => {
  const first = setUp([offline])
  first.enrolment.start()
  await first.enrolment.state(100)
  expect(first.enrolment.adopt(binding)).toEqual(approved)
  expect(first.enrolment.binding()).toEqual(binding)

  const second = setUp([offline], { kept: first.kept() ?? '' })
  second.enrolment.start()
  expect(await second.enrolment.state(0)).toEqual(approved)
})

test('a carried binding that names another log than the pinned one is refused, and nothing is lost', async () => {
  const { enrolment, kept } = setUp([offline], { kept: JSON.stringify(binding) })
  enrolment.start()
  expect(() => enrolment.adopt({ ...binding, logKey: 'other.example/log+00000000+BBBB' })).toThrow(
    expect.objectContaining({ code: 'enrolment-file-refused', fields: ['other-log'] }),
  )
  expect(kept()).toBe(JSON.stringify(binding))
})

test('a revoked PC begins anew with another key and asks again; the log stays pinned', async () => {
  const { enrolment, changes, kept, requests } = setUp([revoked, unknown], { kept: JSON.stringify(binding) })
  enrolment.start()
  await vi.advanceTimersByTimeAsync(0)
  expect(await enrolment.beginAnew()).toEqual(unknown)
  expect(changes).toContain('another key')
  expect(() => enrolment.binding()).toThrow(expect.objectContaining({ code: 'workstation-unknown' }))
  expect(enrolment.boundLogKey()).toBe(binding.logKey)
  expect(await enrolment.request(code)).toEqual(pending)
  expect(requests).toEqual([code])
  expect(() => enrolment.adopt({ ...binding, logKey: 'other.example/log+00000000+BBBB' })).toThrow()
  expect(kept()).not.toContain('WS-0007')
})

test('a PC in use does not begin anew', async () => {
  const { enrolment, changes } = setUp([approved])
  enrolment.start()
  await enrolment.state(100)
  await expect(enrolment.beginAnew()).rejects.toMatchObject({ code: 'conflict' })
  expect(changes).not.toContain('another key')
})

test('a profile without its keychain is told once to the service, which knows whose it is', async () => {
  const { enrolment, call } = setUp([unknown], { isForeign: true })
  enrolment.start()
  await vi.advanceTimersByTimeAsync(20_000)
  const told = call.mock.calls.filter(
    ([endpoint]) => (endpoint as { url?: string }).url === '/enrolments/moved-profile',
  )
  expect(told.map(([, input]) => input.body)).toEqual([{ workstationNumber: 'WS-0007' }])
  expect(await enrolment.state(0)).toEqual(unknown)
})
