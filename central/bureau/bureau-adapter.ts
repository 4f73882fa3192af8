/** What every credit bureau looks like to the service: the simulated one and the real one stand behind this. */

import * as z from 'zod'
import { AppError } from '#contract/failure.ts'
import { CorporateSubject, PersonalSubject } from '#contract/subject.ts'
import type { Day } from '#contract/values.ts'
import { queryReasons } from './code-tables.ts'
import { corporateQueryReasons } from './corporate-code-tables.ts'
import { CorporateReport } from './corporate-report.ts'
import { PersonalReport } from './personal-report.ts'
import { codeOf, ReportNumber } from './report-values.ts'

const purposeCodes = Object.keys(queryReasons).filter((code) => /^\d{2}$/.test(code))

const asked = {
  /** The id of the query: the bureau charges once per key, however often it is asked. */
  idempotencyKey: z.uuid(),
  institution: z.strictObject({ code: z.string().regex(/^[0-9]{6,14}$/), name: z.string().min(1).max(80) }),
  at: z.date(),
}

/** Purposes are two digits of the bureau's tables of query reasons, one table for persons and one for companies. */
export const PersonalRequest = z.strictObject({
  ...asked,
  subjectKind: z.literal('person'),
  subject: PersonalSubject,
  purposeCode: z.string().refine((code) => purposeCodes.includes(code)),
})
export type PersonalRequest = z.output<typeof PersonalRequest>

export const CorporateRequest = z.strictObject({
  ...asked,
  subjectKind: z.literal('company'),
  subject: CorporateSubject,
  purposeCode: codeOf(corporateQueryReasons),
})
export type CorporateRequest = z.output<typeof CorporateRequest>

export const BureauRequest = z.discriminatedUnion('subjectKind', [PersonalRequest, CorporateRequest])
export type BureauRequest = z.output<typeof BureauRequest>

export const BureauAnswer = z.strictObject({
  reportNumber: ReportNumber,
  reportedAt: z.date(),
  report: z.discriminatedUnion('subjectKind', [PersonalReport, CorporateReport]),
})
export type BureauAnswer = z.output<typeof BureauAnswer>

/** One line of the bureau's own list of what it charged us. Read as it comes: the list is evidence, not a request. */
export const BureauCharge = z.strictObject({
  /** The idempotency key we sent; something else when the charge did not come from this service. */
  key: z.string().min(1).max(64),
  at: z.date(),
  subject: z.strictObject({ name: z.string().max(200), idType: z.string().max(4), idNumber: z.string().max(40) }),
  purposeCode: z.string().max(4),
  institutionCode: z.string().max(20),
  reportNumber: z.string().max(40),
})
export type BureauCharge = z.output<typeof BureauCharge>

/** What can go wrong between us and the bureau; the names stand in the log. */
export type BureauTrouble =
  /** The circuit breaker is open: nobody was asked. */
  | 'paused'
  /** No connection, or one to somebody who is not the bureau: the request never left. */
  | 'not-connected'
  | 'timed-out'
  /** The connection broke before the answer was whole. */
  | 'cut'
  | 'error-status'
  | 'too-large'
  | 'unreadable'
  /** A good answer, to something else. */
  | 'other-query'
  /** The bureau says that there will be no report, and that nothing was charged. */
  | 'refused'

export class BureauError extends AppError {
  readonly trouble: BureauTrouble

  constructor(trouble: BureauTrouble, options?: ErrorOptions) {
    super('bureau-unavailable', `The bureau gave no report: ${trouble}.`, options)
    this.trouble = trouble
  }
}

export interface BureauAdapter {
  /**
   * Asks for a report. A key already asked gives the same answer again and costs nothing.
   *
   * @throws {AppError} `conflict` when the key was used for another subject or purpose; `bureau-unavailable` (a
   *   `BureauError`) when there is no answer. Unless the trouble is `refused`, the query may have been charged then:
   *   `lookUp` tells.
   */
  ask(request: BureauRequest): Promise<BureauAnswer>
  /** The answer given for a request's key, `undefined` when the bureau never charged it. Never costs anything. */
  lookUp(request: BureauRequest): Promise<BureauAnswer | undefined>
  /**
   * Everything the bureau charged us on one day in Asia/Shanghai, whole.
   *
   * @throws {BureauError} When the list cannot be had, or not yet whole.
   */
  listCharges(day: Day): Promise<BureauCharge[]>
  close(): Promise<void>
}
