import { createHash } from 'node:crypto'

/** A stream of choices that is the same whenever the labels are. */
export interface Draws {
  /** A whole number between both ends, ends included. */
  whole(from: number, to: number): number
  pick<T>(choices: readonly T[]): T
  chance(percent: number): boolean
  /** As many characters of the alphabet as asked. */
  letters(alphabet: string, count: number): string
}

/** Starts the stream of these labels; another label gives a stream that has nothing to do with it. */
export function drawsOf(...labels: readonly string[]): Draws {
  const seed = createHash('sha256').update(labels.join('\n')).digest()
  let state = seed.readUInt32LE(0)

  /** mulberry32: 32 bits of state are enough to vary a made-up life. */
  function next(): number {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }

  function whole(from: number, to: number): number {
    return from + Math.floor(next() * (to - from + 1))
  }

  function pick<T>(choices: readonly T[]): T {
    const picked = choices[whole(0, choices.length - 1)]
    if (picked === undefined) throw new RangeError('There is nothing to choose from.')
    return picked
  }

  return {
    whole,
    pick,
    chance: (percent) => next() * 100 < percent,
    letters: (alphabet, count) => Array.from({ length: count }, () => pick([...alphabet])).join(''),
  }
}
