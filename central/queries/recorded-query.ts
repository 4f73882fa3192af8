/** A query as it is written: where it came from, what the log is told, how a repetition is recognised. */

import { createHash } from 'node:crypto'
import canonicalize from 'canonicalize'
import type { SessionCaller } from '#central/caller.ts'
import type { Decision } from '#contract/decision.ts'
import type { QueryRequest } from '#contract/query.ts'

export function originOf({ user, session, workstation }: SessionCaller) {
  return { userId: user.id, sessionId: session.id, workstationId: workstation.id, institution: user.institution }
}

export function factsOf({ outcome, reasons, warnings, released, policyVersion }: Decision) {
  const named = { rules: reasons.map(({ rule }) => rule), warnings: warnings.map(({ rule }) => rule) }
  return { outcome, ...named, released, policyVersion }
}

export function hashOf(request: QueryRequest & { readonly releaseId?: string }): Uint8Array {
  return createHash('sha256')
    .update(canonicalize(request) ?? '')
    .digest()
}

export function isSame(a: Uint8Array, b: Uint8Array): boolean {
  return Buffer.compare(a, b) === 0
}
