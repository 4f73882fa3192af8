/** A year of a bank's officers: each honest, some with a script besides. The same seed gives the same year. */

import { anHonestDay, momentOf, type OfficeDay, type Officer, type YearRow } from './behaviour.ts'
import { randomOf } from './random.ts'
import { type Script, scripts } from './scripts.ts'

export interface SimulatedYear {
  /** In order of time. */
  readonly rows: readonly YearRow[]
  readonly scriptOf: ReadonlyMap<number, Script>
  readonly officers: number
}

export interface YearOrder {
  readonly seed: number
  readonly officers: number
  readonly days: readonly OfficeDay[]
  /** How many officers follow each script. */
  readonly perScript: number
}

export function simulateYear({ seed, officers, days, perScript }: YearOrder): SimulatedYear {
  const scriptOf = new Map<number, Script>()
  const rows: YearRow[] = []
  const drawn = randomOf(seed)
  for (let number = 0; number < officers; number += 1) {
    const script = scripts[Math.floor(number / perScript)]
    if (script) scriptOf.set(number, script)
    const usual = 2 + 10 * drawn.next()
    const officer = { number, perDay: script?.perDay ?? usual, random: randomOf(seed * 7919 + number) }
    for (const day of days) rows.push(...dayOf(officer, day, script))
  }
  return { rows: rows.sort((a, b) => a.at - b.at), scriptOf, officers }
}

function dayOf(officer: Officer, day: OfficeDay, script: Script | undefined): YearRow[] {
  if (!script) return anHonestDay(officer, day)
  const { leavesOn = Number.POSITIVE_INFINITY } = script
  if (leavesOn === day.index) return [{ kind: 'leaving', officer: officer.number, at: momentOf(day, 18) }]
  if (script.isAway?.(day.index) || day.index > leavesOn) return []
  return [...withMainPurpose(anHonestDay(officer, day), script, officer.random.chance), ...script.act(officer, day)]
}

function withMainPurpose(rows: YearRow[], script: Script, chance: (share: number) => boolean): YearRow[] {
  const main = script.mainPurpose
  if (!main) return rows
  return rows.map((row) => (row.kind === 'query' && chance(main.share) ? { ...row, purpose: main.purpose } : row))
}
