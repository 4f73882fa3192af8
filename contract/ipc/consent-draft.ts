/** Consents that are not registered yet: kept here, sealed, with their scans, also when the line or the program breaks. */

import * as z from 'zod'
import { maxScanBytes, maxScansPerConsent, QuarterTurns } from '#contract/consent.ts'
import { ConsentFormDraft } from '#contract/consent-form.ts'
import { getConsentForm } from '#contract/http/consent-form.ts'
import { announcement, channel, Nothing } from '#contract/ipc/channel.ts'
import { ChosenScan } from '#contract/ipc/query.ts'
import { relay } from '#contract/ipc/relay.ts'
import { Purpose } from '#contract/purpose.ts'
import { UploadedScan } from '#contract/scan-findings.ts'
import { ConsentId, Day, Instant } from '#contract/values.ts'

/** What has been entered so far; anything may be missing or wrong yet. */
export const DraftValues = z.strictObject({
  reference: z.string().max(40),
  subject: z.strictObject({
    kind: z.enum(['personal', 'corporate']),
    name: z.string().max(100),
    idType: z.string().max(2),
    idNumber: z.string().max(30),
  }),
  purposes: z.array(Purpose).max(18),
  signedOn: Day.nullable(),
})
export type DraftValues = z.output<typeof DraftValues>

const DraftScan = z.strictObject({ handle: z.uuid(), quarterTurns: QuarterTurns })

export const saveDraft = channel('app:consent:save-draft', {
  roles: ['app'],
  input: z.strictObject({ id: ConsentId, values: DraftValues, scans: z.array(DraftScan).max(maxScansPerConsent) }),
  output: Nothing,
})

/** For lists: without name and ID number. */
export const DraftSummary = z.strictObject({
  id: ConsentId,
  reference: z.string().max(40),
  scans: z.int().min(0),
  savedAt: Instant,
})
export type DraftSummary = z.output<typeof DraftSummary>

/** The officer's own, newest first. */
export const listDrafts = channel('app:consent:list-drafts', {
  roles: ['app'],
  input: Nothing,
  output: z.array(DraftSummary),
})

export const ConsentDraft = z.strictObject({
  id: ConsentId,
  values: DraftValues,
  scans: z.array(z.strictObject({ scan: ChosenScan, quarterTurns: QuarterTurns })),
})
export type ConsentDraft = z.output<typeof ConsentDraft>

export const readDraft = channel('app:consent:read-draft', {
  roles: ['app'],
  input: z.strictObject({ id: ConsentId }),
  output: ConsentDraft,
})

export const discardDraft = channel('app:consent:discard-draft', {
  roles: ['app'],
  input: z.strictObject({ id: ConsentId }),
  output: Nothing,
})

/** Uploads a scan, once however often it is asked, and says what the service saw in it. */
export const sendScan = channel('app:consent:send-scan', {
  roles: ['app'],
  input: z.strictObject({ handle: z.uuid() }),
  output: UploadedScan,
})

/** A page of an uploaded scan for the screen, a small JPEG in base64. */
export const readScanPage = channel('app:consent:read-scan-page', {
  roles: ['app'],
  input: z.strictObject({ handle: z.uuid(), page: z.int().min(1).max(60) }),
  output: z.strictObject({ jpeg: z.base64() }),
})

/** Largest part of a dropped file in one message. */
export const dropPartBytes = 480 * 1024

/** A file dropped on the window, part by part; the last part gives the scan. */
export const dropScan = channel('app:consent:drop-scan', {
  roles: ['app'],
  input: z.strictObject({
    id: z.uuid(),
    fileName: z.string().max(255),
    bytes: z.int().min(1).max(maxScanBytes),
    offset: z.int().min(0).max(maxScanBytes),
    part: z.base64().max(Math.ceil(dropPartBytes / 3) * 4),
  }),
  output: z.strictObject({ scan: ChosenScan.nullable() }),
})

/** While it is on, what a scanner puts into the folder IT named is taken. */
export const watchScanner = channel('app:consent:watch-scanner', {
  roles: ['app'],
  input: z.strictObject({ isOn: z.boolean() }),
  output: z.strictObject({ hasFolder: z.boolean() }),
})

export const scansArrived = announcement('app:consent:scans-arrived', {
  roles: ['app'],
  payload: z.strictObject({ scans: z.array(ChosenScan).max(maxScansPerConsent) }),
})

/** Saves a form to be printed and signed where the officer wants it. */
export const saveConsentForm = channel('app:consent:save-form', {
  roles: ['app'],
  input: ConsentFormDraft,
  output: z.strictObject({ fileName: z.string().max(255).nullable() }),
})

export const readConsentForm = relay('app:consent:read-form', getConsentForm)
