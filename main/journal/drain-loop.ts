/** Sends the journal when there is something to send and a service to take it; waits longer after each failure. */

import type { Journal } from './journal-service.ts'

const firstWaitMs = 1000
const longestWaitMs = 300_000

export interface DrainLoop {
  /** Something was noted, or the service can be reached again: tries soon. */
  wake(): void
  stop(): void
}

export interface DrainTimers {
  readonly after: (milliseconds: number, action: () => void) => () => void
  /** From 0 to below 1. */
  readonly random: () => number
}

export function runDrainLoop(journal: Pick<Journal, 'drain'>, { after, random }: DrainTimers): DrainLoop {
  let failures = 0
  let cancel: (() => void) | undefined
  let isStopped = false

  return {
    wake: () => {
      failures = 0
      plan(firstWaitMs / 2)
    },
    stop: () => {
      isStopped = true
      cancel?.()
    },
  }

  function plan(waitMs: number): void {
    cancel?.()
    if (!isStopped) cancel = after(waitMs, () => void attempt())
  }

  async function attempt(): Promise<void> {
    if (await journal.drain()) return
    failures += 1
    // Full jitter, so that a hundred thousand workstations do not come back in the same second.
    plan(firstWaitMs + random() * Math.min(longestWaitMs, firstWaitMs * 2 ** failures))
  }
}
