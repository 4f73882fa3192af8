import * as z from 'zod'
import type { Endpoint } from '#contract/http/endpoint.ts'
import {
  Incident,
  IncidentDetail,
  IncidentFigures,
  IncidentId,
  IncidentStepRequest,
  IncidentText,
  OwnIncident,
  ReportedIncident,
  SubjectViewing,
  Verifier,
} from '#contract/incident.ts'
import { administratorRoles, roles } from '#contract/role.ts'
import { UploadId } from '#contract/values.ts'

const OneIncident = z.strictObject({ id: IncidentId })
const readers = [...administratorRoles, 'approver', 'auditor'] as const
const actors = [...administratorRoles, 'approver'] as const

/** Of the caller's subtree; approvers see what they verify. Open ones first, newest first. */
export const getIncidents = {
  method: 'GET',
  url: '/incidents',
  access: 'session',
  roles: readers,
  schema: { response: { 200: z.array(Incident) } },
} as const satisfies Endpoint

export const getIncidentFigures = {
  method: 'GET',
  url: '/incidents/figures',
  access: 'session',
  roles: [...administratorRoles, 'auditor'],
  schema: { response: { 200: IncidentFigures } },
} as const satisfies Endpoint

/** What was decided about the caller himself. */
export const getOwnIncidents = {
  method: 'GET',
  url: '/incidents/mine',
  access: 'session',
  roles,
  schema: { response: { 200: z.array(OwnIncident) } },
} as const satisfies Endpoint

export const getIncident = {
  method: 'GET',
  url: '/incidents/:id',
  access: 'session',
  roles: readers,
  schema: { params: OneIncident, response: { 200: IncidentDetail } },
} as const satisfies Endpoint

/** Who may verify it. */
export const getVerifiers = {
  method: 'GET',
  url: '/incidents/:id/verifiers',
  access: 'session',
  roles: administratorRoles,
  schema: { params: OneIncident, response: { 200: z.array(Verifier) } },
} as const satisfies Endpoint

/** Who looked at reports about the same subject. */
export const getSubjectViewings = {
  method: 'GET',
  url: '/incidents/:id/viewings',
  access: 'session',
  roles: [...administratorRoles, 'auditor'],
  schema: { params: OneIncident, response: { 200: z.array(SubjectViewing) } },
} as const satisfies Endpoint

/** A file as it was attached; each fetch is an entry of the log. */
export const getIncidentAttachment = {
  method: 'GET',
  url: '/incidents/:id/attachments/:uploadId',
  access: 'session',
  roles: readers,
  schema: {
    params: z.strictObject({ id: IncidentId, uploadId: UploadId }),
    response: { 200: z.instanceof(Uint8Array) },
  },
} as const satisfies Endpoint

/** Reports a suspected leak, a complaint or an irregularity; safe to repeat with the same id. */
export const postIncident = {
  method: 'POST',
  url: '/incidents',
  access: 'session',
  roles: administratorRoles,
  schema: { body: ReportedIncident, response: { 200: z.strictObject({}) } },
} as const satisfies Endpoint

/** Takes a step; which ones the caller may take now stands in the incident. */
export const postIncidentStep = {
  method: 'POST',
  url: '/incidents/:id/steps',
  access: 'session',
  roles: actors,
  schema: { params: OneIncident, body: IncidentStepRequest, response: { 200: z.strictObject({}) } },
} as const satisfies Endpoint

/** A user appeals against what was decided about him. */
export const postOwnAppeal = {
  method: 'POST',
  url: '/incidents/mine/:id/appeal',
  access: 'session',
  roles,
  schema: {
    params: OneIncident,
    body: z.strictObject({ text: IncidentText }),
    response: { 200: z.strictObject({}) },
  },
} as const satisfies Endpoint
