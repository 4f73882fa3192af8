import * as z from 'zod'
import { Signature } from '#contract/approval.ts'
import { AuditExport, AuditExportId, AuditExportRequest } from '#contract/audit-export.ts'
import { Engagement, EngagementGrant, EngagementId } from '#contract/engagement.ts'
import type { Endpoint } from '#contract/http/endpoint.ts'

/** Grants an auditor a mandate; signed. Safe to repeat with the same id. */
export const postEngagement = {
  method: 'POST',
  url: '/engagements',
  access: 'session',
  roles: ['head-office-administrator'],
  schema: {
    body: z.strictObject({ grant: EngagementGrant, signature: Signature }),
    response: { 200: Engagement },
  },
} as const satisfies Endpoint

/** Ends a mandate before its time. */
export const postEngagementEnd = {
  method: 'POST',
  url: '/engagements/:id/end',
  access: 'session',
  roles: ['head-office-administrator'],
  schema: {
    params: z.strictObject({ id: EngagementId }),
    body: z.strictObject({}),
    response: { 200: Engagement },
  },
} as const satisfies Endpoint

/** An auditor's own mandates; all of them for head office. Newest first. */
export const getEngagements = {
  method: 'GET',
  url: '/engagements',
  access: 'session',
  roles: ['head-office-administrator', 'auditor'],
  schema: { response: { 200: z.array(Engagement) } },
} as const satisfies Endpoint

/** Asks for a bundle; it is made in the background. Safe to repeat with the same id. */
export const postAuditExport = {
  method: 'POST',
  url: '/audit-exports',
  access: 'session',
  roles: ['auditor'],
  schema: { body: AuditExportRequest, response: { 200: AuditExport } },
} as const satisfies Endpoint

const OneExport = z.strictObject({ id: AuditExportId })

export const getAuditExport = {
  method: 'GET',
  url: '/audit-exports/:id',
  access: 'session',
  roles: ['auditor'],
  schema: { params: OneExport, response: { 200: AuditExport } },
} as const satisfies Endpoint

/** The auditor's own, newest first. */
export const getAuditExports = {
  method: 'GET',
  url: '/audit-exports',
  access: 'session',
  roles: ['auditor'],
  schema: { response: { 200: z.array(AuditExport) } },
} as const satisfies Endpoint

export const postAuditExportCancel = {
  method: 'POST',
  url: '/audit-exports/:id/cancel',
  access: 'session',
  roles: ['auditor'],
  schema: { params: OneExport, body: z.strictObject({}), response: { 200: AuditExport } },
} as const satisfies Endpoint

/** A finished bundle comes in parts, each part in pieces of this many bytes, the last one shorter. */
export const pieceBytes = 4 * 1024 * 1024

export const getAuditExportPiece = {
  method: 'GET',
  url: '/audit-exports/:id/parts/:part/pieces/:piece',
  access: 'session',
  roles: ['auditor'],
  schema: {
    params: OneExport.extend({
      part: z.coerce.number().int().min(1).max(999),
      piece: z.coerce.number().int().min(0).max(1_000_000),
    }),
    response: { 200: z.instanceof(Uint8Array) },
  },
} as const satisfies Endpoint
