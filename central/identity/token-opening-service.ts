/** Password and token of somebody who is opened at the console, where no administrator can hand them over yet. */

import { randomBytes, randomUUID } from 'node:crypto'
import type { Transaction } from '#central/database/database.ts'
import type { KeyRing } from '#central/keys/key-ring.ts'
import { otpauthUri } from './otpauth-uri.ts'
import { hashPassword, makeInitialPassword } from './password-hash.ts'
import { sealSeed } from './token-access.ts'
import { insertToken } from './token-repository.ts'

export interface TokenOpeningService {
  makePassword(): Promise<{ readonly initialPassword: string; readonly passwordHash: string }>
  /** @returns What an authenticator takes the seed from. */
  open(tx: Transaction, holder: TokenHolder): Promise<string>
}

interface TokenHolder {
  readonly userId: string
  readonly employeeId: string
  readonly name: string
  readonly institution: string
  readonly seed: Buffer
}

export function createTokenOpeningService(keys: KeyRing): TokenOpeningService {
  return {
    async makePassword() {
      const initialPassword = makeInitialPassword()
      return { initialPassword, passwordHash: await hashPassword(initialPassword) }
    },
    async open(tx, { userId, employeeId, name, institution, seed }) {
      const [id, profile] = [randomUUID(), 'totp-sha1'] as const
      const shape = { use: 'log-in', profile, suite: null, digits: 6, periodSeconds: 30 } as const
      const state = { lastStep: -1n, isConfirmed: true, enrolledBy: null }
      const sealedSeed = sealSeed(keys, seed, { id, profile })
      await insertToken(tx, {
        id,
        serial: `QR-${randomBytes(5).toString('hex').toUpperCase()}`,
        userId,
        institution,
        sealedSeed,
        ...shape,
        ...state,
      })
      return otpauthUri(seed, { profile, account: `${employeeId} ${name}` })
    },
  }
}
