import * as z from 'zod'
import type { Endpoint } from '#contract/http/endpoint.ts'
import { PublicityActivity, PublicityId, PublicityPlan, PublicityReport } from '#contract/publicity.ts'
import { administratorRoles } from '#contract/role.ts'

const OneActivity = z.strictObject({ id: PublicityId })

/** Activities of the caller's subtree, newest first. */
export const getPublicity = {
  method: 'GET',
  url: '/publicity',
  access: 'session',
  roles: [...administratorRoles, 'auditor'],
  schema: { response: { 200: z.array(PublicityActivity) } },
} as const satisfies Endpoint

/** Plans an activity, or plans it anew; safe to repeat. */
export const postPublicity = {
  method: 'POST',
  url: '/publicity',
  access: 'session',
  roles: administratorRoles,
  schema: { body: PublicityPlan, response: { 200: PublicityActivity } },
} as const satisfies Endpoint

export const postPublicityReport = {
  method: 'POST',
  url: '/publicity/:id/report',
  access: 'session',
  roles: administratorRoles,
  schema: { params: OneActivity, body: PublicityReport, response: { 200: PublicityActivity } },
} as const satisfies Endpoint

export const postPublicityCancellation = {
  method: 'POST',
  url: '/publicity/:id/cancellation',
  access: 'session',
  roles: administratorRoles,
  schema: { params: OneActivity, response: { 200: PublicityActivity } },
} as const satisfies Endpoint
