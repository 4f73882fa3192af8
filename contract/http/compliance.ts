import * as z from 'zod'
import { Signature } from '#contract/approval.ts'
import { ComplianceReport, Dashboard, ReportNote } from '#contract/compliance.ts'
import type { Endpoint } from '#contract/http/endpoint.ts'
import { Period } from '#contract/period.ts'
import { administratorRoles } from '#contract/role.ts'
import { InstitutionCode, Sha256Hex } from '#contract/values.ts'

const OneReport = z.strictObject({ institution: InstitutionCode, period: Period })

/** The caller's subtree as of now. */
export const getDashboard = {
  method: 'GET',
  url: '/dashboard',
  access: 'session',
  roles: administratorRoles,
  schema: { response: { 200: Dashboard } },
} as const satisfies Endpoint

export const getComplianceReport = {
  method: 'GET',
  url: '/compliance/reports/:institution/:period',
  access: 'session',
  roles: administratorRoles,
  schema: { params: OneReport, response: { 200: ComplianceReport } },
} as const satisfies Endpoint

/** The institution's own administrator freezes the report that stands on the screen. */
export const postReportSignature = {
  method: 'POST',
  url: '/compliance/reports/:institution/:period/signature',
  access: 'session',
  roles: administratorRoles,
  schema: {
    params: OneReport,
    body: z.strictObject({ sha256: Sha256Hex, signature: Signature }),
    response: { 200: ComplianceReport },
  },
} as const satisfies Endpoint

/** Somebody of the level above accepts what was signed. */
export const postReportAcceptance = {
  method: 'POST',
  url: '/compliance/reports/:institution/:period/acceptance',
  access: 'session',
  roles: administratorRoles,
  schema: { params: OneReport, body: z.strictObject({ signature: Signature }), response: { 200: ComplianceReport } },
} as const satisfies Endpoint

/** Somebody of the level above returns it: it is open again, and signed anew as another version. */
export const postReportReturn = {
  method: 'POST',
  url: '/compliance/reports/:institution/:period/return',
  access: 'session',
  roles: administratorRoles,
  schema: { params: OneReport, body: z.strictObject({ note: ReportNote }), response: { 200: ComplianceReport } },
} as const satisfies Endpoint

export const reportFormats = ['pdf', 'xlsx', 'filing'] as const

/** The report as a file; `filing`: the list of users at the end of the period. Each copy is an entry of the log. */
export const getReportFile = {
  method: 'GET',
  url: '/compliance/reports/:institution/:period/files/:format',
  access: 'session',
  roles: administratorRoles,
  schema: {
    params: OneReport.extend({ format: z.enum(reportFormats) }),
    response: { 200: z.instanceof(Uint8Array) },
  },
} as const satisfies Endpoint
