import type { FastifyInstance } from 'fastify'
import type { ServedRoute } from '#central/plugins/collect-routes.ts'
import { serve } from '#central/plugins/serve.ts'
import { getOpenApi } from '#contract/http/openapi.ts'
import { openApiDocument } from './openapi-document.ts'

/** @param routes Every route of the application, this one too; read when it is asked for, when all are known. */
export function openApiRoutes(app: FastifyInstance, routes: readonly ServedRoute[], version: string): void {
  serve(app, getOpenApi, async () => openApiDocument(routes, version))
}
