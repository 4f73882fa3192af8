import { setTimeout as delay } from 'node:timers/promises'
import type { Logger } from '#central/logger.ts'
import { FencedError, type Sequencer } from './sequencer.ts'

/** How long an idle sequencer waits before it looks for entries of other instances. Its own instance wakes it. */
const idleLookMs = 50

export interface SequencerLoop {
  /** Says that an entry has been committed. */
  wake(): void
  /** Ends after the flush in progress. */
  stop(): Promise<void>
}

/** Runs a sequencer until it is stopped or another one takes over; `onPublished` after each batch. */
export function runSequencer(start: () => Promise<Sequencer>, onPublished: () => void, logger: Logger): SequencerLoop {
  const stopping = new AbortController()
  let woken = Promise.withResolvers<void>()
  const finished = loop()

  return {
    wake: () => woken.resolve(),
    stop: async () => {
      stopping.abort()
      woken.resolve()
      await finished
    },
  }

  async function loop(): Promise<void> {
    let sequencer: Sequencer | undefined
    while (!stopping.signal.aborted) {
      try {
        sequencer ??= await start()
        await flushOrWait(sequencer)
      } catch (error) {
        if (error instanceof FencedError)
          return logger.warn({ event: 'sequencer-fenced' }, 'another sequencer has taken over')
        logger.error({ event: 'sequencer-failed', err: error }, 'the log could not be sequenced; trying again')
        await pause(1000)
      }
    }
  }

  async function flushOrWait(sequencer: Sequencer): Promise<void> {
    woken = Promise.withResolvers()
    if ((await sequencer.flush()) > 0) onPublished()
    else await Promise.race([woken.promise, pause(idleLookMs)])
  }

  function pause(milliseconds: number): Promise<void> {
    return delay(milliseconds, undefined, { signal: stopping.signal }).catch(() => undefined)
  }
}
