/** Proof of possession on every request (RFC 9449). */

import type { AuditService } from '#central/audit/audit-service.ts'
import type { Clock } from '#central/clock.ts'
import type { Database } from '#central/database/database.ts'
import { isNonceCurrent, nonceAt } from './nonce.ts'
import * as repository from './proof-repository.ts'
import { ProofError, type VerifiedProof, verifyProof } from './verify-proof.ts'

export { ProofError }

// Two windows of the nonce and a margin.
const rememberMs = 11 * 60_000

export interface ProofRequest {
  readonly proofs: readonly string[]
  readonly method: string
  readonly url: string
  readonly token: string | undefined
  readonly address: string
}

export interface ProofService {
  /** @throws {ProofError} After the refusal was written into the log, unless only the nonce was missing. */
  verify(request: ProofRequest): Promise<VerifiedProof>
  /** The nonce to hand out with every answer. */
  nonce(): Promise<string>
  forgetOldProofs(): Promise<void>
}

export function createProofService(dependencies: {
  database: Database
  audit: AuditService
  clock: Clock
}): ProofService {
  const { database, audit, clock } = dependencies
  /** What new nonces are made with; checked again with every proof. */
  let secret: Uint8Array | undefined

  return {
    async verify({ address, ...request }) {
      try {
        return await verifyProof({ ...request, remember })
      } catch (error) {
        if (error instanceof ProofError && error.refusal !== 'nonce-missing') await recordRefusal(error, address)
        throw error
      }
    },
    async nonce() {
      secret ??= await repository.readNonceSecret(database)
      return nonceAt(secret, clock())
    },
    forgetOldProofs: () => repository.deleteProofsBefore(database, new Date(clock().getTime() - rememberMs)),
  }

  async function remember({ thumbprint, jti, nonce }: { thumbprint: string; jti: string; nonce: string }) {
    const remembered = await repository.rememberProof(database, { thumbprint, jti, at: clock() })
    secret = remembered.secret ?? undefined
    const isCurrent = remembered.secret !== null && isNonceCurrent(remembered.secret, nonce, clock())
    return { isFirstUse: remembered.isFirstUse, isNonceCurrent: isCurrent }
  }

  async function recordRefusal({ refusal, thumbprint }: ProofError, address: string): Promise<void> {
    await audit.recordAlone({
      kind: 'proof.refused',
      employeeId: null,
      institution: null,
      workstation: null,
      deviceThumbprint: thumbprint,
      address,
      session: null,
      subjectCommitment: null,
      object: null,
      facts: { reason: refusal },
    })
  }
}
