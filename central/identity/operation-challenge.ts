/** The challenge of an operation, and whether a code answers it. */

import { createHash, timingSafeEqual } from 'node:crypto'
import canonicalize from 'canonicalize'
import type { Operation } from '#contract/approval.ts'
import { gmtOneTimePassword, gmtTimeStep } from './gmt-0021.ts'
import { ocraResponse, parseOcraSuite } from './ocra.ts'
import { tokenProfiles } from './one-time-password.ts'

/** The token's clock may be this many steps off. */
const toleratedSteps = 1n

/** SHA-256 of the operation in canonical form (RFC 8785). */
export function operationHash(operation: Operation): Buffer {
  return createHash('sha256').update(canonical(operation)).digest()
}

/**
 * Eight decimal digits out of SM3 over the operation, who signs it and until when. The first digit is never zero:
 * OCRA pads numeric challenges on the right, so that a number and sixteen times it would be the same challenge.
 */
export function challengeQuestion(operation: Operation, { id, expiresAt }: { id: string; expiresAt: Date }): string {
  const digest = createHash('sm3')
    .update(canonical({ operation, id, expiresAt: expiresAt.toISOString() }))
    .digest()
  return String(10_000_000n + (digest.readBigUInt64BE(0) % 90_000_000n))
}

export interface SigningToken {
  readonly seed: Uint8Array
  readonly profile: 'ocra' | 'gmt-2012-sm3' | 'gmt-2012-sm4' | 'gmt-2023-hmac-sm3'
  readonly suite: string | null
  readonly digits: number
  readonly periodSeconds: number
  /** The token's clock against ours, in steps. */
  readonly driftSteps: number
}

/**
 * The codes that answer a question around a moment.
 *
 * @param now The service's clock.
 * @see RFC 6287 section 7.1 (one-way challenge-response); GM/T 0021-2012 with time and challenge.
 */
export function signingCodes(token: SigningToken, question: string, now: Date): string[] {
  const seconds = now.getTime() / 1000
  if (token.profile === 'ocra') {
    const suite = parseOcraSuite(token.suite ?? '')
    const { stepSeconds } = suite
    if (stepSeconds === undefined) return [ocraResponse(token.seed, suite, { challenge: question })]
    return around(BigInt(Math.floor(seconds / stepSeconds) + token.driftSteps)).map((timeStep) =>
      ocraResponse(token.seed, suite, { challenge: question, timeStep }),
    )
  }
  const { algorithm } = tokenProfiles[token.profile]
  return around(gmtTimeStep(seconds, token.periodSeconds) + BigInt(token.driftSteps)).map((timeStep) =>
    gmtOneTimePassword(token.seed, { timeStep, challenge: question }, { algorithm, digits: token.digits }),
  )
}

/** Whether a code is one of several, in a time that says nothing about which. */
export function isOneOf(codes: readonly string[], given: string): boolean {
  return codes.filter((code) => isSame(code, given)).length > 0
}

function around(middle: bigint): bigint[] {
  const steps: bigint[] = []
  for (let step = middle - toleratedSteps; step <= middle + toleratedSteps; step += 1n) steps.push(step)
  return steps
}

function isSame(expected: string, given: string): boolean {
  const [a, b] = [Buffer.from(expected), Buffer.from(given.padEnd(expected.length).slice(0, expected.length))]
  return timingSafeEqual(a, b) && given.length === expected.length
}

function canonical(value: unknown): string {
  const text = canonicalize(value)
  if (text === undefined) throw new TypeError('The operation has no canonical form.')
  return text
}
