/** What other domains may know of queries that were charged. */

import type { Queryable } from '#central/database/database.ts'
import { type ChargedPeriod, type ChargedQuery, findFirstAsked, listCharged } from './charged-query-repository.ts'

export interface ChargedQueryService {
  list(queryable: Queryable, period: ChargedPeriod): Promise<ChargedQuery[]>
  firstAsked(queryable: Queryable): Promise<Date | undefined>
}

export const chargedQueryService: ChargedQueryService = { list: listCharged, firstAsked: findFirstAsked }
