import * as z from 'zod'
import { Bytes } from '#central/database/bytes.ts'
import type { Queryable, Transaction } from '#central/database/database.ts'

const OpenCode = z.strictObject({ codeHash: Bytes })

/** Codes of an institution that are still good; locked, so that one is used up once. */
export async function listOpenCodes(tx: Transaction, institution: string, now: Date): Promise<Uint8Array[]> {
  const rows = await tx`
    select code_hash as "codeHash" from enrolment_code
     where institution_code = ${institution} and used_at is null and expires_at > ${now}
       for update`
  return z
    .array(OpenCode)
    .parse(rows.map((row) => ({ ...row })))
    .map(({ codeHash }) => codeHash)
}

/** Notes that the request came as a file, and which addresses the PC says it has. */
export async function markAsFile(tx: Transaction, id: string, addresses: readonly string[]): Promise<void> {
  await tx`update workstation set is_by_file = true, reported_addresses = ${[...addresses]} where id = ${id}`
}

const Known = z.strictObject({ id: z.uuid(), status: z.string(), institution: z.string() })

export async function findByThumbprint(queryable: Queryable, thumbprint: string) {
  const [row] = await queryable`
    select id, status, institution_code as institution from workstation where thumbprint = ${thumbprint}`
  return row && Known.parse({ ...row })
}
