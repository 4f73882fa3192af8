/** Subjects at rest: sealed, found by keyed hash, named in the log by salted commitment only. */

import { createHmac, randomBytes, randomUUID } from 'node:crypto'
import type { Queryable, Transaction } from '#central/database/database.ts'
import type { KeyRing } from '#central/keys/key-ring.ts'
import { seal, unseal } from '#central/keys/sealing.ts'
import { AppError } from '#contract/failure.ts'
import { kindOfSubject, Subject } from '#contract/subject.ts'
import * as repository from './subject-repository.ts'

export interface KnownSubject {
  readonly id: string
  /** What stands for the subject in the log; `null` once the salt has been erased. */
  readonly commitment: string | null
}

export interface SubjectService {
  /** The subject with exactly this name, ID type and ID number; made known when it is new. */
  identify(queryable: Queryable, subject: Subject): Promise<KnownSubject>
  /** The subject with exactly this identification, when it is known; nothing is written. */
  find(queryable: Queryable, subject: Subject): Promise<KnownSubject | undefined>
  /** Name and ID number in clear; for the bureau and for screens of those who may see them. @throws {AppError} `not-found` once erased. */
  reveal(queryable: Queryable, id: string): Promise<Subject>
  /** The same of what another statement read with its own rows; nothing once erased. */
  open(stored: { readonly id: string; readonly sealed: Uint8Array | null }): Subject | undefined
  commitmentOf(queryable: Queryable, id: string): Promise<string | null>
  /**
   * Destroys name, ID number, the way to find them and the salt. What the log says about the subject is anonymous from
   * then on; somebody who comes back is somebody new.
   *
   * @returns What stood for the subject in the log; nothing when it was erased before.
   */
  erase(tx: Transaction, id: string, at: Date): Promise<{ readonly commitment: string | null } | undefined>
}

export function createSubjectService(keys: KeyRing): SubjectService {
  return {
    async identify(queryable, subject) {
      const lookup = keyedHash(keys.sealing('subject-lookup'), identificationOf(subject))
      const known = await repository.findSubjectByLookup(queryable, lookup)
      if (known) return { id: known.id, commitment: commitment(known.salt, subject) }

      const id = randomUUID()
      const sealed = seal(keys.sealing('subject'), Buffer.from(JSON.stringify(subject)), contextOf(id))
      await repository.insertSubject(queryable, { id, lookup, sealed, salt: randomBytes(32) })
      // Somebody may have inserted the same subject meanwhile; what is stored counts.
      const stored = await repository.findSubjectByLookup(queryable, lookup)
      if (!stored) throw new Error('A subject just written is not there.')
      return { id: stored.id, commitment: commitment(stored.salt, subject) }
    },

    async find(queryable, subject) {
      const lookup = keyedHash(keys.sealing('subject-lookup'), identificationOf(subject))
      const known = await repository.findSubjectByLookup(queryable, lookup)
      return known && { id: known.id, commitment: commitment(known.salt, subject) }
    },

    async reveal(queryable, id) {
      return open(await repository.getSubject(queryable, id))
    },

    open: (stored) => (stored.sealed === null ? undefined : open(stored)),

    async commitmentOf(queryable, id) {
      const stored = await repository.getSubject(queryable, id)
      return stored.sealed === null ? null : commitment(stored.salt, open(stored))
    },

    async erase(tx, id, at) {
      const stored = await repository.lockSubject(tx, id)
      if (!stored || stored.sealed === null) return undefined
      // A random look-up value: the column stays unique, and no identification leads to it.
      await repository.eraseSubject(tx, id, { at, lookup: randomBytes(32) })
      return { commitment: commitment(stored.salt, open(stored)) }
    },
  }

  function open({ id, sealed }: Pick<repository.StoredSubject, 'id' | 'sealed'>): Subject {
    if (sealed === null) throw new AppError('not-found', 'This subject has been erased.')
    return Subject.parse(JSON.parse(unseal(keys.sealing('subject'), sealed, contextOf(id)).toString()))
  }
}

function commitment(salt: Uint8Array | null, subject: Subject): string | null {
  return salt && keyedHash(salt, identificationOf(subject)).toString('hex')
}

/** Companies say so: their ID types are numbered like those of persons. */
function identificationOf(subject: Subject): string {
  const { name, idType, idNumber } = subject
  const identification = [name.normalize('NFC'), idType, idNumber]
  return JSON.stringify(kindOfSubject(subject) === 'corporate' ? ['corporate', ...identification] : identification)
}

function keyedHash(key: Uint8Array, text: string): Buffer {
  return createHmac('sha256', key).update(text).digest()
}

function contextOf(id: string): string {
  return `cqw/subject/1/${id}`
}
