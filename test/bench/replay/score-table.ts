/** How well each rule found those it is for, and how many of those it found had done something. */

import type { SimulatedYear } from '#test/support/simulated-year/year.ts'
import type { Flags } from './replay.ts'

export interface RuleScore {
  readonly rule: string
  readonly offenders: number
  /** Share of the rule's own offenders that it raised. */
  readonly recall: number
  readonly raised: number
  /** Share of those raised who were offenders of any kind. */
  readonly precision: number
  /** Honest people made to look like it, and how many of them it raised. */
  readonly lookAlikes: number
  readonly mistaken: number
}

export function scoreRules({ scriptOf }: SimulatedYear, flags: Flags): RuleScore[] {
  const rules = [...new Set([...scriptOf.values()].map(({ rule }) => rule))].toSorted()
  const isRaised = (officer: number, rule: string) => flags.has(`${officer} ${rule}`)
  return rules.map((rule) => {
    const own = [...scriptOf].filter(([, script]) => script.rule === rule)
    const offenders = own.filter(([, { isOffence }]) => isOffence).map(([officer]) => officer)
    const lookAlikes = own.filter(([, { isOffence }]) => !isOffence).map(([officer]) => officer)
    const raised = [...flags].filter((flag) => flag.endsWith(` ${rule}`)).map((flag) => Number(flag.split(' ')[0]))
    const right = raised.filter((officer) => scriptOf.get(officer)?.isOffence)
    return {
      rule,
      offenders: offenders.length,
      recall: shareOf(offenders.filter((officer) => isRaised(officer, rule)).length, offenders.length),
      raised: raised.length,
      precision: shareOf(right.length, raised.length),
      lookAlikes: lookAlikes.length,
      mistaken: lookAlikes.filter((officer) => isRaised(officer, rule)).length,
    }
  })
}

export function scoreLines(scores: readonly RuleScore[]): string[] {
  const cells = scores.map(({ rule, offenders, recall, raised, precision, lookAlikes, mistaken }) => [
    rule,
    `${percent(recall)} of ${offenders}`,
    `${percent(precision)} of ${raised}`,
    `${mistaken} of ${lookAlikes}`,
  ])
  const rows = [['rule', 'recall', 'precision', 'look-alikes raised'], ...cells]
  return rows.map((row) =>
    row
      .map((cell, at) => cell.padEnd([6, 14, 16, 0][at] ?? 0))
      .join('')
      .trimEnd(),
  )
}

function shareOf(part: number, whole: number): number {
  return whole === 0 ? 1 : part / whole
}

function percent(share: number): string {
  return `${Math.round(share * 100)} %`
}
