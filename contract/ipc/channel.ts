/** How a window and the main process talk: a channel is a name, the windows that may use it and two schemas. */

import * as z from 'zod'
import { Failure } from '#contract/failure.ts'

/** Each window has one role for life; a channel answers only the roles it names. */
export type WindowRole = 'login' | 'app' | 'viewer'

export interface Channel<I extends z.ZodType, O extends z.ZodType> {
  readonly name: `app:${string}:${string}`
  readonly roles: readonly WindowRole[]
  readonly input: I
  readonly output: O
}

export function channel<I extends z.ZodType, O extends z.ZodType>(
  name: Channel<I, O>['name'],
  shapes: { roles: readonly WindowRole[]; input: I; output: O },
): Channel<I, O> {
  return { name, ...shapes }
}

/** What main tells windows unasked. */
export interface Announcement<P extends z.ZodType> {
  readonly name: `app:${string}:${string}`
  readonly roles: readonly WindowRole[]
  readonly payload: P
}

export function announcement<P extends z.ZodType>(
  name: Announcement<P>['name'],
  shapes: { roles: readonly WindowRole[]; payload: P },
): Announcement<P> {
  return { name, ...shapes }
}

export const Nothing = z.strictObject({})

/** What `main` answers. Electron keeps only the message of a thrown error, so failures are values. */
export const Reply = z.discriminatedUnion('ok', [
  z.strictObject({ ok: z.literal(true), value: z.unknown() }),
  z.strictObject({ ok: z.literal(false), failure: Failure }),
])
export type Reply = z.output<typeof Reply>

/** The functions the preload puts on `window.bridge`, and nothing else. */
export interface Bridge {
  invoke(name: string, input: unknown): Promise<unknown>
  /** Calls back with the plain payload, never with an event object. Returns the function that stops it. */
  listen(name: string, listener: (payload: unknown) => void): () => void
}
