/** The key pair that is this workstation to the service, and the one that will follow it. */

import { calculateJwkThumbprint, exportJWK, generateKeyPair, importJWK } from 'jose'
import * as z from 'zod'
import { AppError } from '#contract/failure.ts'
import { PublicJwk } from '#contract/values.ts'

const PrivateJwk = PublicJwk.extend({ d: z.string().regex(/^[\w-]{43}$/) })
type PrivateJwk = z.output<typeof PrivateJwk>

/** One entry of the keychain, written whole: at every moment it holds a key that works. */
const Entry = PrivateJwk.extend({
  /** Made to follow the key; the service may have taken it already. */
  next: PrivateJwk.optional(),
})

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

/** Every function throws `keychain-unavailable` and can be called again; without keychain there is no key. */
export interface DeviceKeys {
  /** The key of this workstation; made at the first call ever, read once in a run. */
  current(): Promise<DeviceKey>
  /** The key that was made to follow it, if there is one. */
  next(): Promise<DeviceKey | undefined>
  /** Makes the next key, or finds the one that was made before. */
  prepareNext(): Promise<DeviceKey>
  /** The next key takes the place of the current one, which is forgotten. */
  adoptNext(): Promise<void>
  /** Another key, as if the program had never run: the old one is good for nothing any more. */
  startAnew(): Promise<void>
}

interface Kept {
  readonly current: PrivateJwk
  readonly next?: PrivateJwk | undefined
}

export function createDeviceKeys(vault: KeyVault, serviceUrl: string): DeviceKeys {
  let kept: Kept | undefined
  // One after the other: two first calls at once must not make two keys.
  let queue: Promise<unknown> = Promise.resolve()
  const keys = new WeakMap<PrivateJwk, Promise<DeviceKey>>()

  return {
    current: () => inTurn(async () => keyOf((await load()).current)),
    next: () => inTurn(async () => optionalKeyOf((await load()).next)),
    prepareNext: () =>
      inTurn(async () => {
        const { current, next = await makeKey() } = await load()
        await save({ current, next })
        return keyOf(next)
      }),
    adoptNext: () =>
      inTurn(async () => {
        const { next } = await load()
        if (next) await save({ current: next })
      }),
    startAnew: () => inTurn(async () => void (await save({ current: await makeKey() }))),
  }

  function inTurn<T>(work: () => Promise<T>): Promise<T> {
    const done = queue.then(work)
    queue = done.catch(() => undefined)
    return done
  }

  async function load(): Promise<Kept> {
    kept ??= (await readEntry()) ?? (await save({ current: await makeKey() }))
    return kept
  }

  async function readEntry(): Promise<Kept | undefined> {
    const secret = await vault.read(serviceUrl)
    if (secret === undefined) return undefined
    const entry = Entry.safeParse(parseJson(secret))
    // Somebody changed the entry. Another key would be another workstation, so none is made here.
    if (!entry.success) throw new AppError('keychain-unavailable', 'The keychain holds no key that can be read.')
    const { next, ...current } = entry.data
    return { current, next }
  }

  async function save({ current, next }: Kept): Promise<Kept> {
    await vault.write(serviceUrl, JSON.stringify({ ...current, ...(next && { next }) }))
    kept = { current, next }
    return kept
  }

  function optionalKeyOf(jwk: PrivateJwk | undefined): Promise<DeviceKey> | undefined {
    return jwk && keyOf(jwk)
  }

  function keyOf(jwk: PrivateJwk): Promise<DeviceKey> {
    const key = keys.get(jwk) ?? importKey(jwk)
    keys.set(jwk, key)
    return key
  }
}

async function makeKey(): Promise<PrivateJwk> {
  const { privateKey } = await generateKeyPair('ES256', { extractable: true })
  const { kty, crv, x, y, d } = await exportJWK(privateKey)
  return PrivateJwk.parse({ kty, crv, x, y, d })
}

async function importKey({ d, ...publicJwk }: PrivateJwk): Promise<DeviceKey> {
  return {
    privateKey: await importJWK({ ...publicJwk, d }, 'ES256'),
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
