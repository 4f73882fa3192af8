import * as z from 'zod'
import type { Queryable, Transaction } from '#central/database/database.ts'
import { businessRoles } from '#contract/business.ts'
import { FeedKey } from '#contract/business-feed.ts'

const Known = z.strictObject({
  reference: z.string(),
  kind: z.enum(['application', 'contract']),
  status: z.enum(['open', 'settled', 'withdrawn']),
  product: z.string(),
  institution: z.string(),
  parties: z.array(z.strictObject({ subjectId: z.uuid(), role: z.enum(businessRoles) })),
})

export async function listBusinesses(queryable: Queryable, references: readonly string[]) {
  const rows = await queryable`
    select reference, kind, status, product, institution_code as institution,
           (select coalesce(json_agg(json_build_object('subjectId', subject_id, 'role', role) order by position), '[]')
              from business_party where business_party.reference = business.reference) as parties
      from business where reference = any(${[...references]}::text[])`
  return z.array(Known).parse([...rows])
}

const Institution = z.strictObject({ code: z.string(), isOpen: z.boolean() })

export async function listInstitutionCodes(queryable: Queryable) {
  const rows = await queryable`select code, closed_on is null as "isOpen" from institution`
  return z.array(Institution).parse([...rows])
}

export async function countBusinesses(queryable: Queryable): Promise<number> {
  const [row] = await queryable`select count(*) as count from business`
  return z.object({ count: z.int() }).parse(row).count
}

/** One import at a time: what was compared must still be so when it is written. */
export async function lockBusinesses(tx: Transaction): Promise<void> {
  await tx`lock table business in share row exclusive mode`
}

export async function saveBusiness(
  tx: Transaction,
  business: Omit<z.output<typeof Known>, 'parties'>,
  parties: readonly { readonly subjectId: string; readonly role: string }[],
): Promise<void> {
  const { reference, kind, status, product, institution } = business
  await tx`
    insert into business (reference, kind, status, product, institution_code)
    values (${reference}, ${kind}, ${status}, ${product}, ${institution})
    on conflict (reference) do update
       set kind = excluded.kind, status = excluded.status, product = excluded.product,
           institution_code = excluded.institution_code`
  await tx`delete from business_party where reference = ${reference}`
  await tx`
    insert into business_party (reference, subject_id, role, position)
    select ${reference}, * from unnest(
      ${parties.map(({ subjectId }) => subjectId)}::uuid[],
      ${parties.map(({ role }) => role)}::text[],
      ${parties.map((_, index) => index)}::integer[])`
}

export async function saveReceived(tx: Transaction, at: Date): Promise<void> {
  await tx`
    insert into business_feed (received_at) values (${at})
    on conflict (only_row) do update set received_at = greatest(business_feed.received_at, excluded.received_at)`
}

/** Nothing when the loan systems have never said anything. */
export async function findReceivedAt(queryable: Queryable): Promise<Date | undefined> {
  const [row] = await queryable`select received_at as at from business_feed`
  return row && z.object({ at: z.date() }).parse(row).at
}

const StoredKey = z
  .object({
    id: z.uuid(),
    name: z.string(),
    createdBy: z.string(),
    createdAt: z.date(),
    lastUsedAt: z.date().nullable(),
    revokedAt: z.date().nullable(),
  })
  .transform(({ createdAt, lastUsedAt, revokedAt, ...key }) => ({
    ...key,
    createdAt: createdAt.toISOString(),
    lastUsedAt: lastUsedAt?.toISOString() ?? null,
    revokedAt: revokedAt?.toISOString() ?? null,
  }))
  .pipe(FeedKey)

export async function listKeys(queryable: Queryable): Promise<FeedKey[]> {
  const rows = await queryable`
    select id, name, created_by as "createdBy", created_at as "createdAt", last_used_at as "lastUsedAt",
           revoked_at as "revokedAt"
      from feed_key order by created_at desc limit 100`
  return z.array(StoredKey).parse([...rows])
}

export async function insertKey(
  tx: Transaction,
  key: { id: string; name: string; secretHash: Uint8Array; createdBy: string; createdAt: Date },
): Promise<void> {
  await tx`
    insert into feed_key (id, name, secret_hash, created_by, created_at)
    values (${key.id}, ${key.name}, ${key.secretHash}, ${key.createdBy}, ${key.createdAt})`
}

/** @returns Whether there was one that was good. */
export async function revokeKey(tx: Transaction, id: string, at: Date): Promise<boolean> {
  const { count } = await tx`update feed_key set revoked_at = ${at} where id = ${id} and revoked_at is null`
  return count === 1
}

/** @returns The key's id when it is good. */
export async function useKey(queryable: Queryable, secretHash: Uint8Array, at: Date): Promise<string | undefined> {
  const [row] = await queryable`
    update feed_key set last_used_at = ${at} where secret_hash = ${secretHash} and revoked_at is null returning id`
  return row && z.object({ id: z.uuid() }).parse(row).id
}
