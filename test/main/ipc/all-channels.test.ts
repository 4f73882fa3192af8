/** Every channel of the contract, found by itself: a new one is held to the same rules without being named here. */

import { readdirSync } from 'node:fs'
import { resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import fc from 'fast-check'
import { expect, test, vi } from 'vitest'
import * as z from 'zod'
import type { Channel, WindowRole } from '#contract/ipc/channel.ts'
import { createHandle, type HandleDependencies } from '#main/ipc/handle.ts'
import { documentOf } from '#main/platform/app-address.ts'
import { aLog } from '#test/support/client-parts.ts'

type AnyChannel = Channel<z.ZodType, z.ZodType>

const files = readdirSync('contract/ipc').filter((name) => name !== 'channel.ts')
const modules: Record<string, unknown>[] = await Promise.all(
  files.map((name) => import(/* @vite-ignore */ pathToFileURL(resolve('contract', 'ipc', name)).href)),
)
const channels = modules.flatMap((module) => Object.values(module)).filter(isChannel)
const roles = ['login', 'app', 'viewer'] as const satisfies WindowRole[]
const cases = channels.map((channel) => ({ name: channel.name, channel }))

function isChannel(value: unknown): value is AnyChannel {
  return typeof value === 'object' && value !== null && 'input' in value && 'output' in value && 'roles' in value
}

function pageOf(role: WindowRole) {
  return { url: documentOf(role), origin: `app://${role}`, parent: null, processId: 7, routingId: 1 }
}

function anEvent(role: WindowRole, senderFrame: unknown = pageOf(role)) {
  return { senderFrame, sender: { id: roles.indexOf(role), mainFrame: pageOf(role), isDestroyed: () => false } }
}

function open(channel: AnyChannel, answer: () => unknown = () => undefined) {
  let listener: (event: unknown, raw: unknown) => Promise<unknown> = async () => undefined
  const { log, text } = aLog()
  const body = vi.fn(answer)
  const ipc = {
    handle: (_name: string, given: never) => {
      listener = given
    },
  }
  const dependencies = { ipc, roleOf: (id: number) => roles[id], log, clock: () => 0 }
  createHandle(dependencies as unknown as HandleDependencies)(channel, body as never)
  const [role = 'app'] = channel.roles
  return { body, text, role, ask: (raw: unknown, event: unknown = anEvent(role)) => listener(event, raw) }
}

const refusedAs = (code: string) => ({ ok: false, failure: { code } })

test('there are channels, and every name is one only', () => {
  expect(channels.length).toBeGreaterThan(15)
  expect(new Set(channels.map(({ name }) => name)).size).toBe(channels.length)
})

test.each(cases)('$name answers only the windows it names', async ({ channel }) => {
  for (const role of roles.filter((role) => !channel.roles.includes(role))) {
    const { ask, body } = open(channel)
    expect(await ask({}, anEvent(role))).toMatchObject(refusedAs('forbidden'))
    expect(body).not.toHaveBeenCalled()
  }
})

test.each(cases)('$name answers no frame but the top one on its own document', async ({ channel }) => {
  const { ask, body, role } = open(channel)
  const page = pageOf(role)
  const strangers = [
    null,
    { ...page, parent: page },
    { ...page, parent: page, url: 'about:blank', origin: 'null' },
    { ...page, parent: page, url: 'about:srcdoc', origin: 'null' },
    { ...page, routingId: 2 },
    { ...page, processId: 8 },
    { ...page, url: `app://x@${role}/${role}/index.html` },
    { ...page, url: `app://${role}:80/${role}/index.html` },
    { ...page, url: `app://${role}./${role}/index.html` },
    { ...page, url: page.url.toUpperCase() },
    { ...page, url: `${page.url}/x` },
    { ...page, url: `${page.url}?x` },
    { ...page, origin: 'null' },
    { ...page, origin: 'https://evil.example' },
  ]
  for (const frame of strangers) expect(await ask({}, anEvent(role, frame))).toMatchObject(refusedAs('forbidden'))
  expect(body).not.toHaveBeenCalled()
})

const poison = fc.constantFrom(
  JSON.parse('{"__proto__":{"polluted":true}}'),
  JSON.parse('{"constructor":{"prototype":{"polluted":true}}}'),
  JSON.parse('{"a":{"b":[{"__proto__":{"polluted":true}}]}}'),
)
const anything = fc.anything({
  withBigInt: true,
  withDate: true,
  withMap: true,
  withSet: true,
  withTypedArray: true,
  withSparseArray: true,
  withUnicodeString: true,
  withNullPrototype: true,
  withBoxedValues: true,
})

test.each(cases)(
  '$name does nothing with what its schema refuses, and hears only what it made anew',
  async ({ channel }) => {
    await fc.assert(
      fc.asyncProperty(fc.oneof(anything, poison), async (raw) => {
        const { ask, body } = open(channel)
        const reply = await ask(raw)
        const parsed = channel.input.safeParse(raw)
        if (!parsed.success) {
          expect(reply).toMatchObject({ ok: false })
          expect(body).not.toHaveBeenCalled()
        } else if (body.mock.calls.length > 0) {
          expect((body.mock.calls[0] as unknown[])[0]).toEqual(parsed.data)
        }
      }),
      { numRuns: 60 },
    )
  },
)

test.each(cases)(
  '$name refuses keys that would reach a prototype, at any depth, and pollutes nothing',
  async ({ channel }) => {
    const shape = channel.input instanceof z.ZodObject ? Object.keys(channel.input.shape) : []
    const [field = 'x'] = shape
    for (const key of ['__proto__', 'constructor', 'prototype']) {
      const own = JSON.parse(`{"${key}":{"polluted":true}}`)
      for (const raw of [own, { [field]: own }, { [field]: [own] }]) {
        const { ask, body } = open(channel)
        expect(await ask(raw)).toMatchObject({ ok: false })
        expect(body).not.toHaveBeenCalled()
      }
    }
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined()
  },
)

test.each(cases)('$name refuses what is too large, too deep or without end', async ({ channel }) => {
  const cyclic: Record<string, unknown> = {}
  cyclic['self'] = cyclic
  const deep = JSON.parse(`${'{"a":'.repeat(3000)}1${'}'.repeat(3000)}`)
  for (const raw of [{ x: 'x'.repeat(10_000_000) }, cyclic, deep]) {
    const { ask, body } = open(channel)
    expect(await ask(raw)).toMatchObject({ ok: false })
    expect(body).not.toHaveBeenCalled()
  }
})

test.each(cases)('$name says nothing of an error that nobody foresaw', async ({ channel }) => {
  const secret = 'select * from token where seed = 1 /home/li 110101199003070070'
  const { ask, body, text } = open(channel, () => {
    throw new Error(secret)
  })
  const reply = await ask(await validInput(channel))
  if (body.mock.calls.length === 0) return
  expect(reply).toMatchObject(refusedAs('unexpected'))
  expect(JSON.stringify(reply) + text()).not.toContain('seed')
})

test.each(cases)('$name gives no answer that breaks its contract', async ({ channel }) => {
  const { ask, body } = open(channel, () => Symbol('not an answer'))
  const reply = await ask(await validInput(channel))
  if (body.mock.calls.length > 0) expect(reply).toMatchObject(refusedAs('unexpected'))
})

/** An input the schema takes, where one is easily found: enough to let most handlers run. */
async function validInput(channel: AnyChannel): Promise<unknown> {
  const candidates = [
    {},
    { page: 1 },
    { language: 'en' },
    { queryId: crypto.randomUUID() },
    { id: crypto.randomUUID() },
  ]
  return candidates.find((candidate) => channel.input.safeParse(candidate).success) ?? {}
}
