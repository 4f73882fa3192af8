/** The key pair that is this workstation to the service. */

import { calculateJwkThumbprint, exportJWK, generateKeyPair, importJWK } from 'jose'
import * as z from 'zod'
import { AppError } from '#contract/failure.ts'
import { PublicJwk } from '#contract/values.ts'

const PrivateJwk = PublicJwk.extend({ d: z.string().regex(/^[\w-]{43}$/) })

type PrivateKey = Awaited<ReturnType<typeof importJWK>>

export interface DeviceKey {
  readonly privateKey: PrivateKey
  readonly publicJwk: PublicJwk
  /** RFC 7638, SHA-256, base64url. */
  readonly thumbprint: string
}

/** The operating system's keychain. */
export interface KeyVault {
  read(account: string): Promise<string | undefined>
  write(account: string, secret: string): Promise<void>
}

/**
 * The key of this workstation for one service; made at the first call ever, read once in a run.
 *
 * @throws {AppError} `keychain-unavailable`; the next call tries again. Without keychain there is no key.
 */
export function createDeviceKey(vault: KeyVault, serviceUrl: string): () => Promise<DeviceKey> {
  let loaded: Promise<DeviceKey> | undefined
  return () => {
    loaded ??= loadOrMake(vault, serviceUrl).catch((error: unknown) => {
      loaded = undefined
      throw error
    })
    return loaded
  }
}

async function loadOrMake(vault: KeyVault, account: string): Promise<DeviceKey> {
  const kept = await vault.read(account)
  if (kept !== undefined) return readKey(kept)

  const { privateKey } = await generateKeyPair('ES256', { extractable: true })
  const { kty, crv, x, y, d } = await exportJWK(privateKey)
  const secret = JSON.stringify({ kty, crv, x, y, d })
  await vault.write(account, secret)
  return readKey(secret)
}

async function readKey(secret: string): Promise<DeviceKey> {
  const jwk = PrivateJwk.safeParse(parseJson(secret))
  // Somebody changed the entry. Another key would be another workstation, so none is made here.
  if (!jwk.success) throw new AppError('keychain-unavailable', 'The keychain holds no key that can be read.')
  const { d: _, ...publicJwk } = jwk.data
  return {
    privateKey: await importJWK(jwk.data, 'ES256'),
    publicJwk,
    thumbprint: await calculateJwkThumbprint(publicJwk),
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
