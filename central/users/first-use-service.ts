/** Since when the bank works with this service: what was before cannot have been missed. */

import type { Queryable } from '#central/database/database.ts'
import { findFirstUseDay } from './first-use-repository.ts'

export interface FirstUseService {
  /** The day in Shanghai; nothing before there is a user. */
  dayOf(queryable: Queryable): Promise<string | undefined>
}

export const firstUseService: FirstUseService = { dayOf: findFirstUseDay }
