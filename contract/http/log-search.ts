import * as z from 'zod'
import type { Endpoint } from '#contract/http/endpoint.ts'
import { LogAnomaly } from '#contract/log-anomaly.ts'
import { FoundEntries, FoundEntry, LogSearch } from '#contract/log-search.ts'
import { NewSavedSearch, SavedSearch, SavedSearchId } from '#contract/saved-search.ts'
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

/** What is odd in the log, newest first, as far as the caller may look at it. */
export const getLogAnomalies = {
  method: 'GET',
  url: '/log/anomalies',
  access: 'session',
  roles,
  schema: { response: { 200: z.array(LogAnomaly) } },
} as const satisfies Endpoint

/** The caller's own, by name. */
export const getSavedSearches = {
  method: 'GET',
  url: '/log/saved-searches',
  access: 'session',
  roles,
  schema: { response: { 200: z.array(SavedSearch) } },
} as const satisfies Endpoint

/** One of the same name is replaced. */
export const postSavedSearch = {
  method: 'POST',
  url: '/log/saved-searches',
  access: 'session',
  roles,
  schema: { body: NewSavedSearch, response: { 200: z.array(SavedSearch) } },
} as const satisfies Endpoint

export const deleteSavedSearch = {
  method: 'DELETE',
  url: '/log/saved-searches/:id',
  access: 'session',
  roles,
  schema: { params: z.strictObject({ id: SavedSearchId }), response: { 200: z.array(SavedSearch) } },
} as const satisfies Endpoint
