import * as z from 'zod'
import type { Queryable } from '#central/database/database.ts'
import { type NewSavedSearch, SavedSearch } from '#contract/saved-search.ts'

/** By name. */
export async function listSavedSearches(queryable: Queryable, userId: string): Promise<SavedSearch[]> {
  const rows = await queryable`
    select id, name, search, saved_at as "savedAt" from saved_search where user_id = ${userId} order by name`
  return z.array(SavedSearch).parse(rows.map((row) => ({ ...row, savedAt: (row['savedAt'] as Date).toISOString() })))
}

/** One of the same name is replaced. */
export async function saveSearch(
  queryable: Queryable,
  userId: string,
  { id, name, search }: NewSavedSearch,
  at: Date,
): Promise<void> {
  await queryable`
    insert into saved_search (id, user_id, name, search, saved_at)
    values (${id}, ${userId}, ${name}, ${queryable.json(search)}, ${at})
        on conflict (user_id, name) do update set search = excluded.search, saved_at = excluded.saved_at`
}

/** @returns Whether there was one. */
export async function deleteSearch(queryable: Queryable, userId: string, id: string): Promise<boolean> {
  const gone = await queryable`delete from saved_search where id = ${id} and user_id = ${userId} returning id`
  return gone.length === 1
}
