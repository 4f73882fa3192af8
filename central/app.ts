/** Builds the HTTP application; `server.ts` makes it listen. */

import Fastify, { type FastifyBaseLogger, type FastifyInstance, LogController, type RawServerDefault } from 'fastify'
import { admissionRoutes } from '#central/admission/admission-routes.ts'
import { logRoutes } from '#central/audit/log-routes.ts'
import { auditExportRoutes } from '#central/audit-export/export-routes.ts'
import { businessFeedRoutes } from '#central/business/business-feed-routes.ts'
import { businessRoutes } from '#central/business/business-routes.ts'
import { calendarRoutes } from '#central/calendar/calendar-routes.ts'
import { consentFormRoutes } from '#central/consents/consent-form-routes.ts'
import { consentRoutes } from '#central/consents/consent-routes.ts'
import { uploadRoutes } from '#central/consents/upload-routes.ts'
import { engagementRoutes } from '#central/engagements/engagement-routes.ts'
import { eventRoutes } from '#central/events/event-routes.ts'
import { findingRoutes } from '#central/findings/finding-routes.ts'
import { governanceRoutes } from '#central/governance/governance-routes.ts'
import { healthRoutes } from '#central/health/health-routes.ts'
import { passwordRoutes } from '#central/identity/password-routes.ts'
import { sessionRoutes } from '#central/identity/session-routes.ts'
import { signatureRoutes } from '#central/identity/signature-routes.ts'
import { tokenRoutes } from '#central/identity/token-routes.ts'
import { institutionRoutes } from '#central/institutions/institution-routes.ts'
import { journalRoutes } from '#central/journal/journal-routes.ts'
import { logSearchRoutes } from '#central/log-search/log-search-routes.ts'
import { openApiRoutes } from '#central/openapi/openapi-routes.ts'
import { identifyCallers } from '#central/plugins/callers.ts'
import { collectRoutes } from '#central/plugins/collect-routes.ts'
import { answerFailures } from '#central/plugins/failures.ts'
import { logRequests } from '#central/plugins/request-log.ts'
import { policyRoutes } from '#central/policy/policy-routes.ts'
import { queryRoutes } from '#central/queries/query-routes.ts'
import { queryStopRoutes } from '#central/query-stop/query-stop-routes.ts'
import { reconciliationRoutes } from '#central/reconciliation/reconciliation-routes.ts'
import { releaseRoutes } from '#central/releases/release-routes.ts'
import { reportRoutes } from '#central/reports/report-routes.ts'
import { scoreRoutes } from '#central/scores/score-routes.ts'
import type { Services } from '#central/services.ts'
import { staffRoutes } from '#central/staff/staff-routes.ts'
import { wayBackRoutes } from '#central/suspensions/way-back-routes.ts'
import { userAdministrationRoutes } from '#central/users/user-administration-routes.ts'
import { administrationRoutes } from '#central/workstations/administration-routes.ts'
import { workstationRoutes } from '#central/workstations/workstation-routes.ts'
import { watchingRoutes } from './watching-app.ts'

export interface AppSettings {
  readonly publicOrigin: () => string
  readonly tls: { readonly cert: Buffer; readonly key: Buffer }
  /** CIDR list of proxies that may name the client's address; everybody else is taken by his socket. */
  readonly trustedProxies: readonly string[]
  readonly logger: FastifyBaseLogger
}

const maxBodyBytes = 1024 * 1024

export function buildApp(
  services: Services,
  { publicOrigin, tls, trustedProxies, logger }: AppSettings,
): FastifyInstance {
  const app = Fastify({
    https: { ...tls, minVersion: 'TLSv1.2' },
    loggerInstance: logger,
    logController: new LogController({ disableRequestLogging: true }),
    bodyLimit: maxBodyBytes,
    requestTimeout: 120_000,
    trustProxy: trustedProxies.length > 0 ? [...trustedProxies] : false,
    // What a client writes into a URL must not reach the log.
    genReqId: () => '',
  }) as unknown as FastifyInstance<RawServerDefault>

  logRequests(app)
  answerFailures(app, services.audit)
  identifyCallers(app, { publicOrigin, ...services })

  const routes = collectRoutes(app)
  openApiRoutes(app, routes, services.version)
  healthRoutes(app, services.health)
  workstationRoutes(app, services)
  administrationRoutes(app, services)
  eventRoutes(app, services.events)
  logRoutes(app, services.audit)
  logSearchRoutes(app, services)
  journalRoutes(app, services.journal)
  sessionRoutes(app, services.sessions, services.hardware)
  passwordRoutes(app, services.passwords)
  tokenRoutes(app, services.tokens)
  signatureRoutes(app, services.signatures)
  institutionRoutes(app, services.institutions)
  governanceRoutes(app, services.governance)
  staffRoutes(app, services.staff)
  admissionRoutes(app, services)
  userAdministrationRoutes(app, services.userAdministration)
  wayBackRoutes(app, services.wayBack)
  scoreRoutes(app, services.scoreReading)
  businessRoutes(app, services.businesses)
  businessFeedRoutes(app, services.businessFeed)
  uploadRoutes(app, services.uploads)
  consentRoutes(app, services.consents)
  consentFormRoutes(app, services.consentForms)
  calendarRoutes(app, services.calendar)
  policyRoutes(app, services.proposals, services.whatIf)
  queryRoutes(app, services.queries)
  queryStopRoutes(app, services.queryStops)
  releaseRoutes(app, services.releases, services.roster)
  reportRoutes(app, services.reports)
  reconciliationRoutes(app, services.reconciliation)
  engagementRoutes(app, services.engagements)
  auditExportRoutes(app, services.auditExports)
  findingRoutes(app, services.findings)
  watchingRoutes(app, services.watching)
  return app
}
