/** Whether a PC is still the one that was registered: pure, so that every case stands in one table of tests. */

import type { PolicyBody } from '#contract/policy.ts'
import { type HardwareFactor, type HardwareFactors, hardwareFactors } from '#contract/workstation.ts'

/**
 * `same`: nothing changed. `small`: what changed weighs little; goes through and becomes the new state. `large`: rather
 * another PC. `unreadable`: so little can be compared that nothing is shown. `first`: nothing was known before.
 */
export interface FactorJudgement {
  readonly verdict: 'first' | 'same' | 'small' | 'large' | 'unreadable'
  readonly changed: readonly HardwareFactor[]
  readonly missing: readonly HardwareFactor[]
  /** Share of the comparable weight that stayed as it was, 0 to 100. */
  readonly matchPercent: number
}

/** Values of one factor are the same when at least half of all of them are in both: a dock adds a network card. */
const sameShare = 0.5

/** Compares a reading with the one that was accepted. */
export function judgeFactors(
  known: HardwareFactors,
  reading: HardwareFactors,
  { weights, acceptPercent }: PolicyBody['hardware'],
): FactorJudgement {
  const expected = hardwareFactors.filter((name) => known[name] !== undefined)
  const missing = expected.filter((name) => reading[name] === undefined)
  const comparable = expected.filter((name) => reading[name] !== undefined)
  const changed = comparable.filter((name) => !isSame(known[name] ?? [], reading[name] ?? []))
  const weigh = (names: readonly HardwareFactor[]) => names.reduce((sum, name) => sum + weights[name], 0)
  const compared = weigh(comparable)
  const matchPercent = compared === 0 ? 0 : Math.floor(((compared - weigh(changed)) * 100) / compared)
  const found = { changed, missing, matchPercent }

  if (expected.length === 0) return { ...found, verdict: 'first' }
  // Whoever shows less than half of what was known shows nothing.
  if (compared * 2 < weigh(expected)) return { ...found, verdict: 'unreadable' }
  if (changed.length === 0) return { ...found, verdict: 'same' }
  return { ...found, verdict: matchPercent >= acceptPercent ? 'small' : 'large' }
}

/** The state after a reading was let in: what was read counts, what could not be read stays as it was. */
export function acceptReading(known: HardwareFactors, reading: HardwareFactors): HardwareFactors {
  return { ...known, ...reading }
}

function isSame(known: readonly string[], read: readonly string[]): boolean {
  const both = known.filter((value) => read.includes(value)).length
  return both / new Set([...known, ...read]).size >= sameShare
}
