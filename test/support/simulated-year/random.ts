/** Numbers that look random and are the same for the same seed. */

export interface Random {
  /** From 0 up to 1. */
  next(): number
  /** A whole number from `from` up to and with `until`. */
  whole(from: number, until: number): number
  chance(share: number): boolean
  pick<T>(from: readonly T[]): T
}

/** The generator known as mulberry32. */
export function randomOf(seed: number): Random {
  let state = seed >>> 0
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
  const whole = (from: number, until: number) => from + Math.floor(next() * (until - from + 1))
  return { next, whole, chance: (share) => next() < share, pick: (from) => from[whole(0, from.length - 1)] as never }
}
