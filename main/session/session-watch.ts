/** Keeps an ear at the service while somebody is logged in: what ends the session there ends it here within a second. */

import type { ServiceEvent } from '#contract/http/events.ts'
import type { OpenEvents } from '#main/service/event-stream.ts'
import type { SessionService } from './session-service.ts'

export interface SessionWatch {
  /** Watches the session that is open now, until `stop` or its end. */
  start(): void
  stop(): void
}

export interface SessionWatchDependencies {
  readonly session: Pick<SessionService, 'token' | 'look' | 'noticeFailure'>
  readonly openEvents: OpenEvents
  /** The line has been lost for so long that nothing sealed may stay on screen. */
  readonly onLost: () => void
  /** Something about the session or the workstation is different. */
  readonly onChanged: () => void
  /** Something waits for the user, or waits no more. */
  readonly onToDoChanged: () => void
  /** Queries were stopped where the user works, or may go on. */
  readonly onQueryStopChanged: () => void
  readonly clock: () => number
  readonly pause: (milliseconds: number, signal: AbortSignal) => Promise<void>
}

const againAfterMs = 1000
/** With the ten seconds of silence that it takes to notice: two heartbeats of the service. */
const lostAfterMs = 10_000

/** When the service was last heard, and whether that was told. */
interface Line {
  heardAt: number
  isLost: boolean
}

export function createSessionWatch(dependencies: SessionWatchDependencies): SessionWatch {
  const { session, openEvents, onLost, onChanged, clock, pause } = dependencies
  const heard: Readonly<Record<ServiceEvent['type'], () => void>> = {
    'session-changed': () => void session.look().then(onChanged),
    'to-do-changed': dependencies.onToDoChanged,
    'query-stop-changed': dependencies.onQueryStopChanged,
  }
  let watching: AbortController | undefined

  return {
    start() {
      watching?.abort()
      watching = new AbortController()
      void watch(session.token(), watching.signal)
    },
    stop() {
      watching?.abort()
      watching = undefined
    },
  }

  async function watch(token: string, signal: AbortSignal): Promise<void> {
    const line: Line = { heardAt: clock(), isLost: false }
    while (!signal.aborted) {
      await listen(token, line, signal)
      if (signal.aborted) return
      tellWhenLost(line)
      await pause(againAfterMs, signal)
    }
  }

  /** Until the stream breaks off; a refusal that ends the session ends it by `noticeFailure`. */
  async function listen(token: string, line: Line, signal: AbortSignal): Promise<void> {
    let isOpen = false
    const onOpen = () => {
      isOpen = true
      line.isLost = false
    }
    try {
      await openEvents(token, { onOpen, onEvent: ({ type }) => heard[type]() }, signal)
    } catch (error) {
      session.noticeFailure(error, token)
    }
    if (isOpen) line.heardAt = clock()
  }

  function tellWhenLost(line: Line): void {
    if (line.isLost || clock() - line.heardAt < lostAfterMs) return
    line.isLost = true
    onLost()
  }
}
