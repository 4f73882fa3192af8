/** Reads a handover: the old key's signature over the new key's. Pure but for the cryptography. */

import { calculateJwkThumbprint, compactVerify, decodeProtectedHeader, EmbeddedJWK, importJWK } from 'jose'
import * as z from 'zod'
import { handoverType, PossessionClaims, possessionType } from '#contract/key-rotation.ts'
import { PublicJwk } from '#contract/values.ts'

const OuterHeader = z.strictObject({ typ: z.literal(handoverType), alg: z.literal('ES256') })
const InnerHeader = z.strictObject({ typ: z.literal(possessionType), alg: z.literal('ES256'), jwk: PublicJwk })

export interface NewKey {
  readonly publicKey: PublicJwk
  readonly thumbprint: string
}

/** @returns The new key when both signatures hold and it names the old one; `undefined` otherwise. */
export async function readHandover(handover: string, old: { publicKey: PublicJwk; thumbprint: string }) {
  try {
    return await readStrictly(handover, old)
  } catch {
    return undefined
  }
}

async function readStrictly(
  handover: string,
  old: { publicKey: PublicJwk; thumbprint: string },
): Promise<NewKey | undefined> {
  OuterHeader.parse(decodeProtectedHeader(handover))
  const outer = await compactVerify(handover, await importJWK(old.publicKey, 'ES256'), { algorithms: ['ES256'] })
  const possession = Buffer.from(outer.payload).toString('utf8')
  const { jwk: publicKey } = InnerHeader.parse(decodeProtectedHeader(possession))
  const inner = await compactVerify(possession, EmbeddedJWK, { algorithms: ['ES256'] })
  const { replaces } = PossessionClaims.parse(JSON.parse(Buffer.from(inner.payload).toString('utf8')))
  const thumbprint = await calculateJwkThumbprint(publicKey)
  return replaces === old.thumbprint && thumbprint !== old.thumbprint ? { publicKey, thumbprint } : undefined
}
