import { createHash, randomUUID } from 'node:crypto'
import { SentAttachment } from '#contract/attachment.ts'
import type { Device } from '#test/support/device.ts'
import { aPdf, upload } from '#test/support/scans.ts'

/** Uploads a PDF of its own, ready to be attached. */
export async function anAttachment(device: Device, name = '材料.pdf'): Promise<SentAttachment & { bytes: Buffer }> {
  const bytes = aPdf(`% ${randomUUID()}\n`)
  const { id: uploadId } = await upload(device, bytes)
  const sha256 = createHash('sha256').update(bytes).digest('hex')
  return { ...SentAttachment.parse({ uploadId, sha256, name }), bytes }
}
