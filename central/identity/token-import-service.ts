/** Takes tokens of a maker's file into stock. */

import { randomUUID } from 'node:crypto'
import type { AuditService } from '#central/audit/audit-service.ts'
import { entryOf, type SessionCaller } from '#central/caller.ts'
import { type Database, inTransaction, type Transaction } from '#central/database/database.ts'
import type { KeyRing } from '#central/keys/key-ring.ts'
import { AppError } from '#contract/failure.ts'
import type { ImportedTokens, PskcImport } from '#contract/token.ts'
import { type PskcSecrets, type PskcToken, readPskc } from './pskc.ts'
import { sealSeed } from './token-access.ts'
import { insertToken } from './token-repository.ts'

export interface TokenImportService {
  /** Good entries are kept, bad ones named. @throws {AppError} `invalid-input` when the file is none. */
  importPskc(file: PskcImport, caller: SessionCaller): Promise<ImportedTokens>
}

export interface TokenImportDependencies {
  readonly database: Database
  readonly audit: AuditService
  readonly keys: KeyRing
}

export function createTokenImportService({ database, audit, keys }: TokenImportDependencies): TokenImportService {
  return { importPskc }

  async function importPskc({ file, password, key }: PskcImport, caller: SessionCaller): Promise<ImportedTokens> {
    const { tokens, refused } = readOrRefuse(file, { password, key: key ? Buffer.from(key, 'hex') : undefined })
    return inTransaction(database, async (tx) => {
      const imported: string[] = []
      const known: ImportedTokens['refused'] = []
      for (const token of tokens) {
        if (await store(tx, token, caller)) imported.push(token.serial)
        else known.push({ entry: token.entry, serial: token.serial, problem: 'known-already' })
      }
      const facts = { imported: imported.length, refused: refused.length + known.length }
      await audit.record(tx, entryOf('token.imported', caller, { object: caller.user.institution, facts }))
      return { imported, refused: [...refused, ...known].toSorted((a, b) => a.entry - b.entry) }
    })
  }

  function store(tx: Transaction, token: PskcToken, caller: SessionCaller): Promise<boolean> {
    const { serial, profile, suite, digits, periodSeconds, counter, seed } = token
    const id = randomUUID()
    const use = profile === 'ocra' ? 'signing' : 'log-in'
    const shape = { id, serial, use, profile, suite, digits, periodSeconds } as const
    const owner = { userId: null, institution: caller.user.institution, enrolledBy: null }
    const lastStep = profile === 'hotp' ? counter - 1n : -1n
    const sealedSeed = sealSeed(keys, seed, { id, profile })
    return insertToken(tx, { ...shape, ...owner, lastStep, isConfirmed: true, sealedSeed })
  }
}

function readOrRefuse(file: string, secrets: PskcSecrets) {
  try {
    return readPskc(file, secrets)
  } catch (error) {
    if (error instanceof RangeError) throw new AppError('invalid-input', error.message, { fields: ['file'] })
    throw error
  }
}
