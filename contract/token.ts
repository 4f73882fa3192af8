/** Tokens: what shows the dynamic password, who has one, what can happen to it. */

import * as z from 'zod'
import type { Operation } from '#contract/approval.ts'
import { Credentials } from '#contract/session.ts'
import { identityCauses } from '#contract/suspension.ts'
import { EmployeeId, InstitutionCode } from '#contract/values.ts'

export const tokenProfileNames = [
  'totp-sha1',
  'totp-sha256',
  'totp-sha512',
  'hotp',
  'gmt-2012-sm3',
  'gmt-2012-sm4',
  'gmt-2023-hmac-sm3',
  'ocra',
] as const
const Profile = z.enum(tokenProfileNames)

export const tokenUses = ['log-in', 'signing'] as const
export const TokenUse = z.enum(tokenUses)
export type TokenUse = z.output<typeof TokenUse>

const Code = z.string().regex(/^\d{6,8}$/)
export const TwoCodes = z.strictObject({ firstCode: Code, secondCode: Code })
export type TwoCodes = z.output<typeof TwoCodes>

/** A user's own token back into step, from the log-in screen: two codes in a row. */
export const ResyncRequest = Credentials.omit({ dynamicPassword: true }).extend(TwoCodes.shape)
export type ResyncRequest = z.output<typeof ResyncRequest>

export const Token = z.strictObject({
  id: z.uuid(),
  serial: z.string().max(80),
  use: TokenUse,
  profile: Profile,
  digits: z.int(),
  isConfirmed: z.boolean(),
  driftSteps: z.int(),
  /** A resynchronisation by an administrator that waits for a second one. */
  resync: z.strictObject({ id: z.uuid(), driftSteps: z.int(), proposedBy: EmployeeId }).nullable(),
})
export type Token = z.output<typeof Token>

export const TokenHolder = z.strictObject({
  employeeId: EmployeeId,
  name: z.string().max(60),
  institution: z.strictObject({ code: InstitutionCode, name: z.string().max(80) }),
  status: z.enum(['active', 'suspended', 'stopped']),
  password: z.enum(['none', 'handed-over', 'own']),
  tokens: z.array(Token),
  /** Two administrators must have seen the person before anything else is given to him. */
  identityCheck: z.strictObject({ cause: z.enum(identityCauses), firstBy: EmployeeId.nullable() }).nullable(),
})
export type TokenHolder = z.output<typeof TokenHolder>

export const TokenOverview = z.strictObject({ holders: z.array(TokenHolder), stock: z.array(Token) })
export type TokenOverview = z.output<typeof TokenOverview>

/** What can be enrolled by QR; the others come from their maker's file. */
export const enrolledProfiles = ['totp-sha1', 'totp-sha256', 'hotp'] as const
export const EnrolmentOrder = z.strictObject({ employeeId: EmployeeId, profile: z.enum(enrolledProfiles) })
export type EnrolmentOrder = z.output<typeof EnrolmentOrder>

/** Shown once, in the user's presence. `uri`: otpauth, with the seed. */
export const EnrolledToken = z.strictObject({ id: z.uuid(), serial: z.string(), uri: z.string().max(500) })

export const revocations = ['lost', 'broken', 'returned'] as const
export const Revocation = z.enum(revocations)
export type Revocation = z.output<typeof Revocation>

/** A PSKC file (RFC 6030) and what opens it; the key in hexadecimal. */
export const PskcImport = z.strictObject({
  file: z.string().max(900_000),
  password: z.string().max(200).optional(),
  key: z
    .string()
    .regex(/^([0-9a-fA-F]{2}){16,64}$/)
    .optional(),
})
export type PskcImport = z.output<typeof PskcImport>

export const pskcProblems = [
  'no-serial',
  'unknown-algorithm',
  'seed-missing',
  'seed-too-short',
  'key-missing',
  'not-authentic',
  'unreadable',
  'known-already',
] as const
export type PskcProblem = (typeof pskcProblems)[number]

export const ImportedTokens = z.strictObject({
  imported: z.array(z.string()),
  refused: z.array(z.strictObject({ entry: z.int(), serial: z.string().nullable(), problem: z.enum(pskcProblems) })),
})
export type ImportedTokens = z.output<typeof ImportedTokens>

/** What the second administrator signs: this token, this far, for this proposal. */
export function resyncOperation(resync: { id: string; driftSteps: number }, token: { serial: string }): Operation {
  const facts = { serial: token.serial, driftSteps: resync.driftSteps }
  return { action: 'token.resync', object: resync.id, facts }
}

/** What each of the two administrators signs who have seen the person. */
export function identityCheckOperation(employeeId: string, cause: string): Operation {
  return { action: 'user.identity-check', object: employeeId, facts: { cause } }
}
