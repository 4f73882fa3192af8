/** Points a year, what costs how many of them, and when a user is suspended and may come back. */

import * as z from 'zod'
import { deductionCategories } from '#contract/deduction.ts'

const Points = z.int().min(0).max(1000)

export const ScorePolicy = z.strictObject({
  yearlyPoints: z.int().min(1).max(1000),
  /** Fewest points of grade A and of grade B; below that it is C. */
  gradeAFrom: Points,
  gradeBFrom: Points,
  /** Grave ones lead to grade C whatever is left. */
  deductions: z.record(z.enum(deductionCategories), Points),
})
export type ScorePolicy = z.output<typeof ScorePolicy>

export const SuspensionPolicy = z.strictObject({
  /** Working days in which rights must be adjusted after a change of institution. */
  moveAdjustDays: z.int().min(1).max(60),
  /** Days without log-in after which a user is dormant. */
  dormantDays: z.int().min(30).max(1000),
  /** Days from suspension before the first retest. */
  waitDays: z.int().min(1).max(1000),
  retestPassMark: z.int().min(1).max(100),
  retestAttemptsPerDay: z.int().min(1).max(10),
})
export type SuspensionPolicy = z.output<typeof SuspensionPolicy>

export const defaultScorePolicy: ScorePolicy = {
  yearlyPoints: 100,
  gradeAFrom: 90,
  gradeBFrom: 75,
  deductions: {
    minor: 1,
    'minor-repeated': 2,
    'attempt-against-block': 3,
    'consent-missing': 10,
    'id-lent': 25,
    grave: 100,
  },
}

export const defaultSuspensionPolicy: SuspensionPolicy = {
  moveAdjustDays: 5,
  dormantDays: 90,
  waitDays: 90,
  retestPassMark: 90,
  retestAttemptsPerDay: 1,
}
