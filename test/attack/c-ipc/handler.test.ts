import fc from 'fast-check'
import { expect, vi } from 'vitest'
import { logIn } from '#contract/ipc/shell.ts'
import { releasePageKey } from '#contract/ipc/viewer.ts'
import { createHandle, type HandleDependencies } from '#main/ipc/handle.ts'
import { documentOf } from '#main/platform/app-address.ts'
import { makeBridge } from '#preload/make-bridge.ts'
import { createNaiveHandler } from '#test/attack/naive/naive-handler.ts'
import { attack } from '#test/attack/support/attack.ts'
import { aLog } from '#test/support/client-parts.ts'

const roles = ['login', 'app', 'viewer'] as const
const secret = '沈嘉禾 320506198603140210'

function pageOf(role: string, changes: object = {}) {
  return {
    url: `app://${role}/${role}/index.html`,
    origin: `app://${role}`,
    parent: null,
    processId: 7,
    routingId: 1,
    ...changes,
  }
}

/** Main's own handler for the report window's keys, with a body that tells when it runs. */
function aHandler(answer: () => unknown = () => ({ envelope: secret })) {
  let listener: (event: unknown, raw: unknown) => Promise<unknown> = async () => undefined
  const body = vi.fn(answer)
  const ipc = {
    handle: (_name: string, given: never) => {
      listener = given
    },
  }
  const { log, text } = aLog()
  const dependencies = { ipc, roleOf: (id: number) => roles[id], log, clock: () => 0 }
  createHandle(dependencies as unknown as HandleDependencies)(releasePageKey, body as never)
  const ask = (frame: unknown, raw: unknown, id = 2) =>
    listener({ senderFrame: frame, sender: { id, mainFrame: pageOf('viewer'), isDestroyed: () => false } }, raw)
  return { ask, body, text }
}

const naive = createNaiveHandler((input: { page?: unknown }) => `${secret} page ${String(input?.page)}`)

async function isRefused(frame: unknown, raw: unknown = { page: 1 }, id?: number): Promise<void> {
  const { ask, body, text } = aHandler()
  expect(await ask(frame, raw, id)).toMatchObject({ ok: false })
  expect(body).not.toHaveBeenCalled()
  // Every refused call is a line of the log.
  expect(text()).toContain('call-failed')
}

attack('C01', 'a call from a child frame, an empty frame, a sandboxed document inside', {
  probe: async () => {
    const parent = pageOf('viewer')
    for (const url of ['about:blank', 'about:srcdoc', documentOf('viewer')])
      await isRefused(pageOf('viewer', { parent, url, origin: url === documentOf('viewer') ? parent.origin : 'null' }))
  },
  control: () => naive({ senderFrame: pageOf('viewer', { parent: {} }) }, { page: 1 }),
})

attack('C02', 'a frame that is gone, or has gone elsewhere between asking and answer', {
  probe: async () => {
    await isRefused(null)
    await isRefused(pageOf('viewer', { routingId: 9 }))
    await isRefused(pageOf('viewer', { url: 'https://evil.example/' }))
  },
  control: () => naive({ senderFrame: null }, { page: 1 }),
})

attack('C03', 'the right page with a user name, a port, another path, other letters, a dot, no origin', {
  probe: async () => {
    for (const url of [
      'app://x@viewer/viewer/index.html',
      'app://viewer:80/viewer/index.html',
      'app://viewer/viewer/other.html',
      'APP://VIEWER/viewer/index.html',
      'app://viewer./viewer/index.html',
      'app://viewer/viewer/index.html?x',
    ])
      await isRefused(pageOf('viewer', { url }))
    for (const origin of ['null', 'app://app', 'app://viewer.evil', '']) await isRefused(pageOf('viewer', { origin }))
  },
  control: () => naive({ senderFrame: pageOf('evil') }, { page: 1 }),
})

attack('C04', 'the login window asking for a page of a report', {
  probe: async () => {
    await isRefused(pageOf('login'), { page: 1 }, 0)
    await isRefused(pageOf('app'), { page: 1 }, 1)
    await isRefused(pageOf('viewer'), { page: 1 }, 0)
  },
  control: () => naive({ senderFrame: pageOf('login') }, { page: 1 }),
})

attack('C05', 'unknown channels, Electron’s own, names of the prototype', {
  probe: async () => {
    const invoke = vi.fn(async () => secret)
    const bridge = makeBridge({ invoke, on: vi.fn(), removeListener: vi.fn() } as never, ['app:viewer:', 'app:window:'])
    const names = [
      'app:query:list',
      logIn.name,
      '__proto__',
      'constructor',
      'toString',
      'ELECTRON_BROWSER_SANDBOX_LOAD',
      '',
      'app:viewer',
    ]
    for (const name of names) await expect(bridge.invoke(name, {})).rejects.toThrow('Not a channel of this window.')
    expect(invoke).not.toHaveBeenCalled()
  },
  control: () => naive({}, { page: '__proto__' }),
})

attack('C06', 'wrong types, extra and poisoned keys, ten million characters, cycles, depth, getters, lone surrogates', {
  probe: async () => {
    const cyclic: Record<string, unknown> = { page: 1 }
    cyclic['self'] = cyclic
    const fixed = [
      ...[{ page: '1' }, { page: Number.NaN }, { page: 1, more: 1 }, { page: 1n }, { page: new Date() }, [1], null],
      ...[
        JSON.parse('{"page":1,"__proto__":{"x":1}}'),
        { page: 'x'.repeat(10_000_000) },
        cyclic,
        { page: new Array(3) },
      ],
      ...[{ page: '\ud800' }, { page: '\u202e1' }, { page: 0 }, { page: 1.5 }, { page: 1e9 }],
      JSON.parse(`${'{"page":'.repeat(3000)}1${'}'.repeat(3000)}`),
    ]
    for (const raw of fixed) {
      const { ask, body } = aHandler()
      expect([typeof raw, await ask(pageOf('viewer'), raw)]).toMatchObject([typeof raw, { ok: false }])
      expect(body).not.toHaveBeenCalled()
    }
    await fc.assert(
      fc.asyncProperty(fc.anything({ withBigInt: true, withDate: true, withSparseArray: true }), async (raw) => {
        const { ask, body } = aHandler()
        await ask(pageOf('viewer'), raw)
        expect(body).not.toHaveBeenCalled()
      }),
      { numRuns: 200 },
    )
  },
  control: () => naive({}, JSON.parse('{"page":"x","__proto__":{"x":1}}')),
})

attack('C08', 'ten thousand calls at once', {
  probe: async () => {
    const { ask, body } = aHandler(() => ({ envelope: 'x' }))
    const started = performance.now()
    await Promise.all(Array.from({ length: 10_000 }, () => ask(pageOf('viewer'), { page: 1 })))
    expect(body.mock.calls.length).toBeLessThanOrEqual(100)
    expect(performance.now() - started).toBeLessThan(5000)
  },
  control: async () => {
    const answers = await Promise.all(Array.from({ length: 10_000 }, () => naive({}, { page: 1 })))
    return `${answers.length} answers, such as ${answers[0]}`
  },
})

attack('C11', 'an event object or the sender through a listener', {
  probe: () => {
    const listeners = new Map<string, (...args: unknown[]) => void>()
    const ipc = {
      invoke: vi.fn(),
      on: (name: string, listener: never) => listeners.set(name, listener),
      removeListener: vi.fn(),
    }
    const heard = vi.fn()
    makeBridge(ipc as never, ['app:window:']).listen('app:window:x', heard)
    listeners.get('app:window:x')?.({ sender: { send: secret } }, { plain: 1 }, 'more')
    expect(heard.mock.calls).toEqual([[{ plain: 1 }]])
  },
  control: () => {
    const heard: unknown[] = []
    const listener = (...args: unknown[]) => heard.push(...args)
    listener({ sender: 'ipcRenderer' }, { plain: 1 })
    return JSON.stringify(heard)
  },
})

attack('C12', 'an error that carries a path, a stack, SQL and a secret', {
  probe: async () => {
    const { ask, text } = aHandler(() => {
      throw new Error(`select token from session /home/li ${secret}`)
    })
    const reply = await ask(pageOf('viewer'), { page: 1 })
    expect(reply).toEqual({ ok: false, failure: { code: 'unexpected', message: expect.any(String) } })
    expect(JSON.stringify(reply) + text()).not.toMatch(/select|\/home\/li|沈嘉禾|3205/)
  },
  control: () =>
    createNaiveHandler(() => {
      throw new Error(`select token from session ${secret}`)
    })({}, {}),
})
