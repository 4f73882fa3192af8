import { PublicJwk } from '#contract/values.ts'

export interface ViewerKey {
  readonly privateKey: CryptoKey
  readonly publicJwk: PublicJwk
}

/** The key of this viewing. Its private half cannot be read out and ends with the window. */
export async function makeViewerKey(): Promise<ViewerKey> {
  const pair = await crypto.subtle.generateKey({ name: 'ECDH', namedCurve: 'P-256' }, false, ['deriveBits'])
  const { kty, crv, x, y } = await crypto.subtle.exportKey('jwk', pair.publicKey)
  return { privateKey: pair.privateKey, publicJwk: PublicJwk.parse({ kty, crv, x, y }) }
}
