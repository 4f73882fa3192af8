import * as z from 'zod'
import { Finding, FindingId, FindingText, NewFinding } from '#contract/finding.ts'
import type { Endpoint } from '#contract/http/endpoint.ts'
import { Day } from '#contract/values.ts'

/** Raises a finding within an engagement in force; safe to repeat with the same id. */
export const postFinding = {
  method: 'POST',
  url: '/findings',
  access: 'session',
  roles: ['auditor'],
  schema: { body: NewFinding, response: { 200: Finding } },
} as const satisfies Endpoint

/** An auditor's own, an administrator's subtree, everything for head office; what is due first comes first. */
export const getFindings = {
  method: 'GET',
  url: '/findings',
  access: 'session',
  roles: ['auditor', 'institution-administrator', 'head-office-administrator'],
  schema: { response: { 200: z.array(Finding) } },
} as const satisfies Endpoint

const OneFinding = z.strictObject({ id: FindingId })

/** Says what was done about it. */
export const postFindingRemedy = {
  method: 'POST',
  url: '/findings/:id/remedy',
  access: 'session',
  roles: ['institution-administrator', 'head-office-administrator'],
  schema: { params: OneFinding, body: z.strictObject({ text: FindingText }), response: { 200: Finding } },
} as const satisfies Endpoint

/** The remedy is not enough; a new day is set. */
export const postFindingReturn = {
  method: 'POST',
  url: '/findings/:id/return',
  access: 'session',
  roles: ['auditor'],
  schema: {
    params: OneFinding,
    body: z.strictObject({ text: FindingText, dueOn: Day }),
    response: { 200: Finding },
  },
} as const satisfies Endpoint

export const postFindingClosure = {
  method: 'POST',
  url: '/findings/:id/close',
  access: 'session',
  roles: ['auditor'],
  schema: { params: OneFinding, body: z.strictObject({ text: FindingText }), response: { 200: Finding } },
} as const satisfies Endpoint
