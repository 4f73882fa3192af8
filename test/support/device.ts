/** A workstation as the service sees it: a key, proofs by hand, requests from an address of choice. */

import { createHash, randomBytes } from 'node:crypto'
import { calculateJwkThumbprint, exportJWK, generateKeyPair, SignJWT } from 'jose'
import type * as z from 'zod'
import { demoSigningSuite } from '#central/demo/demo-bank.ts'
import { ocraResponse, parseOcraSuite } from '#central/identity/ocra.ts'
import { oneTimePassword, timeStep } from '#central/identity/one-time-password.ts'
import { type Endpoint, idleHeader } from '#contract/http/endpoint.ts'
import { PublicJwk } from '#contract/values.ts'
import type { TestService } from '#test/support/service.ts'

export interface Answer<T = unknown> {
  readonly status: number
  readonly body: T
  readonly headers: Record<string, unknown>
  readonly bytes: Buffer
}

export interface ProofChanges {
  readonly claims?: Record<string, unknown>
  readonly header?: Record<string, unknown>
  /** Signs with another key than the one named. */
  readonly signWith?: Device
}

export type Device = Awaited<ReturnType<typeof aDevice>>

type OutputOf<E extends Endpoint> = z.output<E['schema']['response'][200]>

export async function aDevice(service: TestService, address = '127.0.0.1') {
  const { privateKey, publicKey } = await generateKeyPair('ES256', { extractable: true })
  const jwk = PublicJwk.parse(pick(await exportJWK(publicKey)))
  const thumbprint = await calculateJwkThumbprint(jwk)
  const device = {
    address,
    privateKey,
    jwk,
    thumbprint,
    token: undefined as string | undefined,
    nonce: undefined as string | undefined,
    nonceAtMs: 0,
    /** What its requests say of the user's last input; `undefined`: nothing. */
    idleSeconds: 0 as number | undefined,
    proof,
    send,
    call,
  }
  return device

  async function proof(
    method: string,
    path: string,
    { claims = {}, header = {}, signWith }: ProofChanges = {},
  ): Promise<string> {
    const ath = device.token && createHash('sha256').update(device.token).digest('base64url')
    const whole = {
      jti: randomBytes(16).toString('base64url'),
      htm: method,
      htu: service.origin + path,
      iat: Math.floor(service.now().getTime() / 1000),
      ...(device.nonce && { nonce: device.nonce }),
      ...(ath && { ath }),
      ...claims,
    }
    return new SignJWT(whole)
      .setProtectedHeader({ typ: 'dpop+jwt', alg: 'ES256', jwk, ...header })
      .sign((signWith ?? device).privateKey)
  }

  async function send(
    method: 'GET' | 'POST' | 'DELETE' | 'HEAD' | 'PATCH',
    path: string,
    options: { body?: unknown; headers?: Record<string, string | string[]>; raw?: Buffer } = {},
  ): Promise<Answer> {
    const authorization = device.token && { authorization: `DPoP ${device.token}` }
    const idle = device.idleSeconds === undefined ? undefined : { [idleHeader]: String(device.idleSeconds) }
    const response = await service.app.inject({
      method,
      url: path,
      remoteAddress: device.address,
      headers: { dpop: await proof(method, path), ...authorization, ...idle, ...options.headers },
      ...(options.body !== undefined && { payload: options.body as object }),
      ...(options.raw && { payload: options.raw }),
    })
    const nonce = response.headers['dpop-nonce']
    if (typeof nonce === 'string') Object.assign(device, { nonce, nonceAtMs: service.now().getTime() })
    return {
      status: response.statusCode,
      body: parse(response.payload),
      headers: response.headers,
      bytes: response.rawPayload,
    }
  }

  /** Sends to an endpoint; fetches a nonce first when it has none. */
  async function call<E extends Endpoint>(
    endpoint: E,
    input: { params?: Record<string, string | number>; body?: unknown } = {},
  ): Promise<Answer<OutputOf<E>>> {
    const path = endpoint.url.replace(/:(\w+)/g, (_, name: string) => encodeURIComponent(String(input.params?.[name])))
    // As the real client does: an old nonce is dropped rather than sent.
    if (Math.abs(service.now().getTime() - device.nonceAtMs) > 240_000) device.nonce = undefined
    const first = await send(endpoint.method, path, input)
    const isNonceMissing = first.status === 401 && (first.body as { code?: string }).code === 'proof-required'
    return (isNonceMissing ? await send(endpoint.method, path, input) : first) as Answer<OutputOf<E>>
  }
}

function pick({ kty, crv, x, y }: { kty?: string; crv?: string; x?: string; y?: string }) {
  return { kty, crv, x, y }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return text
  }
}

/** The code that an officer's token shows at this moment. */
export function tokenCode(service: TestService, employeeId: string, at: Date = service.now()): string {
  const seed = Buffer.from(service.secrets[employeeId]?.seed ?? '', 'hex')
  return oneTimePassword(seed, timeStep(at.getTime() / 1000, 30), { profile: 'totp-sha1', digits: 6 })
}

/** What a user's signing token answers to a challenge at this moment. */
export function signingCode(service: TestService, employeeId: string, question: string, at = service.now()): string {
  const key = Buffer.from(service.secrets[employeeId]?.signingSeed ?? '', 'hex')
  const step = timeStep(at.getTime() / 1000, 60)
  return ocraResponse(key, parseOcraSuite(demoSigningSuite), { challenge: question, timeStep: step })
}
