/** A file sent through a line that is cut again and again, by the client's own upload into the service's own store. */

import { createHash, randomUUID } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Fastify from 'fastify'
import type { SessionCaller } from '#central/caller.ts'
import { createFolderScanStore } from '#central/consents/scan-store.ts'
import { uploadRoutes } from '#central/consents/upload-routes.ts'
import type { UploadService } from '#central/consents/upload-service.ts'
import { createTusHttpStack } from '#main/uploads/tus-http-stack.ts'
import { uploadScan } from '#main/uploads/upload-scan.ts'
import { makeServerCertificate } from '#scripts/certificates.ts'
import { aClient } from '#test/support/client-parts.ts'
import { aCuttingLine } from '#test/support/cutting-line.ts'

export interface CutOutcome {
  readonly cuts: number
  /** What went over the line beyond the file itself, as a share of the file. */
  readonly resentShare: number
  readonly sentHash: string
  readonly storedHash: string
  /** From the first request to the last answer. */
  readonly milliseconds: number
}

/** @param seed Draws where the line is cut. */
export async function sendThroughCuts(bytes: Buffer, cuts: number, seed = 1): Promise<CutOutcome> {
  const folder = await mkdtemp(join(tmpdir(), 'cqw-cuts-'))
  const store = createFolderScanStore(folder, new Uint8Array(32))
  const { authority, certificate, privateKey } = await makeServerCertificate({ dns: ['localhost'], ip: [] }, new Date())
  const app = Fastify({ https: { cert: certificate, key: privateKey } })
  app.decorateRequest('caller', undefined)
  app.addHook('onRequest', async (request) => {
    request.caller = { user: { id: 'officer' } } as SessionCaller
  })
  const { uploads, hash } = storing(store)
  uploadRoutes(app, uploads, { maxBytes: bytes.length })
  await app.listen({ host: '127.0.0.1', port: 0 })
  const line = await aCuttingLine((app.server.address() as AddressInfo).port, placesOf(bytes.length, cuts, seed))
  const origin = `https://localhost:${line.port}`
  const { signer, exchange, close } = aClient({ origin }, authority)
  try {
    let url: string | undefined
    const from = performance.now()
    await uploadScan({
      endpoint: `${origin}/uploads`,
      bytes,
      httpStack: createTusHttpStack(exchange, signer, 'a-token'),
      onUrl: (given) => {
        url = given
      },
      onProgress: () => undefined,
    })
    const milliseconds = performance.now() - from
    if (url === undefined) throw new Error('The upload has no address.')
    return {
      cuts: line.cutsMade(),
      resentShare: (line.sentBytes() - bytes.length) / bytes.length,
      sentHash: createHash('sha256').update(bytes).digest('hex'),
      storedHash: await hash(),
      milliseconds,
    }
  } finally {
    close()
    await line.close()
    await app.close()
    await rm(folder, { recursive: true, force: true })
  }
}

/** The part of the upload service that the protocol needs, on the real store. */
function storing(store: ReturnType<typeof createFolderScanStore>) {
  const upload = { id: randomUUID(), lengthBytes: 0, receivedBytes: 0, createdAt: new Date() }
  const found = async () => upload as never
  const uploads = {
    create: async (lengthBytes: number) => {
      upload.lengthBytes = lengthBytes
      return upload.id
    },
    get: found,
    find: found,
    append: async (id: string, offset: number, bytes: Uint8Array) => {
      await store.append(id, offset, bytes)
      upload.receivedBytes = offset + bytes.length
      return upload.receivedBytes
    },
    finish: async () => undefined,
  } as unknown as UploadService
  const hash = async () =>
    createHash('sha256')
      .update(await store.read(upload.id, upload.lengthBytes))
      .digest('hex')
  return { uploads, hash }
}

/** Somewhere in each equal stretch of the file. */
function placesOf(length: number, cuts: number, seed: number): number[] {
  let state = seed
  return Array.from({ length: cuts }, () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0
    return Math.floor((length / cuts) * (0.4 + (state / 4294967296) * 0.5))
  })
}
