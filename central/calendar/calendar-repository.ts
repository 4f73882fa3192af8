import * as z from 'zod'
import type { Queryable } from '#central/database/database.ts'

/** What was published for a day; `undefined` when its year is not published. */
export async function findPublishedDay(queryable: Queryable, day: string): Promise<'work' | 'rest' | undefined> {
  const [row] = await queryable`select kind from calendar_day where day = ${day}`
  return z.enum(['work', 'rest']).optional().parse(row?.['kind'])
}
