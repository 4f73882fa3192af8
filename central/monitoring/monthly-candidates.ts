/** What the rules say about a month that is over: purposes that drift, users who ask little. */

import { startOfShanghaiDay } from '#central/clock.ts'
import type { Queryable } from '#central/database/database.ts'
import { type Candidate, candidateOf, type LimitsOf } from './candidate.ts'
import * as facts from './fact-repository.ts'
import { lowUseRule, purposeDriftRule } from './officer-rules.ts'
import { purposeShares } from './purpose-shares.ts'

export interface MonthQuestion {
  /** `YYYY-MM`. */
  readonly month: string
  readonly limitsOf: LimitsOf
  /** Working days of a period. */
  readonly workingDays: (period: facts.Period) => Promise<number>
}

export async function monthlyCandidates(queryable: Queryable, question: MonthQuestion): Promise<Candidate[]> {
  return [...(await purposeDrift(queryable, question)), ...(await lowUse(queryable, question))]
}

/** @param months How many months the period has, the named one the last. */
function monthsUntil(month: string, months: number): facts.Period {
  const [year = 0, number = 0] = month.split('-').map(Number)
  const first = (index: number) => {
    const at = new Date(Date.UTC(year, index, 1))
    return startOfShanghaiDay(at.toISOString().slice(0, 10))
  }
  return { from: first(number - months), until: first(number) }
}

async function purposeDrift(queryable: Queryable, { month, limitsOf }: MonthQuestion): Promise<Candidate[]> {
  const rows = await facts.listPurposes(queryable, monthsUntil(month, 1))
  return purposeShares(rows).flatMap(({ place, level, facts: seen }) => {
    const finding = purposeDriftRule.judge(seen, limitsOf(level))
    return candidateOf(finding, place, `${place.employeeId}/${seen.purpose}/${month}`)
  })
}

/** One incident an institution: it names how many, the list is the rule's dry run. */
async function lowUse(queryable: Queryable, { month, limitsOf, workingDays }: MonthQuestion): Promise<Candidate[]> {
  const months = limitsOf('outlet').lowUseMonths
  const period = monthsUntil(month, months)
  const days = await workingDays(period)
  const low = (await facts.listUse(queryable, period)).filter(({ level, queries }) =>
    lowUseRule.judge({ queries, workingDays: days }, limitsOf(level)),
  )
  return [...Map.groupBy(low, ({ institution }) => institution)].flatMap(([institution, users]) =>
    candidateOf(
      { rule: 'M24', what: 'low-use-list', facts: { month, users: users.length, months } },
      { institution },
      `${institution}/${month}`,
    ),
  )
}
