/** Searches of the log somebody wants to make again. No subject: a name has no place in what is kept. */

import * as z from 'zod'
import { LogSearch } from '#contract/log-search.ts'
import { Instant } from '#contract/values.ts'

export const SavedSearchId = z.uuid().brand('SavedSearchId')
export type SavedSearchId = z.output<typeof SavedSearchId>

export const NewSavedSearch = z.strictObject({
  id: SavedSearchId,
  name: z.string().trim().min(1).max(60),
  search: LogSearch.omit({ subject: true, before: true }),
})
export type NewSavedSearch = z.output<typeof NewSavedSearch>

export const SavedSearch = NewSavedSearch.extend({ savedAt: Instant })
export type SavedSearch = z.output<typeof SavedSearch>

/** Of one person. */
export const maxSavedSearches = 50
