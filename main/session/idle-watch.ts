/** Locks the session when nobody has touched our windows for too long, and tells the service while somebody does. */

import type { SessionService } from './session-service.ts'

export interface IdleWatch {
  /** Watches the session that is open now, until `stop`. */
  start(): void
  stop(): void
}

export interface IdleWatchDependencies {
  readonly session: Pick<SessionService, 'current' | 'isLocked' | 'lock' | 'look'>
  /** Milliseconds since the user's last input in our windows. */
  readonly sinceInputMs: () => number
  /** Calls back every so many milliseconds until the returned function is called. */
  readonly every: (milliseconds: number, action: () => void) => () => void
}

const tickMs = 1000
/** Reading a long page asks the service nothing; it hears of the reader this often. */
const tellEveryMs = 60_000

export function createIdleWatch({ session, sinceInputMs, every }: IdleWatchDependencies): IdleWatch {
  let stopTicking: (() => void) | undefined
  let untilToldMs = tellEveryMs

  return {
    start() {
      stopTicking?.()
      untilToldMs = tellEveryMs
      stopTicking = every(tickMs, tick)
    },
    stop() {
      stopTicking?.()
      stopTicking = undefined
    },
  }

  function tick(): void {
    const limitMinutes = session.current()?.idleMinutes
    if (limitMinutes === undefined || session.isLocked()) return
    const idleMs = sinceInputMs()
    if (idleMs >= limitMinutes * 60_000) return void session.lock('idle')
    untilToldMs -= tickMs
    // Every request says how long ago the last input was; this one says nothing else.
    if (untilToldMs > 0 || idleMs >= tellEveryMs) return
    untilToldMs = tellEveryMs
    void session.look()
  }
}
