/** A token as its administrators may see it, and as its codes are computed. */

import type { SessionCaller } from '#central/caller.ts'
import type { Transaction } from '#central/database/database.ts'
import type { InstitutionService } from '#central/institutions/institution-service.ts'
import type { KeyRing } from '#central/keys/key-ring.ts'
import { seal, unseal } from '#central/keys/sealing.ts'
import { AppError } from '#contract/failure.ts'
import type { TokenRefusal } from './judge-token.ts'
import type { TokenFacts } from './match-code.ts'
import { lockToken, type StoredToken } from './token-repository.ts'

/** @throws {AppError} `not-found` when the token is unknown or outside the caller's subtree. */
export async function requireToken(
  tx: Transaction,
  institutions: Pick<InstitutionService, 'requireWithin'>,
  { id, caller }: { id: string; caller: SessionCaller },
): Promise<StoredToken> {
  const token = await lockToken(tx, id)
  if (!token?.institution) throw new AppError('not-found', 'There is no such token in your subtree.')
  await institutions.requireWithin(tx, token.institution, caller)
  return token
}

/** @throws {AppError} `conflict` for a token that only answers challenges. */
export function tokenFacts(keys: KeyRing, { profile, ...token }: StoredToken): TokenFacts {
  if (profile === 'ocra') throw new AppError('conflict', 'This token shows no codes of its own.')
  const seed = unseal(keys.sealing('seed'), token.sealedSeed, seedContext(token.id, profile))
  return { ...token, profile, seed, lastStep: BigInt(token.lastStep) }
}

export function sealSeed(keys: KeyRing, seed: Uint8Array, { id, profile }: { id: string; profile: string }): Buffer {
  return seal(keys.sealing('seed'), seed, seedContext(id, profile))
}

/** For the facts of an entry. */
export function namesOf({ employeeId, serial }: Pick<StoredToken, 'employeeId' | 'serial'>) {
  return { employeeId, serial }
}

export function tokenFailure(refusal: TokenRefusal): AppError {
  if (refusal !== 'wrong-codes') return new AppError('forbidden', `The token may not be given or changed: ${refusal}.`)
  return new AppError('codes-refused', 'The two codes are not this token’s, one after the other.')
}

function seedContext(id: string, profile: string): string {
  return `${id}/${profile}/1`
}
