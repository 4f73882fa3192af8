/** What an auditor asks to take along, and what became of it. */

import * as z from 'zod'
import { EmployeeId, Instant, InstitutionCode, Sha256Hex } from '#contract/values.ts'

export const AuditExportId = z.uuid().brand('AuditExportId')
export type AuditExportId = z.output<typeof AuditExportId>

/** `until` is exclusive. */
export const Period = z.strictObject({ from: Instant, until: Instant }).refine(({ from, until }) => from < until, {
  message: 'The period ends before it begins.',
  path: ['until'],
})
export type Period = z.output<typeof Period>

/** Which entries travel with their bytes; of all others in the range only the leaf hash does. */
export const ExportFilter = z.strictObject({
  period: Period,
  /** `null`: every institution. */
  institutions: z.array(InstitutionCode).min(1).max(50_000).nullable(),
  /** `null`: everybody. */
  employeeIds: z.array(EmployeeId).min(1).max(200).nullable(),
})
export type ExportFilter = z.output<typeof ExportFilter>

/** An age recipient: X25519 or the post-quantum hybrid. */
export const AgeRecipient = z
  .string()
  .regex(/^age1(pq1)?[02-9ac-hj-np-z]+$/)
  .max(4000)

export const AuditExportRequest = z.strictObject({
  id: AuditExportId,
  /** The engagement under which it is asked for. */
  engagement: z.uuid(),
  /** Institutions with everything below them. */
  filter: ExportFilter,
  recipient: AgeRecipient,
  /** Readable tables beside the entries. */
  withTables: z.boolean(),
  /** Sizes of checkpoints the auditor holds from elsewhere: the bundle proves that its tree begins with theirs. */
  knownSizes: z.array(z.int().positive()).max(20),
  /** How many consents, drawn by chance, travel with their scans. */
  sampledConsents: z.int().min(0).max(200),
})
export type AuditExportRequest = z.output<typeof AuditExportRequest>

export const ExportState = z.enum(['waiting', 'running', 'ready', 'failed', 'cancelled', 'expired'])
export type ExportState = z.output<typeof ExportState>

/** One file of the finished bundle; put one after the other they are the age file. */
export const ExportPart = z.strictObject({ bytes: z.int().positive(), sha256: Sha256Hex })
export type ExportPart = z.output<typeof ExportPart>

export const AuditExport = z.strictObject({
  id: AuditExportId,
  engagement: z.uuid(),
  requestedAt: Instant,
  state: ExportState,
  filter: ExportFilter,
  /** Entries written and entries to write; both 0 before it starts. */
  done: z.int().min(0),
  total: z.int().min(0),
  /** Entries that travel with their bytes; known when it is ready. */
  selected: z.int().min(0).nullable(),
  /** What the log says was handed over: the hash of the bundle's list of files. */
  manifest: Sha256Hex.nullable(),
  parts: z.array(ExportPart),
})
export type AuditExport = z.output<typeof AuditExport>
