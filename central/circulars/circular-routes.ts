import type { FastifyInstance } from 'fastify'
import { serve } from '#central/plugins/serve.ts'
import {
  getCircular,
  getCirculars,
  getReceipts,
  getReceivedCirculars,
  getSecurityMonths,
  postCircularDiscard,
  postCircularDraft,
  postCircularOpening,
  postCircularPublication,
  postCircularWithdrawal,
  postReceipt,
  postSecurityDraft,
} from '#contract/http/circular.ts'
import type { CircularService } from './circular-service.ts'
import type { ReceiptService } from './receipt-service.ts'
import type { SecurityCircularService } from './security-circular-service.ts'

export interface CircularServices {
  readonly circulars: CircularService
  readonly receipts: ReceiptService
  readonly securityCirculars: SecurityCircularService
}

export function circularRoutes(app: FastifyInstance, services: CircularServices): void {
  const { circulars, receipts, securityCirculars } = services
  serve(app, getCirculars, ({ caller }) => circulars.list(caller))
  serve(app, getCircular, ({ params, caller }) => circulars.read(params.id, caller))
  serve(app, getReceipts, ({ params, caller }) => circulars.receipts(params.id, caller))
  serve(app, postCircularDraft, async ({ body, caller }) => {
    await circulars.keep(body, caller)
    return {}
  })
  serve(app, postCircularDiscard, async ({ params, caller }) => {
    await circulars.discard(params.id, caller)
    return {}
  })
  serve(app, postCircularPublication, ({ params, body, caller }) =>
    circulars.publish(params.id, body.attachments, caller),
  )
  serve(app, postCircularWithdrawal, ({ params, body, caller }) => circulars.withdraw(params.id, body.reason, caller))
  serve(app, getSecurityMonths, () => securityCirculars.months())
  serve(app, postSecurityDraft, ({ params, caller }) => securityCirculars.draft(params.month, caller))
  serve(app, getReceivedCirculars, ({ caller }) => receipts.list(caller))
  serve(app, postCircularOpening, ({ params, caller }) => receipts.open(params.id, caller))
  serve(app, postReceipt, async ({ params, caller }) => {
    await receipts.confirm(params.id, caller)
    return {}
  })
}
