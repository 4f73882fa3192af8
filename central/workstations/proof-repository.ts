import { randomBytes } from 'node:crypto'
import * as z from 'zod'
import { Bytes } from '#central/database/bytes.ts'
import type { Queryable } from '#central/database/database.ts'

/** The secret of the nonces, one for all instances; made anew when the database has lost it. */
export async function readNonceSecret(queryable: Queryable): Promise<Uint8Array> {
  await queryable`insert into nonce_key (id, secret) values (1, ${randomBytes(32)}) on conflict do nothing`
  const [row] = await queryable`select secret from nonce_key where id = 1`
  return Bytes.parse(row?.['secret'])
}

const Remembered = z.strictObject({ isFirstUse: z.boolean(), secret: Bytes.nullable() })

/**
 * Remembers a proof and reads the secret of the nonces with it: a database that has forgotten its proofs has forgotten
 * the secret too, and whoever still holds the old one must not go by it.
 */
export async function rememberProof(queryable: Queryable, proof: { thumbprint: string; jti: string; at: Date }) {
  const { thumbprint, jti, at } = proof
  const [row] = await queryable`
    with inserted as (
      insert into proof_seen (thumbprint, jti, seen_at) values (${thumbprint}, ${jti}, ${at})
          on conflict do nothing
      returning jti)
    select exists (select from inserted) as "isFirstUse", (select secret from nonce_key where id = 1) as secret`
  return Remembered.parse({ ...row })
}

/** Forgets proofs whose nonce is refused by now anyway. */
export async function deleteProofsBefore(queryable: Queryable, moment: Date): Promise<void> {
  await queryable`delete from proof_seen where seen_at < ${moment}`
}
