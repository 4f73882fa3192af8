/** Refuses a start before there is a window, a session or a key. */

import type { Clock } from '#main/clock.ts'
import type { Log } from '#main/log.ts'
import { judgeStart, type StartFacts, type StartRefusal } from './judge-start.ts'

/** The program's exit code when it refused to start. */
export const refusedExitCode = 3

export interface GuardDependencies {
  readonly log: Log
  readonly clock: Clock
  readonly record: (refusal: StartRefusal, at: Date) => void
  /** Ends the process at once, without waiting for anything. */
  readonly exit: (code: number) => void
}

export interface Guard {
  judge(facts: StartFacts): void
  refuse(refusal: StartRefusal): void
}

export function createGuard({ log, clock, record, exit }: GuardDependencies): Guard {
  return {
    refuse,
    judge: (facts) => {
      const refusal = judgeStart(facts)
      if (refusal) refuse(refusal)
    },
  }

  function refuse(refusal: StartRefusal): void {
    record(refusal, new Date(clock()))
    log.write('start-refused', { reason: [refusal.kind, ...refusal.names].join(' ') })
    exit(refusedExitCode)
  }
}
