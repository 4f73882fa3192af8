/** Searches of the log that a person keeps; a convenience of his own, the searches themselves are recorded when made. */

import type { SessionCaller } from '#central/caller.ts'
import type { Clock } from '#central/clock.ts'
import type { Database } from '#central/database/database.ts'
import { AppError } from '#contract/failure.ts'
import { maxSavedSearches, type NewSavedSearch, type SavedSearch } from '#contract/saved-search.ts'
import * as repository from './saved-search-repository.ts'

export interface SavedSearchService {
  list(caller: SessionCaller): Promise<SavedSearch[]>
  /** One of the same name is replaced. @throws {AppError} `conflict` when there are too many. */
  save(search: NewSavedSearch, caller: SessionCaller): Promise<SavedSearch[]>
  /** @throws {AppError} `not-found` for another person's. */
  remove(id: string, caller: SessionCaller): Promise<SavedSearch[]>
}

export function createSavedSearchService(database: Database, clock: Clock): SavedSearchService {
  const list = ({ user }: SessionCaller) => repository.listSavedSearches(database, user.id)
  return {
    list,
    async save(search, caller) {
      const known = await list(caller)
      if (known.length >= maxSavedSearches && !known.some(({ name }) => name === search.name))
        throw new AppError('conflict', 'There are too many saved searches.')
      await repository.saveSearch(database, caller.user.id, search, clock())
      return list(caller)
    },
    async remove(id, caller) {
      if (!(await repository.deleteSearch(database, caller.user.id, id)))
        throw new AppError('not-found', 'There is no such search.')
      return list(caller)
    },
  }
}
