import type { FastifyInstance } from 'fastify'
import { serve } from '#central/plugins/serve.ts'
import { postLocalEvents } from '#contract/http/journal.ts'
import type { JournalService } from './journal-service.ts'

export function journalRoutes(app: FastifyInstance, journal: JournalService): void {
  serve(app, postLocalEvents, async ({ body, caller }) => {
    await journal.take(body.events, caller)
    return {}
  })
}
