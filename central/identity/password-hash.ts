/** How passwords are kept: Argon2id (RFC 9106). */

import { randomBytes, randomInt } from 'node:crypto'
import { hash, verify } from '@node-rs/argon2'

/**
 * 19 MiB, two passes, one lane: the least that OWASP's Password Storage Cheat Sheet states for Argon2id. More would let a
 * few log-ins at once exhaust the service; the dynamic password stands beside it.
 */
const parameters = { algorithm: 2, memoryCost: 19_456, timeCost: 2, parallelism: 1, outputLen: 32 } as const

export function hashPassword(password: string): Promise<string> {
  return hash(password, parameters)
}

export function isPassword(hashed: string, password: string): Promise<boolean> {
  return verify(hashed, password)
}

/** A hash that no password has, to be compared with when there is none, so that the answer takes as long. */
export function nobodysHash(): Promise<string> {
  return hashPassword(randomBytes(16).toString('hex'))
}

const alphabet = 'abcdefghjkmnpqrstvwxyz23456789'
const groups = 4
const groupLength = 4

/** Sixteen characters that are not mistaken for one another when read aloud, 78 bits, in groups. */
export function makeInitialPassword(): string {
  const group = () => Array.from({ length: groupLength }, () => alphabet[randomInt(alphabet.length)]).join('')
  return Array.from({ length: groups }, group).join('-')
}
