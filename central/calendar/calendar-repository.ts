import * as z from 'zod'
import type { Queryable, Transaction } from '#central/database/database.ts'
import { ExceptionalDay, type PublishedYear } from '#contract/calendar.ts'

const Publication = z.strictObject({
  year: z.int(),
  exceptions: z.array(ExceptionalDay),
  publishedBy: z.string(),
  publishedAt: z.date(),
})
export type Publication = z.output<typeof Publication>

/** The newest version of a year that head office published; `undefined` when there is none. */
export async function findPublication(queryable: Queryable, year: number): Promise<Publication | undefined> {
  const [row] = await queryable`
    select year, exceptions, published_by as "publishedBy", published_at as "publishedAt"
      from calendar_year where year = ${year} order by version desc limit 1`
  return row && Publication.parse({ ...row })
}

/** @returns The version that was written. */
export async function insertPublication(
  tx: Transaction,
  { year, exceptions }: PublishedYear,
  { by, at }: { by: string; at: Date },
): Promise<number> {
  const [row] = await tx`
    insert into calendar_year (year, version, exceptions, published_by, published_at)
    select ${year}, coalesce(max(version), 0) + 1, ${tx.json(exceptions)}, ${by}, ${at} from calendar_year where year = ${year}
    returning version`
  return z.int().parse(row?.['version'])
}
