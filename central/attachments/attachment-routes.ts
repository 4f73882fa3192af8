import type { FastifyInstance } from 'fastify'
import { serve } from '#central/plugins/serve.ts'
import { getAttachment } from '#contract/http/attachment.ts'
import type { AttachmentReadingService } from './attachment-service.ts'

export function attachmentRoutes(app: FastifyInstance, attachments: AttachmentReadingService): void {
  serve(app, getAttachment, async ({ params, caller }) => new Uint8Array(await attachments.read(params.id, caller)))
}
