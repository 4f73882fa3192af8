import { randomBytes, randomUUID } from 'node:crypto'
import { hash } from '@node-rs/argon2'
import { insertBusiness } from '#central/business/business-repository.ts'
import { type Database, inTransaction, type Transaction } from '#central/database/database.ts'
import type { KeyRing } from '#central/keys/key-ring.ts'
import { seal } from '#central/keys/sealing.ts'
import { createSubjectService } from '#central/subjects/subject-service.ts'
import type { DemoBank, DemoSecrets } from './demo-bank.ts'
import * as repository from './demo-repository.ts'

const tokenPeriodSeconds = 30
const rightsMs = 365 * 86_400_000

/** A password and a seed for each officer. The password is long and easy to type. */
export function makeSecrets({ officers }: DemoBank): DemoSecrets {
  return Object.fromEntries(
    officers.map(({ employeeId }) => {
      const letters = randomBytes(9).toString('hex')
      return [
        employeeId,
        {
          password: `${letters.slice(0, 6)}-${letters.slice(6, 12)}-${letters.slice(12)}`,
          seed: randomBytes(20).toString('hex'),
        },
      ]
    }),
  )
}

/** Fills an empty database; one that has users is left alone. @returns Whether it was filled. */
export async function seedDemo(
  database: Database,
  keys: KeyRing,
  demo: { bank: DemoBank; secrets: DemoSecrets; now: Date },
): Promise<boolean> {
  const hashes = new Map(
    await Promise.all(
      Object.entries(demo.secrets).map(async ([id, { password }]) => [id, await hash(password)] as const),
    ),
  )
  return inTransaction(database, async (tx) => {
    if (!(await repository.isEmpty(tx))) return false
    for (const institution of demo.bank.institutions) await repository.insertInstitution(tx, institution)
    for (const officer of demo.bank.officers)
      await insertOfficer(tx, keys, { officer, demo, passwordHash: hashes.get(officer.employeeId) ?? '' })
    await insertBusinesses(tx, keys, demo.bank)
    return true
  })
}

async function insertOfficer(
  tx: Transaction,
  keys: KeyRing,
  {
    officer,
    demo,
    passwordHash,
  }: { officer: DemoBank['officers'][number]; demo: { secrets: DemoSecrets; now: Date }; passwordHash: string },
): Promise<void> {
  const userId = randomUUID()
  const tokenId = randomUUID()
  const rightsUntil = new Date(demo.now.getTime() + rightsMs)
  const seed = Buffer.from(demo.secrets[officer.employeeId]?.seed ?? '', 'hex')
  const sealedSeed = seal(keys.sealing('seed'), seed, `${tokenId}/totp-sha1/1`)
  await repository.insertOfficer(tx, { ...officer, userId, passwordHash, rightsUntil, now: demo.now })
  await repository.insertToken(tx, {
    id: tokenId,
    userId,
    profile: 'totp-sha1',
    sealedSeed,
    digits: 6,
    periodSeconds: tokenPeriodSeconds,
  })
}

async function insertBusinesses(tx: Transaction, keys: KeyRing, { businesses }: DemoBank): Promise<void> {
  const subjects = createSubjectService(keys)
  for (const business of businesses) {
    const parties = []
    for (const { role, subject } of business.parties)
      parties.push({ role, subjectId: (await subjects.identify(tx, subject)).id })
    await insertBusiness(tx, { ...business, parties })
  }
}
