import type { FastifyInstance } from 'fastify'
import { serve } from '#central/plugins/serve.ts'
import {
  getFindings,
  postFinding,
  postFindingClosure,
  postFindingRemedy,
  postFindingReturn,
} from '#contract/http/findings.ts'
import type { FindingService } from './finding-service.ts'

export function findingRoutes(app: FastifyInstance, findings: FindingService): void {
  serve(app, postFinding, ({ body, caller }) => findings.raise(body, caller))
  serve(app, getFindings, ({ caller }) => findings.list(caller))
  serve(app, postFindingRemedy, ({ params, body, caller }) => findings.remedy(params.id, body.text, caller))
  serve(app, postFindingReturn, ({ params, body, caller }) => findings.return(params.id, body, caller))
  serve(app, postFindingClosure, ({ params, body, caller }) => findings.close(params.id, body.text, caller))
}
