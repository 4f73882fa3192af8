/** One look at one report: opened by the querying officer on the querying workstation (查看). */

import * as z from 'zod'
import { CaptureFacts } from '#contract/capture.ts'
import { LogReceipt } from '#contract/log-entry.ts'
import { ConsistencyProof } from '#contract/log-growth.ts'
import { EmployeeId, Instant, PublicJwk, QueryId, ViewingId } from '#contract/values.ts'

/** The viewer's own key: made for this viewing, non-extractable, gone with the window. */
export const ViewingRequest = z.strictObject({
  id: ViewingId,
  queryId: QueryId,
  viewerKey: PublicJwk,
  capture: CaptureFacts,
})
export type ViewingRequest = z.output<typeof ViewingRequest>

/** What every page is marked with: who, where, when. */
export const Watermark = z.strictObject({
  employeeId: z.string().max(16),
  name: z.string().max(60),
  workstationNumber: z.string().max(20),
  address: z.string().max(45),
  openedAt: Instant,
})
export type Watermark = z.output<typeof Watermark>

/** What every page is invisibly marked with: 32 bits in hexadecimal, drawn at random for each viewing (查看标识). */
export const ViewId = z.string().regex(/^[0-9a-f]{8}$/)
export type ViewId = z.output<typeof ViewId>

export const Viewing = z.strictObject({
  id: ViewingId,
  viewId: ViewId,
  queryId: QueryId,
  reportNumber: z.string().max(40),
  pages: z.int().positive(),
  viewableUntil: Instant,
  openingsLeft: z.int().min(0),
  /** The window closes when it has not been in front for so long. */
  unattendedSeconds: z.int().positive(),
  /** How densely the pages are marked. */
  marks: z.enum(['normal', 'dense']),
  watermark: Watermark,
})
export type Viewing = z.output<typeof Viewing>

/** Whose viewing a view id belongs to: what an investigator learns from a photograph. */
export const MarkedViewing = z.strictObject({
  id: ViewingId,
  viewId: ViewId,
  queryId: QueryId,
  reportNumber: z.string().max(40),
  employeeId: EmployeeId,
  workstation: z.string().max(20),
  address: z.string().max(45),
  openedAt: Instant,
  endedAt: Instant.nullable(),
})
export type MarkedViewing = z.output<typeof MarkedViewing>

/**
 * The key of one page, given only together with the log's receipt for that page view.
 * `consistency`: proof that the receipt's log begins with the one of the size the workstation knew.
 * `envelope`: compact JWE, `ECDH-ES` direct with `A256GCM`, of the 32 key bytes (RFC 7518 section 4.6).
 */
export const PageKey = z.strictObject({
  receipt: LogReceipt,
  consistency: ConsistencyProof,
  envelope: z.string().max(2000),
})
export type PageKey = z.output<typeof PageKey>

export const viewingEndings = ['closed', 'locked', 'lost', 'session-ended', 'unattended'] as const
export const ViewingEnding = z.enum(viewingEndings)

/** Ways in which somebody at the report window tried to take the report out; all of them are refused. */
export const extractionAttempts = [
  'context-menu',
  'copy',
  'cut',
  'developer-tools',
  'drag',
  'drop',
  'find',
  'paste',
  'print',
  'save',
  'screenshot',
  'select-all',
  'view-source',
] as const
export const ExtractionAttempt = z.enum(extractionAttempts)
export type ExtractionAttempt = z.output<typeof ExtractionAttempt>

/** Additional authenticated data of a sealed page: a page of one query cannot stand in for another. */
export function pageContext(queryId: string, page: number): string {
  return `cqw/page/1/${queryId}/${page}`
}
