/** The institution tree as other domains need it. */

import type { Queryable } from '#central/database/database.ts'
import { AppError } from '#contract/failure.ts'
import { isWithinTree } from './institution-repository.ts'

export interface InstitutionService {
  /** Whether `code` is `root` or stands below it. */
  isWithin(queryable: Queryable, code: string, root: string): Promise<boolean>
  /**
   * An administrator sees and acts within the subtree of his institution only; outside it nothing exists for him.
   *
   * @throws {AppError} `not-found` when the institution is unknown or outside.
   */
  requireWithin(queryable: Queryable, code: string, caller: { user: { institution: string } }): Promise<void>
}

export const institutionService: InstitutionService = {
  isWithin: isWithinTree,
  async requireWithin(queryable, code, caller) {
    if (await isWithinTree(queryable, code, caller.user.institution)) return
    throw new AppError('not-found', 'There is no such institution in your subtree.')
  },
}
