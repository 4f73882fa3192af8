import * as z from 'zod'
import { Bytes } from '#central/database/bytes.ts'
import type { Queryable, Transaction } from '#central/database/database.ts'

export interface NewChallenge {
  readonly id: string
  readonly userId: string
  readonly sessionId: string
  readonly action: string
  readonly object: string
  readonly operationHash: Uint8Array
  readonly question: string
  readonly expiresAt: Date
}

export async function insertChallenge(queryable: Queryable, challenge: NewChallenge): Promise<void> {
  const { id, userId, sessionId, action, object, operationHash, question, expiresAt } = challenge
  await queryable`
    insert into operation_challenge (id, user_id, session_id, action, object, operation_hash, question, expires_at)
    values (${id}, ${userId}, ${sessionId}, ${action}, ${object}, ${operationHash}, ${question}, ${expiresAt})`
}

const Challenge = z.strictObject({
  userId: z.uuid(),
  sessionId: z.uuid(),
  operationHash: Bytes,
  question: z.string(),
  expiresAt: z.date(),
  wrongCodes: z.int(),
  usedAt: z.date().nullable(),
})
export type StoredChallenge = z.output<typeof Challenge>

/** The challenge, locked until the transaction ends, so that one code signs once. */
export async function lockChallenge(tx: Transaction, id: string): Promise<StoredChallenge | undefined> {
  const [row] = await tx`
    select user_id as "userId", session_id as "sessionId", operation_hash as "operationHash", question,
           expires_at as "expiresAt", wrong_codes as "wrongCodes", used_at as "usedAt"
      from operation_challenge where id = ${id} for update`
  return row && Challenge.parse({ ...row })
}

export async function useChallenge(tx: Transaction, id: string, at: Date): Promise<void> {
  await tx`update operation_challenge set used_at = ${at} where id = ${id}`
}

export async function countWrongCode(tx: Transaction, id: string): Promise<void> {
  await tx`update operation_challenge set wrong_codes = wrong_codes + 1 where id = ${id}`
}

export async function deleteChallengesBefore(queryable: Queryable, moment: Date): Promise<void> {
  await queryable`delete from operation_challenge where expires_at < ${moment}`
}

const SigningUser = z.strictObject({
  failedCount: z.int(),
  lockCount: z.int(),
  tokenId: z.uuid().nullable(),
  profile: z.enum(['ocra', 'gmt-2012-sm3', 'gmt-2012-sm4', 'gmt-2023-hmac-sm3']).nullable(),
  suite: z.string().nullable(),
  sealedSeed: Bytes.nullable(),
  digits: z.int().nullable(),
  periodSeconds: z.int().nullable(),
  driftSteps: z.int().nullable(),
})

/** The user's signing token, if he has one, and his failures; locked until the transaction ends. */
export async function lockSigningUser(tx: Transaction, userId: string) {
  const [row] = await tx`
    select failed_count as "failedCount", lock_count as "lockCount", token.id as "tokenId", token.profile, token.suite,
           token.sealed_seed as "sealedSeed", token.digits, token.period_seconds as "periodSeconds",
           token.drift_steps as "driftSteps"
      from app_user
      left join token on token.user_id = app_user.id and token.use = 'signing' and token.revoked_at is null
       and token.is_confirmed
     where app_user.id = ${userId}
       for update of app_user`
  return SigningUser.parse({ ...row })
}
