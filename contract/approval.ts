/** Signing an operation with a challenge code: a code for one operation is worth nothing for another. */

import * as z from 'zod'
import { Instant } from '#contract/values.ts'

/** What can ask for a signature. Each has a sentence for the signing window in both languages. */
export const signedActions = [
  'workstation.approve',
  'workstation.change-addresses',
  'workstation.accept-hardware',
  'institution.merge',
  'institution.close',
  'engagement.grant',
  'user.set-rights',
  'user.suspend',
  'user.stop',
  'user.confirm-rights',
  'policy.publish',
  'query-stop.impose',
  'query-stop.lift',
  'compliance.sign',
  'compliance.accept',
  'release.grant',
  'release.refuse',
  'application.approve',
  'application.reject',
  'token.resync',
  'user.identity-check',
  'user.review-return',
  'user.lift-suspension',
  'incident.frozen',
  'incident.confirmed',
  'incident.appeal-rejected',
  'incident.reversed',
] as const
export const SignedAction = z.enum(signedActions)
export type SignedAction = z.output<typeof SignedAction>

/** What is signed: the action, the object by its id, and every value that the action depends on. No name, no ID number. */
export const Operation = z.strictObject({
  action: SignedAction,
  object: z.string().min(1).max(80),
  facts: z.record(
    z.string().max(40),
    z.union([z.string().max(200), z.number(), z.boolean(), z.null(), z.array(z.string().max(80)).max(40)]),
  ),
})
export type Operation = z.output<typeof Operation>

/** What the person types into the token. */
export const OperationChallenge = z.strictObject({
  id: z.uuid(),
  /** Eight decimal digits, the first of them not zero. */
  question: z.string().regex(/^[1-9]\d{7}$/),
  expiresAt: Instant,
})
export type OperationChallenge = z.output<typeof OperationChallenge>

/** What the token answered; goes with the request that carries the operation out. */
export const Signature = z.strictObject({ challengeId: z.uuid(), code: z.string().regex(/^\d{6,10}$/) })
export type Signature = z.output<typeof Signature>
