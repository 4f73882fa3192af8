/** Writes the file that tells a PC of its binding, signed so that the PC can check it by the authority it trusts anyway. */

import { createPrivateKey, type KeyObject } from 'node:crypto'
import { CompactSign } from 'jose'
import { type BindingFileClaims, bindingFileType } from '#contract/enrolment-file.ts'

/** What the service shows on every connection, PEM: its certificate, those between it and the authority, its key. */
export interface ServiceCertificate {
  readonly cert: string | Uint8Array
  readonly key: string | Uint8Array
}

/** @see RFC 7515 section 4.1.6 for `x5c`; the algorithm follows from the key. */
export async function signBindingFile(claims: BindingFileClaims, { cert, key }: ServiceCertificate): Promise<string> {
  const privateKey = createPrivateKey(Buffer.from(key))
  return new CompactSign(Buffer.from(JSON.stringify(claims)))
    .setProtectedHeader({ typ: bindingFileType, alg: algorithmOf(privateKey), x5c: chainOf(cert) })
    .sign(privateKey)
}

function chainOf(pem: string | Uint8Array): string[] {
  const blocks = Buffer.from(pem)
    .toString('utf8')
    .matchAll(/-----BEGIN CERTIFICATE-----([\s\S]+?)-----END CERTIFICATE-----/g)
  return [...blocks].map(([, body = '']) => body.replaceAll(/\s/g, ''))
}

const curves: Record<string, string> = { prime256v1: 'ES256', secp384r1: 'ES384', secp521r1: 'ES512' }

function algorithmOf({ asymmetricKeyType: type, asymmetricKeyDetails: details }: KeyObject): string {
  if (type === 'rsa') return 'PS256'
  const curve = type === 'ec' ? curves[details?.namedCurve ?? ''] : undefined
  if (curve === undefined)
    throw new Error('The service’s key is neither RSA nor on a NIST curve: no binding file can be signed.')
  return curve
}
