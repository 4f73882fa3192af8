/** Writes the file in which this PC asks to be registered. */

import { createHash, createHmac } from 'node:crypto'
import { CompactSign } from 'jose'
import { codeProofText, type RequestFileClaims, requestFileType } from '#contract/enrolment-file.ts'
import type { DeviceKey } from './device-key.ts'

export type RequestFacts = Omit<RequestFileClaims, 'format' | 'codeProof'>

/** The code stays here: the file only shows that whoever made it knows the code, and for which key. */
export async function writeRequestFile(key: DeviceKey, enrolmentCode: string, facts: RequestFacts): Promise<string> {
  const codeHash = createHash('sha256').update(enrolmentCode).digest()
  const codeProof = createHmac('sha256', codeHash).update(codeProofText(key.thumbprint)).digest('hex')
  const claims: RequestFileClaims = { format: 1, codeProof, ...facts }
  return new CompactSign(Buffer.from(JSON.stringify(claims)))
    .setProtectedHeader({ typ: requestFileType, alg: 'ES256', jwk: { ...key.publicJwk } })
    .sign(key.privateKey)
}
