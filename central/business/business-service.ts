/** The businesses behind queries. Filled by the business feed; the demo fills it with its own. */

import type { SessionCaller } from '#central/caller.ts'
import type { Database, Queryable } from '#central/database/database.ts'
import type { SubjectService } from '#central/subjects/subject-service.ts'
import type { Business } from '#contract/business.ts'
import { AppError } from '#contract/failure.ts'
import { findReceivedAt } from './business-feed-repository.ts'
import { findBusiness, type StoredBusiness } from './business-repository.ts'

export interface BusinessService {
  /** @throws {AppError} `not-found` when it is unknown or another institution's. */
  describe(reference: string, caller: SessionCaller): Promise<Business>
  find(queryable: Queryable, reference: string): Promise<StoredBusiness | undefined>
  /** When the loan systems last said how things stand; nothing when they never have. */
  feedReceivedAt(queryable: Queryable): Promise<Date | undefined>
}

export function createBusinessService(database: Database, subjects: SubjectService): BusinessService {
  return {
    find: findBusiness,
    feedReceivedAt: findReceivedAt,

    async describe(reference, caller) {
      const business = await findBusiness(database, reference)
      if (!business || business.institution !== caller.user.institution) {
        throw new AppError('not-found', 'There is no such business at this institution.')
      }
      const { kind, status, product, institution, institutionName } = business
      const parties = await Promise.all(
        business.parties.map(async ({ role, subjectId }) => ({
          role,
          subject: await subjects.reveal(database, subjectId),
        })),
      )
      return { reference, kind, status, product, institution: { code: institution, name: institutionName }, parties }
    },
  }
}
