import * as z from 'zod'
import type { Queryable, Transaction } from '#central/database/database.ts'
import { ReceiptCounts } from '#contract/circular.ts'
import { LibraryCategory, LibraryEntryId, type NewLibraryEntry } from '#contract/library.ts'
import { Role } from '#contract/role.ts'

const StoredEntry = z.strictObject({
  id: LibraryEntryId,
  series: z.uuid(),
  version: z.int(),
  category: LibraryCategory,
  title: z.string(),
  source: z.string(),
  body: z.string(),
  audience: z.array(Role),
  publishedAt: z.date(),
  dueOn: z.string(),
  state: z.enum(['in-force', 'replaced', 'retired']),
  readAt: z.date().nullable(),
})
export type StoredEntry = z.output<typeof StoredEntry>

function selection(queryable: Queryable, userId: string) {
  return queryable`
    select entry.id, series, version, category, title, source, body, audience, published_at as "publishedAt",
           due_on::text as "dueOn", read_at as "readAt",
           case when retired_at is not null then 'retired'
                when exists (select from library_entry as newer
                              where newer.series = entry.series and newer.version > entry.version) then 'replaced'
                else 'in-force' end as state
      from library_entry as entry
      left join library_reading on entry_id = entry.id and library_reading.user_id = ${userId}`
}

export async function listEntries(queryable: Queryable, userId: string): Promise<StoredEntry[]> {
  const rows = await queryable`${selection(queryable, userId)} order by published_at desc, title limit 500`
  return z.array(StoredEntry).parse(rows.map((row) => ({ ...row })))
}

export async function findEntry(queryable: Queryable, id: string, userId: string): Promise<StoredEntry | undefined> {
  const [row] = await queryable`${selection(queryable, userId)} where entry.id = ${id}`
  return row && StoredEntry.parse({ ...row })
}

export interface EntryRow extends Omit<NewLibraryEntry, 'replaces' | 'attachments'> {
  readonly series: string
  readonly version: number
  readonly publishedBy: string
  readonly publishedAt: Date
  readonly dueOn: string
}

/** @returns `false` when the id is in use or somebody published this version first. */
export async function insertEntry(tx: Transaction, entry: EntryRow): Promise<boolean> {
  const { id, series, version, category, title, source, body, audience, publishedBy, publishedAt, dueOn } = entry
  const inserted = await tx`
    insert into library_entry (id, series, version, category, title, source, body, audience, published_by, published_at,
                               due_on)
    values (${id}, ${series}, ${version}, ${category}, ${title}, ${source}, ${body}, ${[...audience]}, ${publishedBy},
            ${publishedAt}, ${dueOn})
        on conflict do nothing
    returning id`
  return inserted.length === 1
}

export async function saveRetired(tx: Transaction, id: string, at: Date): Promise<boolean> {
  const retired = await tx`
    update library_entry set retired_at = ${at} where id = ${id} and retired_at is null returning id`
  return retired.length === 1
}

/** @returns `false` when it was read before. */
export async function insertReading(tx: Transaction, id: string, { userId, at }: { userId: string; at: Date }) {
  const read = await tx`
    insert into library_reading (entry_id, user_id, read_at) values (${id}, ${userId}, ${at})
        on conflict do nothing returning entry_id`
  return read.length === 1
}

/** Whoever has the role is to read it, whenever he became a user. */
function readers(queryable: Queryable) {
  return queryable`
    library_entry as entry
      join app_user on app_user.role = any(entry.audience) and app_user.status <> 'stopped'
      join employee on employee.employee_id = app_user.employee_id
      left join library_reading on entry_id = entry.id and library_reading.user_id = app_user.id`
}

const Counted = ReceiptCounts.extend({ id: z.uuid() })

export async function countReaders(
  queryable: Queryable,
  { institutions, today }: { institutions: readonly string[]; today: string },
): Promise<ReadonlyMap<string, ReceiptCounts>> {
  const rows = await queryable`
    select entry.id, count(*)::integer as recipients, count(read_at)::integer as confirmed,
           count(*) filter (where read_at is null and due_on < ${today})::integer as late
      from ${readers(queryable)}
     where employee.institution_code = any(${[...institutions]}) group by entry.id`
  return new Map(
    z
      .array(Counted)
      .parse([...rows])
      .map(({ id, ...counts }) => [id, counts]),
  )
}

const StoredReader = z.strictObject({
  institution: z.string(),
  institutionName: z.string(),
  employeeId: z.string(),
  name: z.string(),
  role: Role,
  readAt: z.date().nullable(),
})

export async function listReaders(queryable: Queryable, id: string, institutions: readonly string[]) {
  const rows = await queryable`
    select employee.institution_code as institution, institution.name as "institutionName",
           employee.employee_id as "employeeId", employee.name, app_user.role, read_at as "readAt"
      from ${readers(queryable)} join institution on institution.code = employee.institution_code
     where entry.id = ${id} and employee.institution_code = any(${[...institutions]})
     order by 1, 3 limit 5000`
  return z.array(StoredReader).parse([...rows])
}

/** Entries in force for a role that the user has not read. */
export async function countUnread(queryable: Queryable, userId: string, role: string): Promise<number> {
  const [row] = await queryable`
    select count(*)::integer as count from library_entry as entry
     where ${role} = any(audience) and retired_at is null
       and not exists (select from library_entry as newer
                        where newer.series = entry.series and newer.version > entry.version)
       and not exists (select from library_reading where entry_id = entry.id and user_id = ${userId})`
  return z.strictObject({ count: z.int() }).parse({ ...row }).count
}

/** Institutions where somebody of these roles works. */
export async function listInstitutionsOf(queryable: Queryable, audience: readonly string[]): Promise<string[]> {
  const rows = await queryable`
    select distinct institution_code as institution from app_user join employee using (employee_id)
     where role = any(${[...audience]}) and app_user.status <> 'stopped'`
  return rows.map((row) => z.string().parse(row['institution']))
}
