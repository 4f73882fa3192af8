import * as z from 'zod'
import { Business } from '#contract/business.ts'
import { Consent, ConsentStatement, maxScansPerConsent, QuarterTurns, ScanMediaType } from '#contract/consent.ts'
import { Failure } from '#contract/failure.ts'
import { postConsentRevocation } from '#contract/http/query.ts'
import { announcement, channel, Nothing } from '#contract/ipc/channel.ts'
import { relay } from '#contract/ipc/relay.ts'
import { Allowance, Query, QueryRequest } from '#contract/query.ts'
import { BusinessReference, QueryId } from '#contract/values.ts'

/** A file the person chose; its path stays in main, the window knows a handle. */
export const ChosenScan = z.strictObject({
  handle: z.uuid(),
  fileName: z.string().max(255),
  bytes: z.int().min(0),
  /** By content, not by name; `null`: none of the kinds that are accepted. */
  mediaType: ScanMediaType.nullable(),
  refusal: z.enum(['too-large', 'unknown-kind', 'empty', 'unreadable']).nullable(),
})
export type ChosenScan = z.output<typeof ChosenScan>

export const readBusiness = channel('app:business:read', {
  roles: ['app'],
  input: z.strictObject({ reference: BusinessReference }),
  output: Business,
})

export const readAllowance = channel('app:query:read-allowance', { roles: ['app'], input: Nothing, output: Allowance })

export const listQueries = channel('app:query:list', { roles: ['app'], input: Nothing, output: z.array(Query) })

export const readQuery = channel('app:query:read', {
  roles: ['app'],
  input: z.strictObject({ id: QueryId }),
  output: Query,
})

/** Asks. The form makes the id and keeps it until it changes, so that pressing twice is one query. */
export const askQuery = channel('app:query:ask', {
  roles: ['app'],
  input: QueryRequest,
  output: Query,
})

export const listConsents = channel('app:consent:list', {
  roles: ['app'],
  input: z.strictObject({ reference: BusinessReference }),
  output: z.array(Consent),
})

export const revokeConsent = relay('app:consent:revoke', postConsentRevocation)

/** Opens the system's file dialog; empty when the person cancelled. */
export const chooseScans = channel('app:consent:choose-scans', {
  roles: ['app'],
  input: Nothing,
  output: z.array(ChosenScan).max(maxScansPerConsent),
})

/** Uploads the chosen scans in this order and registers the consent. */
export const registerConsent = channel('app:consent:register', {
  roles: ['app'],
  input: ConsentStatement.extend({
    id: Consent.shape.id,
    handles: z.array(z.uuid()).min(1).max(maxScansPerConsent),
    /** By handle; those that stand upright are left out. */
    quarterTurns: z.record(z.uuid(), QuarterTurns).default({}),
    /** The draft it was made from, which has done its duty. */
    draftId: Consent.shape.id.nullable().default(null),
  }),
  output: Consent,
})

export const uploadProgressed = announcement('app:consent:upload-progressed', {
  roles: ['app'],
  payload: z.strictObject({
    handle: z.uuid(),
    sentBytes: z.int().min(0),
    totalBytes: z.int().positive(),
    state: z.enum(['sending', 'done', 'failed']),
    failure: Failure.optional(),
  }),
})

/** Opens the report window of an answered query; one at a time. */
export const openReport = channel('app:report:open', {
  roles: ['app'],
  input: z.strictObject({ queryId: QueryId }),
  output: Nothing,
})

/** A report window closed; lists of queries show one opening less. */
export const reportClosed = announcement('app:report:closed', {
  roles: ['app'],
  payload: z.strictObject({ queryId: QueryId }),
})
