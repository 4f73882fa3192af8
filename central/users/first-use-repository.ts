import * as z from 'zod'
import type { Queryable } from '#central/database/database.ts'

/** The day in Shanghai on which the first user was opened; nothing before there is one. */
export async function findFirstUseDay(queryable: Queryable): Promise<string | undefined> {
  const [row] = await queryable`
    select (min(opened_at) at time zone 'Asia/Shanghai')::date::text as day from app_user`
  return z.strictObject({ day: z.string().nullable() }).parse({ ...row }).day ?? undefined
}
