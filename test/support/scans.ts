/** Small real files for uploads. */

import { createHash, randomUUID } from 'node:crypto'
import sharp from 'sharp'
import { postConsent } from '#contract/http/query.ts'
import type { Answer, Device } from '#test/support/device.ts'

/** A PDF of one empty page with a cross-reference table that fits (ISO 32000-2 section 7.5). */
export function aPdf(extra = ''): Buffer {
  const objects = [
    '<< /Type /Catalog /Pages 2 0 R >>',
    '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
    `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] >>${extra}`,
  ]
  let text = '%PDF-1.4\n'
  const offsets = objects.map((object, index) => {
    const offset = text.length
    text += `${index + 1} 0 obj\n${object}\nendobj\n`
    return offset
  })
  const start = text.length
  const table = offsets.map((offset) => `${String(offset).padStart(10, '0')} 00000 n \n`).join('')
  return Buffer.from(
    `${text}xref\n0 4\n0000000000 65535 f \n${table}trailer\n<< /Size 4 /Root 1 0 R >>\nstartxref\n${start}\n%%EOF\n`,
  )
}

/** A photograph-like JPEG: noise, so that it does not shrink. */
export function aPhoto(width = 600, height = 800): Promise<Buffer> {
  return sharp({
    create: { width, height, channels: 3, background: '#eee', noise: { type: 'gaussian', mean: 128, sigma: 40 } },
  })
    .jpeg()
    .toBuffer()
}

/** Uploads bytes as the tus protocol has it: creation, then one PATCH. @returns The last answer and the upload's id. */
export async function upload(device: Device, bytes: Buffer): Promise<{ id: string; answer: Answer }> {
  const created = await createUpload(device, bytes.length)
  const id = String(created.headers['location']).split('/').at(-1) ?? ''
  return { id, answer: await patch(device, id, { offset: 0, bytes }) }
}

export function createUpload(device: Device, length: number): Promise<Answer> {
  return device.send('POST', '/uploads', { headers: { 'tus-resumable': '1.0.0', 'upload-length': String(length) } })
}

export function patch(
  device: Device,
  id: string,
  { offset, bytes }: { offset: number; bytes: Buffer },
): Promise<Answer> {
  const headers = {
    'tus-resumable': '1.0.0',
    'upload-offset': String(offset),
    'content-type': 'application/offset+octet-stream',
  }
  return device.send('PATCH', `/uploads/${id}`, { headers, raw: bytes })
}

export const borrower = { name: '沈嘉禾', idType: '10', idNumber: '320506198603140210' } as const
export const businessReference = 'LA-2026-000318'

/** A consent of the demo's first business with one PDF. */
export async function registerConsent(device: Device, changes: Record<string, unknown> = {}): Promise<string> {
  const bytes = aPdf(`% ${randomUUID()}`)
  const { id: uploadId } = await upload(device, bytes)
  const sha256 = createHash('sha256').update(bytes).digest('hex')
  const id = randomUUID()
  const body = {
    id,
    subject: borrower,
    purposes: ['02'],
    signedOn: '2026-11-20',
    businessReference,
    scans: [{ uploadId, sha256 }],
    ...changes,
  }
  const answer = await device.call(postConsent, { body })
  if (answer.status !== 200) throw new Error(`The consent of the test was refused: ${JSON.stringify(answer.body)}`)
  return id
}
