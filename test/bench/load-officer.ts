/** An officer at his workstation as a load generator needs him: proofs made beforehand, no more work than a request. */

import { createHash, createPrivateKey, createPublicKey, generateKeyPairSync, randomBytes, sign } from 'node:crypto'
import { type Agent, request } from 'node:https'

/** What can be handed to another thread. */
export interface OfficerSecrets {
  /** PKCS #8, PEM. */
  readonly deviceKey: string
  readonly token?: string
}

export interface PreparedRequest {
  readonly method: 'GET' | 'POST'
  readonly path: string
  readonly headers: Readonly<Record<string, string>>
  readonly body?: string
}

export interface LoadAnswer {
  readonly status: number
  readonly text: string
  readonly nonce: string | undefined
}

export interface ServicePlace {
  readonly origin: string
  readonly agent: Agent
}

export function newDeviceKey(): string {
  const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  return privateKey.export({ format: 'pem', type: 'pkcs8' }).toString()
}

/** Makes requests of one device, each with a proof of its own (RFC 9449). */
export function requestMaker(origin: string, { deviceKey, token }: OfficerSecrets) {
  const key = createPrivateKey(deviceKey)
  const { kty, crv, x, y } = createPublicKey(key).export({ format: 'jwk' })
  const header = encode({ typ: 'dpop+jwt', alg: 'ES256', jwk: { kty, crv, x, y } })
  const ath = token && createHash('sha256').update(token).digest('base64url')

  return (
    { method, path, body }: { method: 'GET' | 'POST'; path: string; body?: unknown },
    nonce: string | undefined,
  ): PreparedRequest => {
    const jti = randomBytes(16).toString('base64url')
    const iat = Math.floor(Date.now() / 1000)
    const text = `${header}.${encode({ jti, htm: method, htu: origin + path, iat, nonce, ath })}`
    const signature = sign('sha256', Buffer.from(text), { key, dsaEncoding: 'ieee-p1363' }).toString('base64url')
    const headers = { dpop: `${text}.${signature}`, ...(token && { authorization: `DPoP ${token}` }) }
    if (body === undefined) return { method, path, headers }
    return { method, path, headers: { ...headers, 'content-type': 'application/json' }, body: JSON.stringify(body) }
  }
}

export function send({ origin, agent }: ServicePlace, wanted: PreparedRequest): Promise<LoadAnswer> {
  const { method, path, headers, body } = wanted
  return new Promise((resolve, reject) => {
    const outgoing = request(origin + path, { method, headers, agent }, (incoming) => {
      const chunks: Buffer[] = []
      incoming.on('data', (chunk: Buffer) => chunks.push(chunk))
      incoming.once('error', reject)
      incoming.once('end', () => {
        const nonce = incoming.headers['dpop-nonce']
        resolve({
          status: incoming.statusCode ?? 0,
          text: Buffer.concat(chunks).toString(),
          nonce: typeof nonce === 'string' ? nonce : undefined,
        })
      })
    })
    outgoing.once('error', reject)
    outgoing.end(body)
  })
}

function encode(value: unknown): string {
  return Buffer.from(JSON.stringify(value)).toString('base64url')
}
