/** What the report window does with keys and pages, on node:crypto: enough to read a page as the viewer would. */

import { createDecipheriv, randomUUID } from 'node:crypto'
import { compactDecrypt, exportJWK, generateKeyPair } from 'jose'
import type { CaptureFacts } from '#contract/capture.ts'
import { getSealedPage, postPageView, postViewing } from '#contract/http/viewing.ts'
import { ReportPage } from '#contract/report-page.ts'
import { PublicJwk } from '#contract/values.ts'
import { pageContext } from '#contract/viewing.ts'
import type { Device } from '#test/support/device.ts'

/** A PC on which nothing is to be minded. */
export const protectedPc: CaptureFacts = { platform: 'win32', isProtected: true, isRemote: false, isVirtual: false }

export async function aViewer(device: Device, queryId: string, capture = protectedPc) {
  const { privateKey, publicKey } = await generateKeyPair('ECDH-ES', { crv: 'P-256', extractable: true })
  const { kty, crv, x, y } = await exportJWK(publicKey)
  const id = randomUUID()
  return {
    id,
    open: () =>
      device.call(postViewing, { body: { id, queryId, viewerKey: PublicJwk.parse({ kty, crv, x, y }), capture } }),
    sealedPage: (page: number) => device.call(getSealedPage, { params: { id, page } }),
    releaseKey: (page: number) => device.call(postPageView, { params: { id, page }, body: {} }),

    async read(page: number): Promise<ReportPage> {
      const [sealed, key] = [await this.sealedPage(page), await this.releaseKey(page)]
      return this.unseal(sealed.bytes, key.body.envelope, page)
    },

    async unseal(sealed: Buffer, envelope: string, page: number): Promise<ReportPage> {
      const { plaintext } = await compactDecrypt(envelope, privateKey)
      const decipher = createDecipheriv('aes-256-gcm', plaintext, sealed.subarray(0, 12))
      decipher.setAAD(Buffer.from(pageContext(queryId, page))).setAuthTag(sealed.subarray(-16))
      const text = Buffer.concat([decipher.update(sealed.subarray(12, -16)), decipher.final()]).toString()
      return ReportPage.parse(JSON.parse(text))
    },
  }
}
