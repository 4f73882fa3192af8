import * as z from 'zod'
import type { Queryable, Transaction } from '#central/database/database.ts'
import { ScanMediaType } from '#contract/consent.ts'
import { ScanFindings } from '#contract/scan-findings.ts'

const Upload = z.strictObject({
  id: z.uuid(),
  userId: z.uuid(),
  lengthBytes: z.int(),
  receivedBytes: z.int(),
  createdAt: z.date(),
  state: z.enum(['receiving', 'finished', 'refused', 'used']),
  sha256: z.string().nullable(),
  mediaType: ScanMediaType.nullable(),
  pages: z.int().nullable(),
  findings: ScanFindings.nullable(),
})
export type StoredUpload = z.output<typeof Upload>

export interface NewUpload {
  readonly id: string
  readonly userId: string
  readonly workstationId: string
  readonly lengthBytes: number
  readonly createdAt: Date
}

export async function insertUpload(queryable: Queryable, upload: NewUpload): Promise<void> {
  const { id, userId, workstationId, lengthBytes, createdAt } = upload
  await queryable`
    insert into upload (id, user_id, workstation_id, length_bytes, created_at, state)
    values (${id}, ${userId}, ${workstationId}, ${lengthBytes}, ${createdAt}, 'receiving')`
}

export async function findUpload(queryable: Queryable, id: string): Promise<StoredUpload | undefined> {
  const [row] = await queryable`
    select id, user_id as "userId", length_bytes as "lengthBytes", received_bytes as "receivedBytes",
           created_at as "createdAt", state, sha256, media_type as "mediaType", pages, findings
      from upload where id = ${id}`
  return row && Upload.parse({ ...row })
}

/** Moves the offset on once the bytes before it are on disk. */
export async function saveReceived(queryable: Queryable, id: string, receivedBytes: number): Promise<void> {
  await queryable`update upload set received_bytes = ${receivedBytes} where id = ${id} and state = 'receiving'`
}

export interface InspectedFile {
  readonly sha256: string
  readonly mediaType: ScanMediaType
  readonly pages: number
  readonly findings: ScanFindings
}

/** @returns Whether this call finished it. */
export async function finishUpload(
  tx: Transaction,
  id: string,
  { sha256, mediaType, pages, findings }: InspectedFile,
): Promise<boolean> {
  const { count } = await tx`
    update upload set state = 'finished', sha256 = ${sha256}, media_type = ${mediaType}, pages = ${pages},
           findings = ${tx.json(findings)}
     where id = ${id} and state = 'receiving'`
  return count === 1
}

export async function refuseUpload(tx: Transaction, id: string): Promise<void> {
  await tx`update upload set state = 'refused' where id = ${id} and state = 'receiving'`
}

/** Takes finished uploads for a consent; only those of this user that nobody has used. @returns What was taken. */
export async function takeUploads(
  tx: Transaction,
  userId: string,
  ids: readonly string[],
): Promise<{ id: string; sha256: string }[]> {
  const rows = await tx`
    update upload set state = 'used'
     where id = any(${[...ids]}::uuid[]) and user_id = ${userId} and state = 'finished'
    returning id, sha256`
  return z.array(z.strictObject({ id: z.uuid(), sha256: z.string() })).parse([...rows])
}
