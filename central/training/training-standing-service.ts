/** Whether somebody has let a course pass its due date: a fact of every decision about a query. */

import type { Queryable } from '#central/database/database.ts'
import { newcomerDays } from '#contract/rules/training-due.ts'
import type { Day } from '#contract/values.ts'
import { findOverdueSince } from './progress-repository.ts'

export interface TrainingStandingService {
  /** @param today `YYYY-MM-DD` in Asia/Shanghai. */
  standingOf(queryable: Queryable, userId: string, today: Day): Promise<{ readonly overdueSince: Day | null }>
}

export const trainingStandingService: TrainingStandingService = {
  standingOf: async (queryable, userId, today) => ({
    overdueSince: await findOverdueSince(queryable, userId, { today, newcomerDays }),
  }),
}
