/** Compliance reports (合规报告): the figures of a period, signed by the institution and looked at one level up. */

import * as z from 'zod'
import type { Operation } from '#contract/approval.ts'
import { Figures } from '#contract/figures.ts'
import { Period } from '#contract/period.ts'
import { Day, EmployeeId, Instant, InstitutionCode, Sha256Hex } from '#contract/values.ts'

const Counted = z.strictObject({ code: InstitutionCode, name: z.string().max(80), figures: Figures })

/** What is signed: nothing in it depends on when it was made. */
export const ReportContent = z.strictObject({
  format: z.literal(1),
  institution: InstitutionCode,
  institutionName: z.string().max(80),
  period: Period,
  /** First day and the day after the last one. */
  from: Day,
  until: Day,
  figures: Figures,
  /** Of the period before, to compare with. */
  previous: Figures,
  children: z.array(Counted),
})
export type ReportContent = z.output<typeof ReportContent>

/** `open`: nobody signed it, or it was returned; the figures follow what happens. From `signed` on they are frozen. */
export const reportStates = ['open', 'signed', 'accepted', 'returned'] as const
export type ReportState = (typeof reportStates)[number]

export const ReportNote = z.string().trim().min(4).max(200)

export const ComplianceReport = z.strictObject({
  content: ReportContent,
  /** SHA-256 of the content in canonical form (RFC 8785). */
  sha256: Sha256Hex,
  state: z.enum(reportStates),
  isOver: z.boolean(),
  signedBy: EmployeeId.nullable(),
  signedAt: Instant.nullable(),
  reviewedBy: EmployeeId.nullable(),
  reviewedAt: Instant.nullable(),
  note: z.string().max(200).nullable(),
  /** Queries of this period and those before it, oldest first. */
  trend: z.array(z.strictObject({ period: Period, allowed: z.int(), blocked: z.int() })),
  maySign: z.boolean(),
  mayReview: z.boolean(),
})
export type ComplianceReport = z.output<typeof ComplianceReport>

export interface ReportKey {
  readonly institution: string
  readonly period: string
}

export function signReportOperation({ institution, period }: ReportKey, sha256: string): Operation {
  return { action: 'compliance.sign', object: `${institution}/${period}`, facts: { sha256 } }
}

export function acceptReportOperation({ institution, period }: ReportKey, sha256: string): Operation {
  return { action: 'compliance.accept', object: `${institution}/${period}`, facts: { sha256 } }
}

const Day30 = z.strictObject({ day: Day, allowed: z.int(), blocked: z.int() })

/** What an administrator sees first: his subtree as of now. */
export const Dashboard = z.strictObject({
  institution: InstitutionCode,
  institutionName: z.string().max(80),
  /** The present month so far. */
  month: Period,
  figures: Figures,
  previous: Figures,
  /** The last thirty days, today last; none is left out. */
  days: z.array(Day30),
  children: z.array(Counted),
  /** Years whose calendar head office should publish. */
  missingYears: z.array(z.int()),
  /** Suspected leaks of this year: raised, and confirmed. */
  leaks: z.strictObject({ suspected: z.int(), confirmed: z.int() }),
  asOf: Instant,
})
export type Dashboard = z.output<typeof Dashboard>
