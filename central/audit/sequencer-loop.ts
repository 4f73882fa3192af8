import { setTimeout as delay } from 'node:timers/promises'
import type { Logger } from '#central/logger.ts'
import type { NewEntry } from './log-repository.ts'
import type { LocalSequencer } from './publications.ts'
import { FencedError, type Published, type Sequencer } from './sequencer.ts'

/** How long an idle sequencer waits before it looks for entries of other instances. Its own instance wakes it. */
const idleLookMs = 50
/** How long after the last entry of an open transaction nothing is placed without a look at the queue. */
const expectMs = 1000

export interface SequencerLoop extends LocalSequencer {
  /** Ends after the flush in progress. */
  stop(): Promise<void>
}

/** Entries that nobody has written, and who waits for them to be in the log. */
interface Handed {
  readonly entries: readonly NewEntry[]
  readonly done: PromiseWithResolvers<void>
}

/** Runs a sequencer until it is stopped or another one takes over; `onPublished` after each batch. */
export function runSequencer(
  start: () => Promise<Sequencer>,
  onPublished: (published: Published) => void,
  logger: Logger,
): SequencerLoop {
  const stopping = new AbortController()
  let woken = Promise.withResolvers<void>()
  let handed: Handed[] = []
  let isWanted = true
  let expectUntil = 0
  let lookedAt = 0
  /** It has begun and its last turn went well: entries may be handed to it. */
  let isReady = false
  const finished = loop()

  return {
    isReady: () => isReady,
    expect() {
      expectUntil = performance.now() + expectMs
    },
    wake() {
      isWanted = true
      woken.resolve()
    },
    place(entries) {
      const done = Promise.withResolvers<void>()
      handed.push({ entries, done })
      woken.resolve()
      return done.promise
    },
    async stop() {
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
        isReady = true
        await takeTurn(sequencer)
      } catch (error) {
        isReady = false
        if (error instanceof FencedError)
          return logger.warn({ event: 'sequencer-fenced' }, 'another sequencer has taken over')
        logger.error({ event: 'sequencer-failed', err: error }, 'the log could not be sequenced; trying again')
        await pause(1000)
      }
    }
    isReady = false
    settle(takeHanded(), new FencedError('The sequencer was stopped.'))
  }

  async function takeTurn(sequencer: Sequencer): Promise<void> {
    woken = Promise.withResolvers()
    const taken = takeHanded()
    try {
      const published = await publish(sequencer, taken)
      if (published) onPublished(published)
      settle(taken)
      if (!published) await Promise.race([woken.promise, pause(idleLookMs)])
    } catch (error) {
      settle([...taken, ...takeHanded()], error)
      throw error
    }
  }

  /** Looks for what waits when somebody said so, and from time to time for what other instances wrote. */
  async function publish(sequencer: Sequencer, taken: readonly Handed[]): Promise<Published | undefined> {
    const entries = taken.flatMap(({ entries: own }) => own)
    const now = performance.now()
    if (!isWanted && now > expectUntil && now - lookedAt < idleLookMs) return sequencer.place(entries)
    isWanted = false
    lookedAt = now
    return sequencer.flush(entries)
  }

  function takeHanded(): Handed[] {
    const taken = handed
    handed = []
    return taken
  }

  function settle(taken: readonly Handed[], error?: unknown): void {
    for (const { done } of taken) error === undefined ? done.resolve() : done.reject(error)
  }

  function pause(milliseconds: number): Promise<void> {
    return delay(milliseconds, undefined, { signal: stopping.signal }).catch(() => undefined)
  }
}
