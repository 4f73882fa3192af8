import * as z from 'zod'
import type { Queryable, Transaction } from '#central/database/database.ts'
import { ScanMediaType } from '#contract/consent.ts'
import { Purpose } from '#contract/purpose.ts'
import { ConsentId } from '#contract/values.ts'

const StoredConsent = z.strictObject({
  id: ConsentId,
  subjectId: z.uuid(),
  businessReference: z.string(),
  institution: z.string(),
  purposes: z.array(Purpose),
  signedOn: z.string(),
  registeredBy: z.uuid(),
  registeredAt: z.date(),
  firstUsedAt: z.date().nullable(),
  revokedAt: z.date().nullable(),
  /** A scan of it is, byte for byte, a scan of another subject's consent. */
  isScanReused: z.boolean(),
  /** A scan of it shows the same sheet as a scan of another subject's consent that came before. */
  isScanSimilar: z.boolean(),
  scans: z.array(z.strictObject({ mediaType: ScanMediaType, bytes: z.int(), pages: z.int(), sha256: z.string() })),
})
export type StoredConsent = z.output<typeof StoredConsent>

export interface NewConsent {
  readonly id: string
  readonly subjectId: string
  readonly businessReference: string
  readonly institution: string
  readonly purposes: readonly string[]
  readonly signedOn: string
  readonly registeredBy: string
  readonly registeredAt: Date
  /** Uploads in page order. */
  readonly uploads: readonly { readonly id: string; readonly quarterTurns: number }[]
}

export async function insertConsent(tx: Transaction, consent: NewConsent): Promise<void> {
  await tx`
    insert into consent (id, subject_id, business_reference, institution_code, purposes, signed_on, registered_by, registered_at)
    values (${consent.id}, ${consent.subjectId}, ${consent.businessReference}, ${consent.institution},
            ${[...consent.purposes]}, ${consent.signedOn}, ${consent.registeredBy}, ${consent.registeredAt})`
  await tx`
    insert into consent_scan (consent_id, position, upload_id, quarter_turns)
    select ${consent.id}, * from unnest(
      ${consent.uploads.map((_, index) => index)}::integer[],
      ${consent.uploads.map(({ id }) => id)}::uuid[],
      ${consent.uploads.map(({ quarterTurns }) => quarterTurns)}::integer[])`
}

/** Consents of other subjects, of which a scan shows the same sheet. */
function similarConsents(queryable: Queryable, consent: ReturnType<Queryable>) {
  return queryable`
    select distinct other.id
      from consent_scan mine
      join scan_likeness on scan_likeness.upload_id = mine.upload_id
      join consent_scan theirs on theirs.upload_id = scan_likeness.other_upload_id
      join consent other on other.id = theirs.consent_id
     where mine.consent_id = ${consent}.id and other.subject_id <> ${consent}.subject_id`
}

/** The consents of other subjects that a consent looks like. */
export async function listSimilar(queryable: Queryable, id: string): Promise<string[]> {
  const rows = await queryable`
    select similar_consent.id from consent,
           lateral (${similarConsents(queryable, queryable`consent`)}) as similar_consent
     where consent.id = ${id} order by 1 limit 10`
  return z
    .array(z.object({ id: z.uuid() }))
    .parse([...rows])
    .map((row) => row.id)
}

function selection(queryable: Queryable) {
  return queryable`
    select id, subject_id as "subjectId", business_reference as "businessReference", institution_code as institution,
           purposes, signed_on::text as "signedOn", registered_by as "registeredBy", registered_at as "registeredAt",
           first_used_at as "firstUsedAt", revoked_at as "revokedAt",
           exists (select from consent_scan mine
                     join upload on upload.id = mine.upload_id
                     join upload same_file on same_file.sha256 = upload.sha256
                     join consent_scan theirs on theirs.upload_id = same_file.id
                     join consent other on other.id = theirs.consent_id
                    where mine.consent_id = consent.id and other.subject_id <> consent.subject_id) as "isScanReused",
           exists (${similarConsents(queryable, queryable`consent`)}) as "isScanSimilar",
           (select json_agg(json_build_object('mediaType', media_type, 'bytes', length_bytes, 'pages', pages, 'sha256', sha256)
                            order by position)
              from consent_scan join upload on upload.id = upload_id where consent_id = consent.id) as scans
      from consent`
}

export async function findConsent(queryable: Queryable, id: string): Promise<StoredConsent | undefined> {
  const [row] = await queryable`${selection(queryable)} where id = ${id}`
  return row && StoredConsent.parse({ ...row })
}

export async function listConsentsOf(
  queryable: Queryable,
  businessReference: string,
  institution: string,
): Promise<StoredConsent[]> {
  const rows = await queryable`
    ${selection(queryable)}
     where business_reference = ${businessReference} and institution_code = ${institution}
     order by registered_at desc limit 100`
  return z.array(StoredConsent).parse([...rows])
}

/** @returns Whether it held until now. */
export async function saveRevocation(tx: Transaction, id: string, at: Date): Promise<boolean> {
  const { count } = await tx`update consent set revoked_at = ${at} where id = ${id} and revoked_at is null`
  return count === 1
}

export async function saveFirstUse(tx: Transaction, id: string, at: Date): Promise<void> {
  await tx`update consent set first_used_at = ${at} where id = ${id} and first_used_at is null`
}
