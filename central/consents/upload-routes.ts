/** Resumable uploads (tus 1.0.0): the protocol by @tus/server, the bytes by our own store that seals before it writes. */

import type { IncomingMessage } from 'node:http'
import type { Readable } from 'node:stream'
import { DataStore, Server, Upload } from '@tus/server'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { SessionCaller } from '#central/caller.ts'
import { serve } from '#central/plugins/serve.ts'
import { maxScanBytes } from '#contract/consent.ts'
import { AppError, toFailure } from '#contract/failure.ts'
import { getScanPage, getUploadedScan } from '#contract/http/upload.ts'
import { administratorRoles } from '#contract/role.ts'
import { pieceBytes } from './scan-store.ts'
import type { UploadService } from './upload-service.ts'

const path = '/uploads'
const config = { access: 'session', roles: ['query-officer', 'approver', ...administratorRoles] } as const

/** @param maxBytes Largest file; a test sends larger ones through bad lines. */
export function uploadRoutes(app: FastifyInstance, uploads: UploadService, { maxBytes = maxScanBytes } = {}): void {
  const callers = new WeakMap<IncomingMessage, SessionCaller>()
  const server = createTusServer(uploads, (raw) => required(callers.get(raw)), maxBytes)

  // The tus server reads the body itself.
  app.addContentTypeParser('application/offset+octet-stream', (_request, _payload, done) => done(null))
  app.route({ method: ['POST'], url: path, config, handler: create })
  app.route({ method: ['HEAD', 'PATCH'], url: `${path}/:id`, config, handler: handOver })
  serve(app, getUploadedScan, ({ params, caller }) => uploads.describe(params.id, caller))
  serve(app, getScanPage, async ({ params, caller }) => ({
    jpeg: (await uploads.preview(params.id, params.page, caller)).toString('base64'),
  }))

  async function create(request: FastifyRequest, reply: FastifyReply): Promise<void> {
    const length = Number(request.headers['upload-length'])
    if (!Number.isInteger(length) || length <= 0)
      throw new AppError('invalid-input', 'The length is missing.', { fields: ['upload-length'] })
    if (length > maxBytes) throw new AppError('too-large', 'A scan may have 10 MiB at most.')
    await handOver(request, reply)
  }

  async function handOver(request: FastifyRequest, reply: FastifyReply): Promise<void> {
    const caller = request.caller as SessionCaller
    const { id } = request.params as { id?: string }
    if (id !== undefined) await uploads.get(id, caller)
    callers.set(request.raw, caller)
    const nonce = reply.getHeader('DPoP-Nonce')
    if (nonce !== undefined) reply.raw.setHeader('DPoP-Nonce', nonce)
    reply.hijack()
    await server.handle(request.raw, reply.raw)
  }
}

function createTusServer(
  uploads: UploadService,
  callerOf: (raw: IncomingMessage) => SessionCaller,
  maxSize: number,
): Server {
  return new Server({
    path,
    datastore: new SealingDataStore(uploads),
    relativeLocation: true,
    maxSize,
    namingFunction: (request) => uploads.create(Number(request.headers.get('upload-length')), callerOf(rawOf(request))),
    onUploadFinish: async (request, upload) => {
      try {
        await uploads.finish(upload.id, callerOf(rawOf(request)))
        return {}
      } catch (error) {
        if (!(error instanceof AppError)) throw error
        throw Object.assign(new Error(error.code), { status_code: 422, body: JSON.stringify(toFailure(error)) })
      }
    },
  })
}

/** Answers the protocol from the service; the service knows the durable offset. */
class SealingDataStore extends DataStore {
  readonly #uploads: UploadService

  constructor(uploads: UploadService) {
    super()
    this.#uploads = uploads
  }

  override async create(upload: Upload): Promise<Upload> {
    return upload
  }

  override async getUpload(id: string): Promise<Upload> {
    const { lengthBytes, receivedBytes, createdAt } = await this.#uploads.find(id)
    return new Upload({ id, size: lengthBytes, offset: receivedBytes, creation_date: createdAt.toISOString() })
  }

  override async write(stream: Readable, id: string, offset: number): Promise<number> {
    let at = offset
    try {
      for await (const piece of piecesOf(stream)) at = await this.#uploads.append(id, at, piece)
    } catch (error) {
      // The line was cut: what is on disk counts, the client asks for the offset and goes on from there.
      if (!stream.errored) throw error
    }
    return at
  }
}

/** Cuts a stream into pieces of the store's size; what came before a stream broke off is a piece as well. */
async function* piecesOf(stream: Readable): AsyncGenerator<Buffer> {
  let waiting: Buffer[] = []
  let size = 0
  try {
    for await (const chunk of stream) {
      waiting.push(chunk as Buffer)
      size += (chunk as Buffer).length
      if (size < pieceBytes) continue
      yield Buffer.concat(waiting)
      waiting = []
      size = 0
    }
  } catch (error) {
    if (!stream.errored) throw error
  }
  if (size > 0) yield Buffer.concat(waiting)
}

function rawOf(request: { runtime?: { node?: { req: unknown } } }): IncomingMessage {
  return required(request.runtime?.node?.req as IncomingMessage | undefined)
}

function required<T>(value: T | undefined): T {
  if (value === undefined) throw new Error('The upload lost its caller.')
  return value
}
