import { createCipheriv, randomBytes } from 'node:crypto'
import { CompactEncrypt, importJWK } from 'jose'
import { expect, test } from 'vitest'
import type { ReportPage } from '#contract/report-page.ts'
import { pageContext } from '#contract/viewing.ts'
import { openPage } from '#renderer/viewer/open-page.ts'
import { makeViewerKey } from '#renderer/viewer/viewer-key.ts'

const viewingId = '0197f6a0-0000-4000-8000-00000000000a'
const entryId = '0197f6a0-0000-4000-8000-0000000000ee'
const queryId = '0197f6a0-0000-4000-8000-000000000001'
const pageThree: ReportPage = { number: 3, of: 12, outline: [], items: [] }
const { privateKey, publicJwk } = await makeViewerKey()

interface Sealing {
  readonly content?: unknown
  readonly context?: string
  readonly apv?: string
  readonly enc?: string
}

async function seal({ content = pageThree, context = pageContext(queryId, 3), ...header }: Sealing = {}) {
  const key = randomBytes(32)
  const nonce = randomBytes(12)
  const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(Buffer.from(context))
  const body = Buffer.concat([cipher.update(JSON.stringify(content)), cipher.final()])
  const envelope = await new CompactEncrypt(key)
    .setProtectedHeader({ alg: 'ECDH-ES', enc: header.enc ?? 'A256GCM' })
    .setKeyManagementParameters({ apv: Buffer.from(header.apv ?? `${viewingId}/3/${entryId}`) })
    .encrypt(await importJWK(publicJwk, 'ECDH-ES'))
  return {
    viewingId,
    queryId,
    page: 3,
    entryId,
    sealed: new Uint8Array([...nonce, ...body, ...cipher.getAuthTag()]),
    envelope,
  }
}

test('a sealed page opens with its envelope', async () => {
  expect(await openPage(privateKey, await seal())).toEqual(pageThree)
})

test('the viewer’s private key cannot be read out', async () => {
  expect(privateKey.extractable).toBe(false)
  await expect(crypto.subtle.exportKey('jwk', privateKey)).rejects.toThrow()
})

test.each<[string, Sealing]>([
  ['sealed for another query', { context: pageContext(viewingId, 3) }],
  ['sealed as another page', { context: pageContext(queryId, 4) }],
  ['with a key for another page', { apv: `${viewingId}/4/${entryId}` }],
  ['with a key for another viewing', { apv: `${queryId}/3/${entryId}` }],
  ['with a key for another page view', { apv: `${viewingId}/3/${queryId}` }],
  ['with another cipher', { enc: 'A128GCM' }],
  ['that says another number', { content: { ...pageThree, number: 4 } }],
  ['that is no page', { content: { ...pageThree, script: 'alert(1)' } }],
])('a page %s does not open', async (_what, sealing) => {
  await expect(openPage(privateKey, await seal(sealing))).rejects.toThrow()
})

test('every changed byte is noticed', async () => {
  const page = await seal()
  for (let at = 0; at < page.sealed.length; at += 5) {
    const sealed = page.sealed.slice()
    sealed[at] = (sealed[at] ?? 0) ^ 1
    await expect(openPage(privateKey, { ...page, sealed })).rejects.toThrow()
  }
})

test('another viewer’s key does not open it', async () => {
  const stranger = await makeViewerKey()
  await expect(openPage(stranger.privateKey, await seal())).rejects.toThrow()
})
