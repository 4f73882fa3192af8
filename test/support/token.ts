import { randomBytes, randomUUID } from 'node:crypto'
import * as z from 'zod'
import { insertToken } from '#central/demo/demo-repository.ts'
import type { TokenProfile } from '#central/identity/one-time-password.ts'
import { seal } from '#central/keys/sealing.ts'
import type { TestService } from '#test/support/service.ts'

export interface GivenToken {
  readonly profile: TokenProfile
  readonly digits: number
  readonly periodSeconds: number
  readonly use?: 'log-in' | 'signing'
}

/** Takes an employee's token of that use away and gives them another. @returns The seed of the new one. */
export async function giveToken(service: TestService, employeeId: string, token: GivenToken): Promise<Buffer> {
  const { database, keys } = service
  const { use = 'log-in' } = token
  const [seed, id] = [randomBytes(20), randomUUID()]
  const [user] = await database`select id from app_user where employee_id = ${employeeId}`
  const userId = z.uuid().parse(user?.['id'])
  const sealedSeed = seal(keys.sealing('seed'), seed, `${id}/${token.profile}/1`)
  await database.begin(async (tx) => {
    await tx`update token set revoked_at = ${service.now()} where user_id = ${userId} and use = ${use} and revoked_at is null`
    await insertToken(tx, { ...token, use, suite: null, id, userId, sealedSeed })
  })
  return seed
}
