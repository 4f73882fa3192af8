import * as z from 'zod'
import type { Endpoint } from '#contract/http/endpoint.ts'
import { FoundEntries, FoundEntry, LogSearch } from '#contract/log-search.ts'
import { QueryId } from '#contract/values.ts'

const roles = ['head-office-administrator', 'institution-administrator', 'auditor'] as const

/** A POST, for a subject's ID number may not stand in an address. Every search is itself an entry of the log. */
export const postLogSearch = {
  method: 'POST',
  url: '/log/searches',
  access: 'session',
  roles,
  schema: { body: LogSearch, response: { 200: FoundEntries } },
} as const satisfies Endpoint

/** A query's whole life, oldest first: consent, decision, report, each opening and page. */
export const getQueryTimeline = {
  method: 'GET',
  url: '/log/queries/:id/timeline',
  access: 'session',
  roles,
  schema: { params: z.strictObject({ id: QueryId }), response: { 200: z.array(FoundEntry) } },
} as const satisfies Endpoint
