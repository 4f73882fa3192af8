/** From sealed bytes and a key envelope to a page. */

import { compactDecrypt } from 'jose'
import { ReportPage } from '#contract/report-page.ts'
import { pageContext } from '#contract/viewing.ts'

const nonceBytes = 12

export interface SealedPage {
  readonly viewingId: string
  readonly queryId: string
  readonly page: number
  /** The log entry of this page view, as main found it in the log. */
  readonly entryId: string
  readonly sealed: Uint8Array<ArrayBuffer>
  /** Compact JWE of the page's key. */
  readonly envelope: string
}

/** @throws When the envelope is not for this viewing and page, or any byte is not what the service sealed. */
export async function openPage(
  privateKey: CryptoKey,
  { viewingId, queryId, page, entryId, sealed, envelope }: SealedPage,
): Promise<ReportPage> {
  const { plaintext, protectedHeader } = await compactDecrypt(envelope, privateKey, {
    keyManagementAlgorithms: ['ECDH-ES'],
    contentEncryptionAlgorithms: ['A256GCM'],
  })
  // RFC 7518 section 4.6.1.3: for whom the key was agreed.
  if (decodeParty(protectedHeader['apv']) !== `${viewingId}/${page}/${entryId}`)
    throw new Error('The key is for something else.')

  const keyBytes = new Uint8Array(plaintext)
  const key = await crypto.subtle.importKey('raw', keyBytes, 'AES-GCM', false, ['decrypt'])
  keyBytes.fill(0)
  plaintext.fill(0)
  const opened = await crypto.subtle.decrypt(
    {
      name: 'AES-GCM',
      iv: sealed.subarray(0, nonceBytes),
      additionalData: new TextEncoder().encode(pageContext(queryId, page)),
    },
    key,
    sealed.subarray(nonceBytes),
  )
  const content = ReportPage.parse(JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(opened)))
  new Uint8Array(opened).fill(0)
  if (content.number !== page) throw new Error('The page is another one.')
  return content
}

function decodeParty(apv: unknown): string | undefined {
  if (typeof apv !== 'string' || !/^[\w-]+$/.test(apv)) return undefined
  return atob(apv.replaceAll('-', '+').replaceAll('_', '/'))
}
