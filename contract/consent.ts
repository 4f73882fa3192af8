/** The subject's written authorization and its scans (授权资料). */

import * as z from 'zod'
import { kindOfPurpose, Purpose } from '#contract/purpose.ts'
import { kindOfSubject, Subject } from '#contract/subject.ts'
import { BusinessReference, ConsentId, Day, Instant, Sha256Hex, UploadId } from '#contract/values.ts'

/** Largest scan of one file. A signed form at 300 dpi is below 2 MB. */
export const maxScanBytes = 10 * 1024 * 1024
export const maxScansPerConsent = 8

export const scanMediaTypes = ['application/pdf', 'image/jpeg', 'image/png', 'image/tiff'] as const
export const ScanMediaType = z.enum(scanMediaTypes)
export type ScanMediaType = z.output<typeof ScanMediaType>

/** What the officer states about the signed form. */
export const ConsentStatement = z.strictObject({
  subject: Subject,
  purposes: z.array(Purpose).min(1).max(12),
  signedOn: Day,
  businessReference: BusinessReference,
})
export type ConsentStatement = z.output<typeof ConsentStatement>

/** Clockwise, until a scan stands upright. */
export const QuarterTurns = z.int().min(0).max(3)

/** A consent to be registered: the statement and the uploads that hold its scans, in page order. */
export const ConsentRegistration = ConsentStatement.extend({
  id: ConsentId,
  scans: z
    .array(z.strictObject({ uploadId: UploadId, sha256: Sha256Hex, quarterTurns: QuarterTurns.default(0) }))
    .min(1)
    .max(maxScansPerConsent),
}).refine(({ subject, purposes }) => purposes.every((purpose) => kindOfPurpose(purpose) === kindOfSubject(subject)), {
  path: ['purposes'],
})
export type ConsentRegistration = z.output<typeof ConsentRegistration>

export const Scan = z.strictObject({
  mediaType: ScanMediaType,
  bytes: z.int().positive(),
  pages: z.int().positive(),
  sha256: Sha256Hex,
})
export type Scan = z.output<typeof Scan>

/** Why a consent no longer holds. */
export const revocationCauses = ['subject-asked', 'registered-by-mistake'] as const

/** A registered consent as lists show it: without name and ID number. */
export const Consent = z.strictObject({
  id: ConsentId,
  businessReference: BusinessReference,
  purposes: z.array(Purpose),
  signedOn: Day,
  registeredAt: Instant,
  firstUsedAt: Instant.nullable(),
  isRevoked: z.boolean(),
  /** A scan looks like one of another subject's consent; it is looked into. */
  isScanSimilar: z.boolean().default(false),
  scans: z.array(Scan),
})
export type Consent = z.output<typeof Consent>
