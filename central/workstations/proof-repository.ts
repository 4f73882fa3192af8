import { randomBytes } from 'node:crypto'
import * as z from 'zod'
import type { Queryable } from '#central/database/database.ts'

/** The secret of the nonces, one for all instances; made anew when the database has lost it. */
export async function readNonceSecret(queryable: Queryable): Promise<Uint8Array> {
  await queryable`insert into nonce_key (id, secret) values (1, ${randomBytes(32)}) on conflict do nothing`
  const [row] = await queryable`select secret from nonce_key where id = 1`
  return z.instanceof(Uint8Array).parse(row?.['secret'])
}

/** Remembers a proof. @returns `false` when the same key has used this id before. */
export async function insertProof(
  queryable: Queryable,
  proof: { thumbprint: string; jti: string; at: Date },
): Promise<boolean> {
  const { thumbprint, jti, at } = proof
  const inserted = await queryable`
    insert into proof_seen (thumbprint, jti, seen_at) values (${thumbprint}, ${jti}, ${at})
        on conflict do nothing
    returning jti`
  return inserted.length === 1
}

/** Forgets proofs whose nonce is refused by now anyway. */
export async function deleteProofsBefore(queryable: Queryable, moment: Date): Promise<void> {
  await queryable`delete from proof_seen where seen_at < ${moment}`
}
