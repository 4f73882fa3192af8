import type { FastifyInstance } from 'fastify'
import { serve } from '#central/plugins/serve.ts'
import {
  getIncident,
  getIncidentAttachment,
  getIncidentFigures,
  getIncidents,
  getOwnIncidents,
  getSubjectViewings,
  getVerifiers,
  postIncident,
  postIncidentStep,
  postOwnAppeal,
} from '#contract/http/incident.ts'
import type { IncidentLifeService } from './incident-life-service.ts'
import type { IncidentReadingService } from './incident-reading-service.ts'
import type { IncidentReportService } from './incident-report-service.ts'

export function incidentRoutes(
  app: FastifyInstance,
  services: IncidentReadingService & IncidentLifeService & IncidentReportService,
): void {
  serve(app, getIncidents, ({ caller }) => services.list(caller))
  serve(app, getIncidentFigures, ({ caller }) => services.figures(caller))
  serve(app, getOwnIncidents, ({ caller }) => services.listOwn(caller))
  serve(app, getIncident, ({ params, caller }) => services.read(params.id, caller))
  serve(app, getVerifiers, ({ params, caller }) => services.verifiersOf(params.id, caller))
  serve(app, getSubjectViewings, ({ params, caller }) => services.viewingsOf(params.id, caller))
  serve(
    app,
    getIncidentAttachment,
    async ({ params, caller }) => new Uint8Array(await services.attachment(params.id, params.uploadId, caller)),
  )
  serve(app, postIncident, async ({ body, caller }) => {
    await services.report(body, caller)
    return {}
  })
  serve(app, postIncidentStep, async ({ params, body, caller }) => {
    await services.takeStep(params.id, body, caller)
    return {}
  })
  serve(app, postOwnAppeal, async ({ params, body, caller }) => {
    await services.takeStep(params.id, { kind: 'appealed', text: body.text, attachments: [] }, caller)
    return {}
  })
}
