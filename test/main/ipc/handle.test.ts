import { expect, test, vi } from 'vitest'
import * as z from 'zod'
import { AppError } from '#contract/failure.ts'
import { channel, Reply, type WindowRole } from '#contract/ipc/channel.ts'
import { createHandle, type HandleDependencies } from '#main/ipc/handle.ts'
import { documentOf } from '#main/platform/app-address.ts'
import { aLog } from '#test/support/client-parts.ts'

const double = channel('app:test:double', {
  roles: ['app'],
  input: z.strictObject({ number: z.number(), note: z.string().optional() }),
  output: z.strictObject({ doubled: z.number() }),
})

const frame = { url: documentOf('app'), origin: 'app://app', parent: null, processId: 7, routingId: 1 }

interface Frame extends Omit<typeof frame, 'parent'> {
  readonly parent: Frame | null
}

function anEvent(changes: { frame?: Partial<Frame> | null; id?: number; isDestroyed?: boolean } = {}) {
  const { frame: frameChanges = {}, id = 1, isDestroyed = false } = changes
  return {
    senderFrame: frameChanges && { ...frame, ...frameChanges },
    sender: { id, mainFrame: frame, isDestroyed: () => isDestroyed },
  }
}

function setUp(answer: (input: { number: number }) => unknown = ({ number }) => ({ doubled: number * 2 })) {
  let listener: (event: unknown, raw: unknown) => Promise<unknown> = async () => undefined
  let now = 0
  const roles: Record<number, WindowRole> = { 1: 'app', 2: 'login', 3: 'viewer' }
  const ipc = {
    handle: (_name: string, given: never) => {
      listener = given
    },
  }
  const { log, text } = aLog()
  const body = vi.fn(answer)
  const dependencies = { ipc, roleOf: (id: number) => roles[id], log, clock: () => now }
  createHandle(dependencies as unknown as HandleDependencies)(double, body as never)
  return {
    body,
    text,
    pass: (ms: number) => {
      now += ms
    },
    ask: async (raw: unknown, event: unknown = anEvent()) => Reply.parse(await listener(event, raw)),
  }
}

const loginFrame = { ...frame, url: documentOf('login'), origin: 'app://login' }
const evil = { ...frame, url: 'https://evil.example/', origin: 'https://evil.example' }

test.each([
  ['a frame that is gone', anEvent({ frame: null })],
  ['a destroyed page', anEvent({ isDestroyed: true })],
  ['a child frame', anEvent({ frame: { parent: frame } })],
  ['an empty child frame', anEvent({ frame: { parent: frame, url: 'about:blank', origin: 'null' } })],
  ['a page of no window', anEvent({ id: 9 })],
  ['a window of another role on its own page', anEvent({ id: 2, frame: loginFrame })],
  ['a window of another role on this page', anEvent({ id: 2 })],
  ['another process', anEvent({ frame: { processId: 8 } })],
  ['another host', anEvent({ frame: { url: documentOf('login') } })],
  ['another page of our host', anEvent({ frame: { url: 'app://app/app/other.html' } })],
  ['user information', anEvent({ frame: { url: 'app://x@app/app/index.html' } })],
  ['a trailing dot', anEvent({ frame: { url: 'app://app./app/index.html' } })],
  ['an opaque origin', anEvent({ frame: { origin: 'null' } })],
  ['a foreign page', anEvent({ frame: evil })],
  ['a page of the role’s document in the report window', anEvent({ id: 3 })],
])('%s is refused and nothing is done', async (_who, event) => {
  const { ask, body } = setUp()
  expect(await ask({ number: 1 }, event)).toMatchObject({ ok: false, failure: { code: 'forbidden' } })
  expect(body).not.toHaveBeenCalled()
})

test('our own page is answered, with a fragment too', async () => {
  const event = anEvent({ frame: { url: `${documentOf('app')}#language=en` } })
  expect(await setUp().ask({ number: 21 }, event)).toEqual({ ok: true, value: { doubled: 42 } })
})

const cyclic: Record<string, unknown> = { number: 1 }
cyclic['self'] = cyclic

test.each([
  ['a wrong type', { number: '1' }],
  ['an extra key', { number: 1, more: 1 }],
  ['a prototype key', JSON.parse('{"number":1,"__proto__":{"polluted":true}}')],
  ['a constructor key', JSON.parse('{"number":1,"constructor":{}}')],
  ['no number', { number: Number.NaN }],
  ['a list', [1]],
  ['nothing', undefined],
  ['a date', new Date()],
  ['a big number', { number: 1n }],
])('%s is refused as input and nothing is done', async (_what, raw) => {
  const { ask, body } = setUp()
  expect(await ask(raw)).toMatchObject({ ok: false, failure: { code: 'invalid-input' } })
  expect(body).not.toHaveBeenCalled()
})

test.each([
  ['ten million characters', { number: 1, note: 'x'.repeat(10_000_000) }],
  ['a cycle', cyclic],
  ['deep nesting', JSON.parse(`${'{"a":'.repeat(5000)}1${'}'.repeat(5000)}`)],
])('%s is too large', async (_what, raw) => {
  expect(await setUp().ask(raw)).toMatchObject({ ok: false, failure: { code: 'too-large' } })
})

test('the hundred-and-first call of a second is refused, the next second’s is not', async () => {
  const { ask, pass } = setUp()
  for (let count = 0; count < 100; count++) expect(await ask({ number: 1 })).toMatchObject({ ok: true })
  expect(await ask({ number: 1 })).toMatchObject({ ok: false, failure: { code: 'forbidden' } })
  pass(1000)
  expect(await ask({ number: 1 })).toMatchObject({ ok: true })
})

test('a foreseen failure keeps its code', async () => {
  const { ask } = setUp(() => {
    throw new AppError('offline', 'No line.')
  })
  expect(await ask({ number: 1 })).toEqual({ ok: false, failure: { code: 'offline', message: 'No line.' } })
})

test('an unforeseen error says nothing on screen and no message in the log', async () => {
  const { ask, text } = setUp(() => {
    throw new TypeError('张三 110101199003070070')
  })
  const reply = await ask({ number: 1 })
  expect(reply).toMatchObject({ ok: false, failure: { code: 'unexpected' } })
  expect(JSON.stringify(reply) + text()).not.toMatch(/张三|110101199003070070/)
  expect(text()).toContain('TypeError')
})

test('an answer that breaks its contract does not reach the page', async () => {
  const { ask } = setUp(() => ({ doubled: 2, secret: 'token' }))
  const reply = await ask({ number: 1 })
  expect(reply).toMatchObject({ ok: false, failure: { code: 'unexpected' } })
  expect(JSON.stringify(reply)).not.toContain('token')
})
