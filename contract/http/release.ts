import * as z from 'zod'
import { Signature } from '#contract/approval.ts'
import type { Endpoint } from '#contract/http/endpoint.ts'
import { Query } from '#contract/query.ts'
import {
  DutyEntry,
  DutyRoster,
  ReleaseCase,
  ReleaseId,
  ReleaseReason,
  ReleaseRequest,
  ReleaseState,
} from '#contract/release.ts'
import { QueryId } from '#contract/values.ts'

const OneRelease = z.strictObject({ id: ReleaseId })

/** Asks an approver to release a blocked query; safe to repeat with the same id. */
export const postRelease = {
  method: 'POST',
  url: '/releases',
  access: 'session',
  roles: ['query-officer'],
  schema: { body: ReleaseRequest, response: { 200: ReleaseState } },
} as const satisfies Endpoint

/** Asks the bureau what was blocked, by a release that was granted; safe to repeat with the same query id. */
export const postReleasedQuery = {
  method: 'POST',
  url: '/releases/:id/query',
  access: 'session',
  roles: ['query-officer'],
  schema: { params: OneRelease, body: z.strictObject({ queryId: QueryId }), response: { 200: Query } },
} as const satisfies Endpoint

/** Requests that wait for the caller's institution or one below, and those decided lately; oldest waiting first. */
export const getReleases = {
  method: 'GET',
  url: '/releases',
  access: 'session',
  roles: ['approver'],
  schema: { response: { 200: z.array(ReleaseCase) } },
} as const satisfies Endpoint

export const postReleaseGrant = {
  method: 'POST',
  url: '/releases/:id/grant',
  access: 'session',
  roles: ['approver'],
  schema: { params: OneRelease, body: z.strictObject({ signature: Signature }), response: { 200: ReleaseCase } },
} as const satisfies Endpoint

export const postReleaseRefusal = {
  method: 'POST',
  url: '/releases/:id/refusal',
  access: 'session',
  roles: ['approver'],
  schema: {
    params: OneRelease,
    body: z.strictObject({ note: ReleaseReason, signature: Signature }),
    response: { 200: ReleaseCase },
  },
} as const satisfies Endpoint

/** Who releases when at the caller's institution. */
export const getDutyRoster = {
  method: 'GET',
  url: '/duty-roster',
  access: 'session',
  roles: ['institution-administrator', 'approver'],
  schema: { response: { 200: DutyRoster } },
} as const satisfies Endpoint

export const postDutyEntry = {
  method: 'POST',
  url: '/duty-roster',
  access: 'session',
  roles: ['institution-administrator'],
  schema: { body: DutyEntry, response: { 200: DutyRoster } },
} as const satisfies Endpoint

export const deleteDutyEntry = {
  method: 'DELETE',
  url: '/duty-roster/:id',
  access: 'session',
  roles: ['institution-administrator'],
  schema: { params: z.strictObject({ id: z.uuid() }), response: { 200: DutyRoster } },
} as const satisfies Endpoint
