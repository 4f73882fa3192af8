/** Checks a DPoP proof: that the request was made by the holder of the key that the proof names. */

import { createHash } from 'node:crypto'
import { calculateJwkThumbprint, decodeProtectedHeader, EmbeddedJWK, errors, jwtVerify } from 'jose'
import * as z from 'zod'
import { PublicJwk } from '#contract/values.ts'

export const proofRefusals = [
  'missing',
  'several',
  'malformed',
  'algorithm',
  'key',
  'signature',
  'method',
  'url',
  'nonce-missing',
  'nonce-expired',
  'token-hash',
  'replayed',
] as const
export type ProofRefusal = (typeof proofRefusals)[number]

/** Why a proof was refused. `nonce-missing` is the protocol's normal first step, the others are not. */
export class ProofError extends Error {
  override readonly name = 'ProofError'
  readonly refusal: ProofRefusal
  readonly thumbprint: string | null

  constructor(refusal: ProofRefusal, thumbprint: string | null = null) {
    super(`The proof was refused: ${refusal}.`)
    this.refusal = refusal
    this.thumbprint = thumbprint
  }
}

const Header = z.strictObject({ typ: z.literal('dpop+jwt'), alg: z.string(), jwk: z.unknown() })
const Claims = z.strictObject({
  // 96 random bits or more.
  jti: z.string().min(16).max(64),
  htm: z.string(),
  htu: z.url(),
  iat: z.number(),
  nonce: z.string().max(200).optional(),
  ath: z.string().max(64).optional(),
})

export interface ProofContext {
  /** Every `DPoP` header of the request. */
  readonly proofs: readonly string[]
  readonly method: string
  /** The address as the client knows it, without query and fragment. */
  readonly url: string
  /** The access token of the request; its hash must be in the proof. */
  readonly token: string | undefined
  /** Remembers the proof, and says whether it is new and its nonce current. */
  readonly remember: (proof: { thumbprint: string; jti: string; nonce: string }) => Promise<ProofFreshness>
}

export interface ProofFreshness {
  readonly isFirstUse: boolean
  readonly isNonceCurrent: boolean
}

export interface VerifiedProof {
  readonly thumbprint: string
  readonly publicKey: PublicJwk
}

/**
 * @returns The key and its thumbprint (RFC 7638).
 * @throws {ProofError} With the first rule that the proof breaks.
 * @see RFC 9449 section 4.3; freshness is the server's nonce (section 8), `iat` is not trusted.
 */
export async function verifyProof({ proofs, method, url, token, remember }: ProofContext): Promise<VerifiedProof> {
  const [proof] = proofs
  if (proof === undefined) throw new ProofError('missing')
  if (proofs.length > 1) throw new ProofError('several')

  const publicKey = readKey(proof)
  const thumbprint = await calculateJwkThumbprint(publicKey)
  const claims = await readClaims(proof, thumbprint)
  const refuse = (refusal: ProofRefusal) => new ProofError(refusal, thumbprint)

  if (claims.htm !== method) throw refuse('method')
  if (!isSameUrl(claims.htu, url)) throw refuse('url')
  if (claims.ath !== (token === undefined ? undefined : tokenHash(token))) throw refuse('token-hash')
  if (claims.nonce === undefined) throw refuse('nonce-missing')
  const { isFirstUse, isNonceCurrent } = await remember({ thumbprint, jti: claims.jti, nonce: claims.nonce })
  if (!isNonceCurrent) throw refuse('nonce-expired')
  if (!isFirstUse) throw refuse('replayed')
  return { thumbprint, publicKey }
}

function readKey(proof: string): PublicJwk {
  const header = Header.safeParse(readHeader(proof))
  if (!header.success) throw new ProofError('malformed')
  if (header.data.alg !== 'ES256') throw new ProofError('algorithm')
  const key = PublicJwk.safeParse(header.data.jwk)
  if (!key.success) throw new ProofError('key')
  return key.data
}

function readHeader(proof: string): unknown {
  try {
    return decodeProtectedHeader(proof)
  } catch {
    return undefined
  }
}

async function readClaims(proof: string, thumbprint: string): Promise<z.output<typeof Claims>> {
  const payload = await jwtVerify(proof, EmbeddedJWK, { typ: 'dpop+jwt', algorithms: ['ES256'] }).then(
    (verified) => verified.payload,
    (error: unknown) => {
      throw new ProofError(
        error instanceof errors.JWSSignatureVerificationFailed ? 'signature' : 'malformed',
        thumbprint,
      )
    },
  )
  const claims = Claims.safeParse(payload)
  if (!claims.success) throw new ProofError('malformed', thumbprint)
  return claims.data
}

/** RFC 9449 section 4.3, check 9: compared after normalisation, without query and fragment. */
function isSameUrl(claimed: string, actual: string): boolean {
  const [a, b] = [new URL(claimed), new URL(actual)]
  return a.origin === b.origin && a.pathname === b.pathname && a.username === '' && a.password === ''
}

function tokenHash(token: string): string {
  return createHash('sha256').update(token).digest('base64url')
}
