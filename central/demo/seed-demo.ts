import { randomBytes, randomUUID } from 'node:crypto'
import { insertBusiness } from '#central/business/business-repository.ts'
import { type Database, inTransaction, type Transaction } from '#central/database/database.ts'
import { hashPassword } from '#central/identity/password-hash.ts'
import type { KeyRing } from '#central/keys/key-ring.ts'
import { seal } from '#central/keys/sealing.ts'
import { createSubjectService } from '#central/subjects/subject-service.ts'
import type { PolicyBody } from '#contract/policy.ts'
import { type DemoBank, type DemoSecrets, demoSigningSuite } from './demo-bank.ts'
import * as repository from './demo-repository.ts'

const rightsMs = 365 * 86_400_000

/** A password and seeds for each user. The password is long and easy to type. */
export function makeSecrets({ users }: DemoBank): DemoSecrets {
  return Object.fromEntries(
    users.map(({ employeeId }) => {
      const letters = randomBytes(9).toString('hex')
      return [
        employeeId,
        {
          password: `${letters.slice(0, 6)}-${letters.slice(6, 12)}-${letters.slice(12)}`,
          seed: randomBytes(20).toString('hex'),
          signingSeed: randomBytes(32).toString('hex'),
        },
      ]
    }),
  )
}

/** Fills an empty database; one that has users is left alone. @returns Whether it was filled. */
export async function seedDemo(
  database: Database,
  keys: KeyRing,
  demo: { bank: DemoBank; secrets: DemoSecrets; now: Date; policy?: PolicyBody },
): Promise<boolean> {
  const hashes = new Map(
    await Promise.all(
      Object.entries(demo.secrets).map(async ([id, { password }]) => [id, await hashPassword(password)] as const),
    ),
  )
  return inTransaction(database, async (tx) => {
    if (!(await repository.isEmpty(tx))) return false
    if (demo.policy) await repository.insertFirstPolicy(tx, demo.policy)
    for (const institution of demo.bank.institutions) await repository.insertInstitution(tx, institution)
    for (const user of demo.bank.users)
      await insertUser(tx, keys, { user, demo, passwordHash: hashes.get(user.employeeId) ?? '' })
    await insertBusinesses(tx, keys, demo.bank)
    return true
  })
}

async function insertUser(
  tx: Transaction,
  keys: KeyRing,
  { user, demo, passwordHash }: { user: DemoUser; demo: { secrets: DemoSecrets; now: Date }; passwordHash: string },
): Promise<void> {
  const userId = randomUUID()
  const rightsUntil = new Date(demo.now.getTime() + rightsMs)
  const { seed = '', signingSeed = '' } = demo.secrets[user.employeeId] ?? {}
  await repository.insertUser(tx, { ...user, userId, passwordHash, rightsUntil, now: demo.now })
  const login = { use: 'log-in', profile: 'totp-sha1', suite: null, digits: 6, periodSeconds: 30 } as const
  await insertToken(tx, keys, { ...login, userId, seed })
  if (user.role === 'query-officer') return
  const signing = { use: 'signing', profile: 'ocra', suite: demoSigningSuite, digits: 8, periodSeconds: 60 } as const
  await insertToken(tx, keys, { ...signing, userId, seed: signingSeed })
}

type DemoUser = DemoBank['users'][number]
type NewToken = Omit<repository.DemoToken, 'id' | 'sealedSeed'> & { readonly seed: string }

async function insertToken(tx: Transaction, keys: KeyRing, { seed, ...token }: NewToken): Promise<void> {
  const id = randomUUID()
  const sealedSeed = seal(keys.sealing('seed'), Buffer.from(seed, 'hex'), `${id}/${token.profile}/1`)
  await repository.insertToken(tx, { ...token, id, sealedSeed })
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
