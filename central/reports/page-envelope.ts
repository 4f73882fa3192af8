import { CompactEncrypt, importJWK } from 'jose'
import type { PublicJwk } from '#contract/values.ts'

/** For whom an envelope is: bound into the key agreement, so that it opens for this page of this viewing only. */
export interface EnvelopeParties {
  readonly workstation: string
  readonly viewing: string
  readonly page: number
  /** The log entry of this page view: the envelope is worth nothing with another receipt. */
  readonly entry: string
}

/**
 * Seals the 32-byte key of one page to the viewer's key.
 *
 * @returns Compact JWE, `ECDH-ES` direct with `A256GCM`; `apu` names the workstation, `apv` viewing, page and log entry.
 * @see RFC 7516; RFC 7518 section 4.6.
 */
export async function sealPageKey(
  pageKey: Uint8Array,
  viewerKey: PublicJwk,
  parties: EnvelopeParties,
): Promise<string> {
  const { workstation, viewing, page, entry } = parties
  return new CompactEncrypt(pageKey)
    .setProtectedHeader({ alg: 'ECDH-ES', enc: 'A256GCM' })
    .setKeyManagementParameters({ apu: Buffer.from(workstation), apv: Buffer.from(`${viewing}/${page}/${entry}`) })
    .encrypt(await importJWK({ ...viewerKey }, 'ECDH-ES'))
}
