/** What a ledger of points comes to: pure. */

import type { DeductionCategory } from '#contract/deduction.ts'
import type { ScorePolicy } from '#contract/policy-sections/score.ts'
import type { Grade } from '#contract/user.ts'

/** A row of the ledger, as far as it counts. */
export type CountedRow =
  | { readonly kind: 'deduction'; readonly id: number; readonly category: DeductionCategory; readonly points: number }
  | { readonly kind: 'reversal'; readonly reverses: number }
  /** The user came back by a fresh application: what was before counts no more. */
  | { readonly kind: 'fresh-start' }

export interface YearsScore {
  /** Never below zero. */
  readonly points: number
  readonly grade: Grade
}

type Thresholds = Pick<ScorePolicy, 'yearlyPoints' | 'gradeAFrom' | 'gradeBFrom'>

/** @param rows One user's rows of one year, in the order they were written. */
export function scoreOfYear(rows: readonly CountedRow[], policy: Thresholds): YearsScore {
  const counting = deductionsThatCount(rows)
  const lost = counting.reduce((sum, { points }) => sum + points, 0)
  const points = Math.max(0, policy.yearlyPoints - lost)
  return { points, grade: gradeOf({ points, hasGrave: counting.some(({ category }) => category === 'grave') }, policy) }
}

/** Those since the last fresh start that were not taken back. */
function deductionsThatCount(rows: readonly CountedRow[]) {
  const since = rows.slice(rows.findLastIndex(({ kind }) => kind === 'fresh-start') + 1)
  const reversed = new Set(rows.flatMap((row) => (row.kind === 'reversal' ? [row.reverses] : [])))
  return since.filter((row) => row.kind === 'deduction').filter(({ id }) => !reversed.has(id))
}

/** A grave violation leads to C whatever is left. */
export function gradeOf(
  { points, hasGrave }: { readonly points: number; readonly hasGrave: boolean },
  { gradeAFrom, gradeBFrom }: Pick<ScorePolicy, 'gradeAFrom' | 'gradeBFrom'>,
): Grade {
  if (hasGrave || points < gradeBFrom) return 'C'
  return points >= gradeAFrom ? 'A' : 'B'
}
