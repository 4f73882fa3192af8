import type { FastifyInstance } from 'fastify'
import { serve } from '#central/plugins/serve.ts'
import {
  getReconciliationDays,
  getReconciliationDifferences,
  postReconciliation,
  postResolution,
} from '#contract/http/reconciliation.ts'
import type { ReconciliationService } from './reconciliation-service.ts'

export function reconciliationRoutes(app: FastifyInstance, reconciliation: ReconciliationService): void {
  serve(app, getReconciliationDays, () => reconciliation.listDays())
  serve(app, getReconciliationDifferences, () => reconciliation.listDifferences())
  serve(app, postReconciliation, ({ params, caller }) => reconciliation.compareAgain(params.day, caller))
  serve(app, postResolution, ({ params, body, caller }) => reconciliation.resolve(params.id, body, caller))
}
