import { expect, test, vi } from 'vitest'
import { AppError, type FailureCode } from '#contract/failure.ts'
import { getAllowance } from '#contract/http/query.ts'
import { postViewingEnd } from '#contract/http/viewing.ts'
import type { ServiceClient } from '#main/service/service-client.ts'
import { createSessionService } from '#main/session/session-service.ts'
import { aLog } from '#test/support/client-parts.ts'

const credentials = { employeeId: 'E20481', password: 'a long password', dynamicPassword: '123456' }

function setUp() {
  let opened = 0
  let next: unknown = {}
  const calls: { url: string; token: unknown }[] = []
  const call = async ({ method, url }: { method: string; url: string }, { token }: { token?: unknown }) => {
    calls.push({ url: `${method} ${url}`, token })
    if (method === 'POST' && url === '/sessions') {
      opened += 1
      return { workstationNumber: 'WS-0007', token: `token-${opened}` }
    }
    const answer = await next
    if (answer instanceof Error) throw answer
    return answer
  }
  const beforeLogIn = vi.fn(async () => undefined)
  const beforeLogOut = vi.fn(async () => undefined)
  const beforeLock = vi.fn(async () => undefined)
  const [onLocked, onUnlocked, onClosed] = [vi.fn(), vi.fn(), vi.fn()]
  const { log, text } = aLog()
  const session = createSessionService({
    service: { call } as unknown as ServiceClient,
    build: () => ({ id: 'test-unpackaged', version: '0.1.0' }),
    device: async () => ({ factors: {}, counter: 1 }),
    log,
    beforeLogIn,
    beforeLogOut,
    beforeLock,
    onOpened: () => undefined,
    onLocked,
    onUnlocked,
    onClosed,
  })
  return {
    session,
    calls,
    beforeLogIn,
    beforeLogOut,
    beforeLock,
    onLocked,
    onUnlocked,
    onClosed,
    text,
    answer: (value: unknown) => {
      next = value
    },
  }
}

const failure = (code: FailureCode) => new AppError(code, 'Refused.')

test('the token is kept out of what screens get', async () => {
  const { session } = setUp()
  expect(await session.logIn(credentials)).toEqual({ workstationNumber: 'WS-0007' })
  expect(session.current()).toEqual({ workstationNumber: 'WS-0007' })
})

test('calls carry the token, and without session none is made', async () => {
  const { session, calls } = setUp()
  await expect(session.call(getAllowance, {})).rejects.toMatchObject({ code: 'session-ended' })
  await session.logIn(credentials)
  await session.call(getAllowance, {})
  expect(calls).toEqual([
    { url: 'POST /sessions', token: undefined },
    { url: 'GET /allowance', token: 'token-1' },
  ])
})

test.each(['session-ended', 'address-not-bound', 'workstation-revoked'] as const)(
  '%s ends the session here',
  async (code) => {
    const { session, onClosed, answer } = setUp()
    await session.logIn(credentials)
    answer(failure(code))
    await expect(session.call(getAllowance, {})).rejects.toMatchObject({ code })
    expect(onClosed).toHaveBeenCalledExactlyOnceWith(code)
    expect(session.current()).toBeUndefined()
  },
)

test.each(['offline', 'forbidden', 'not-found', 'unexpected', 'log-unavailable'] as const)(
  '%s does not end it',
  async (code) => {
    const { session, onClosed, answer } = setUp()
    await session.logIn(credentials)
    answer(failure(code))
    await expect(session.call(getAllowance, {})).rejects.toMatchObject({ code })
    expect(onClosed).not.toHaveBeenCalled()
  },
)

test('a late answer to an earlier session does not end the present one', async () => {
  const { session, onClosed, answer } = setUp()
  await session.logIn(credentials)
  let arrive: (error: Error) => void = () => undefined
  answer(new Promise((resolve) => (arrive = resolve)))
  const late = session.call(getAllowance, {})
  await session.logIn(credentials)
  arrive(failure('session-ended'))
  await expect(late).rejects.toMatchObject({ code: 'session-ended' })
  expect(onClosed).not.toHaveBeenCalled()
})

test('log-out first does what needs the session, then ends it here, then tells the service', async () => {
  const { session, calls, beforeLogOut, onClosed } = setUp()
  await session.logIn(credentials)
  beforeLogOut.mockImplementation(async () => void expect(session.token()).toBe('token-1'))
  await session.logOut()
  expect(onClosed).toHaveBeenCalledExactlyOnceWith('logged-out')
  expect(calls.at(-1)).toEqual({ url: 'DELETE /sessions/current', token: 'token-1' })
})

test('log-out works without line', async () => {
  const { session, onClosed, answer } = setUp()
  await session.logIn(credentials)
  answer(failure('offline'))
  await session.logOut()
  expect(onClosed).toHaveBeenCalledOnce()
})

test('neither token nor password reaches the log', async () => {
  const { session, text } = setUp()
  await session.logIn(credentials)
  await session.logOut()
  expect(text()).not.toMatch(/token-1|a long password|123456|E20481/)
})

test('a lock first ends the report, then covers everything, then tells the service', async () => {
  const { session, calls, beforeLock, onLocked } = setUp()
  await session.logIn(credentials)
  const viewingEnd = { params: { id: crypto.randomUUID() as never }, body: { ending: 'locked' as const } }
  beforeLock.mockImplementation(async () => {
    expect(onLocked).not.toHaveBeenCalled()
    await session.call(postViewingEnd, viewingEnd)
  })
  const locking = session.lock('suspend')
  expect(onLocked).toHaveBeenCalledOnce()
  await locking
  expect(calls.slice(1).map(({ url }) => url)).toEqual([
    expect.stringContaining('POST /viewings/'),
    'POST /sessions/current/lock',
  ])
})

test('while it is locked nothing is asked of the service, and unlocking brings a new token', async () => {
  const { session, calls, onUnlocked, answer } = setUp()
  await session.logIn(credentials)
  await session.lock('idle')
  await expect(session.call(getAllowance, {})).rejects.toMatchObject({ code: 'session-locked' })
  expect(calls.at(-1)?.url).toBe('POST /sessions/current/lock')

  answer({ token: 'token-new' })
  await session.unlock({ password: 'a long password', dynamicPassword: '654321' })
  expect([session.isLocked(), session.token()]).toEqual([false, 'token-new'])
  expect(onUnlocked).toHaveBeenCalledOnce()
})

test('a refused unlocking leaves it locked', async () => {
  const { session, onUnlocked, answer } = setUp()
  await session.logIn(credentials)
  await session.lock('idle')
  answer(failure('credentials-refused'))
  const wrong = { password: 'wrong', dynamicPassword: '654321' }
  await expect(session.unlock(wrong)).rejects.toMatchObject({ code: 'credentials-refused' })
  expect([session.isLocked(), onUnlocked.mock.calls]).toEqual([true, []])
})

test.each([
  { how: 'an answer that says so', answered: failure('session-locked'), ask: 'call' },
  { how: 'a look that finds it', answered: { isLocked: true }, ask: 'look' },
] as const)('a lock by the service, known from $how, locks here without telling it back', async ({ answered, ask }) => {
  const { session, calls, beforeLock, onLocked, answer } = setUp()
  await session.logIn(credentials)
  answer(answered)
  if (ask === 'look') await session.look()
  else await expect(session.call(getAllowance, {})).rejects.toMatchObject({ code: 'session-locked' })
  expect([session.isLocked(), beforeLock.mock.calls.length, onLocked.mock.calls.length]).toEqual([true, 1, 1])
  expect(calls).toHaveLength(2)
})

test('the end of a locked session is noticed too', async () => {
  const { session, onClosed, answer } = setUp()
  await session.logIn(credentials)
  await session.lock('lock-screen')
  answer(failure('session-ended'))
  await session.look()
  expect(onClosed).toHaveBeenCalledExactlyOnceWith('session-ended')
})

test('nobody is logged in while the log is not trusted, and no password is sent', async () => {
  const { session, beforeLogIn, calls } = setUp()
  beforeLogIn.mockRejectedValue(new AppError('log-untrusted', 'Refused.'))
  await expect(session.logIn(credentials)).rejects.toMatchObject({ code: 'log-untrusted' })
  expect(calls).toEqual([])
})

test('a session abandoned here is over before the service hears of it', async () => {
  const { session, onClosed, calls } = setUp()
  await session.logIn(credentials)
  session.abandon('log-untrusted')
  expect(() => session.token()).toThrow()
  expect(onClosed).toHaveBeenCalledExactlyOnceWith('log-untrusted')
  expect(calls.at(-1)).toEqual({ url: 'DELETE /sessions/current', token: 'token-1' })
})
