/** Reads the file in which a PC asks to be registered. Nothing it says is believed before its signature holds. */

import { createHmac, timingSafeEqual } from 'node:crypto'
import { calculateJwkThumbprint, compactVerify, decodeProtectedHeader, EmbeddedJWK } from 'jose'
import * as z from 'zod'
import {
  codeProofText,
  EnrolmentFileText,
  fileRefused,
  RequestFileClaims,
  requestFileType,
} from '#contract/enrolment-file.ts'
import { PublicJwk } from '#contract/values.ts'

const Header = z.strictObject({ typ: z.literal(requestFileType), alg: z.literal('ES256'), jwk: PublicJwk })

export interface RequestFile {
  readonly claims: RequestFileClaims
  readonly publicKey: PublicJwk
  readonly thumbprint: string
}

/** @throws {AppError} `enrolment-file-refused`: `not-a-request`, or `altered` when the signature is not the key's. */
export async function readRequestFile(content: string): Promise<RequestFile> {
  const text = content.trim()
  const header = Header.safeParse(readHeader(text))
  if (!header.success) throw fileRefused('not-a-request')
  const verified = await compactVerify(text, EmbeddedJWK, { algorithms: ['ES256'] }).catch(() => undefined)
  if (!verified) throw fileRefused('altered')
  const claims = RequestFileClaims.safeParse(parseJson(Buffer.from(verified.payload).toString('utf8')))
  if (!claims.success) throw fileRefused('not-a-request')
  const publicKey = header.data.jwk
  return { claims: claims.data, publicKey, thumbprint: await calculateJwkThumbprint(publicKey) }
}

/** Whether the request was made by somebody who knows the code of which this is the hash. */
export function provesCode({ claims, thumbprint }: RequestFile, codeHash: Uint8Array): boolean {
  const expected = createHmac('sha256', codeHash).update(codeProofText(thumbprint)).digest()
  return timingSafeEqual(expected, Buffer.from(claims.codeProof, 'hex'))
}

function readHeader(text: string): unknown {
  try {
    return EnrolmentFileText.safeParse(text).success ? decodeProtectedHeader(text) : undefined
  } catch {
    return undefined
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
