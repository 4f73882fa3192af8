/** Puts a fresh proof of possession on each request (RFC 9449). */

import { createHash } from 'node:crypto'
import type { IncomingHttpHeaders } from 'node:http'
import { SignJWT } from 'jose'
import { idleHeader } from '#contract/http/endpoint.ts'
import type { DeviceKey } from '#main/binding/device-key.ts'
import type { Clock } from '#main/clock.ts'
import { createNonceMemory } from './nonce-memory.ts'

export interface SignedRequest {
  readonly method: string
  readonly url: string
  /** The session's token; without it the proof is about the device alone. */
  readonly token?: string | undefined
}

export interface RequestSigner {
  /** The headers that prove who asks. */
  sign(request: SignedRequest): Promise<Record<string, string>>
  /** Remembers the nonce an answer carries. */
  noticeNonce(headers: IncomingHttpHeaders): void
}

export interface SignerDependencies {
  readonly deviceKey: () => Promise<DeviceKey>
  readonly clock: Clock
  /** Milliseconds since the user's last input in our windows. */
  readonly sinceInputMs: () => number
  /** At least 96 random bits, base64url. */
  readonly newProofId: () => string
}

export function createRequestSigner({ deviceKey, clock, sinceInputMs, newProofId }: SignerDependencies): RequestSigner {
  const nonces = createNonceMemory(clock)

  return {
    async sign({ method, url, token }) {
      const { privateKey, publicJwk } = await deviceKey()
      const nonce = nonces.current()
      const proof = await new SignJWT({
        jti: newProofId(),
        htm: method,
        htu: withoutQuery(url),
        iat: Math.floor(clock() / 1000),
        ...(nonce === undefined ? {} : { nonce }),
        ...(token === undefined ? {} : { ath: createHash('sha256').update(token).digest('base64url') }),
      })
        .setProtectedHeader({ typ: 'dpop+jwt', alg: 'ES256', jwk: { ...publicJwk } })
        .sign(privateKey)
      if (token === undefined) return { dpop: proof }
      const idleSeconds = Math.min(Math.floor(sinceInputMs() / 1000), 999_999)
      return { dpop: proof, authorization: `DPoP ${token}`, [idleHeader]: String(idleSeconds) }
    },
    noticeNonce(headers) {
      const nonce = headers['dpop-nonce']
      if (typeof nonce === 'string' && nonce !== '') nonces.notice(nonce)
    },
  }
}

function withoutQuery(url: string): string {
  const { origin, pathname } = new URL(url)
  return origin + pathname
}
