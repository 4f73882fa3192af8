import { vi } from 'vitest'
import type { FailureCode } from '#contract/failure.ts'
import type { Reply } from '#contract/ipc/channel.ts'

type Answer = (input: never) => Reply | Promise<Reply>

export function succeed(value: unknown = {}): Reply {
  return { ok: true, value }
}

export function fail(code: FailureCode): Reply {
  return { ok: false, failure: { code, message: 'Refused by the fake.' } }
}

/** A line to a main process that is not there: canned replies by wire name, changed while a test runs. */
export function fakeBridge(answers: Record<string, Answer>) {
  const listeners = new Map<string, Set<(payload: unknown) => void>>()
  const invoke = vi.fn(async (name: string, input: unknown): Promise<unknown> => {
    const answer = answers[name]
    if (!answer) throw new Error(`Nobody answers ${name}.`)
    return answer(input as never)
  })
  return {
    bridge: {
      invoke,
      listen(name: string, listener: (payload: unknown) => void) {
        const known = listeners.get(name) ?? new Set()
        listeners.set(name, known.add(listener))
        return () => known.delete(listener)
      },
    },
    answers,
    announce: (name: string, payload: unknown) => {
      for (const listener of listeners.get(name) ?? []) listener(payload)
    },
    inputsOf: (name: string) => invoke.mock.calls.filter(([called]) => called === name).map(([, input]) => input),
  }
}
export type FakeBridge = ReturnType<typeof fakeBridge>
