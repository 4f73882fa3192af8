/** How much, how fast and how often one may ask. */

import * as z from 'zod'

const Count = z.int().positive().max(1_000_000)

export const QueryLimits = z.strictObject({
  personalPerDay: Count,
  corporatePerDay: Count,
  perMinute: Count,
  /** From here on queries of one hour are pointed out; at `blockedPerHour` they are blocked. */
  manyPerHour: Count,
  blockedPerHour: Count,
  /** A day is far above the user's own when it has more than this many times his mean of thirty days … */
  ownMeanFactor: z.number().min(1).max(100),
  /** … and more queries than this. */
  ownMeanFloor: Count,
  dormantDays: Count,
  sameSubjectPerDay: Count,
  sameSubjectAtInstitutionPer30Days: Count,
  /** Queries in a row at machine-like intervals or about ID numbers in sequence: pointed out, then blocked. */
  batchWarning: Count,
  batchBlock: Count,
  /** Shorter intervals than this, hardly varying, look like a machine's. */
  batchIntervalSeconds: Count,
  missesPercent: z.int().min(1).max(100),
  missesFrom: Count,
})
export type QueryLimits = z.output<typeof QueryLimits>

export const defaultQueryLimits: QueryLimits = {
  personalPerDay: 60,
  corporatePerDay: 30,
  perMinute: 5,
  manyPerHour: 30,
  blockedPerHour: 60,
  ownMeanFactor: 3,
  ownMeanFloor: 15,
  dormantDays: 60,
  sameSubjectPerDay: 1,
  sameSubjectAtInstitutionPer30Days: 3,
  batchWarning: 5,
  batchBlock: 10,
  batchIntervalSeconds: 20,
  missesPercent: 30,
  missesFrom: 10,
}
