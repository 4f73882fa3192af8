/** What every credit bureau looks like to the service: the simulated one and the real one stand behind this. */

import * as z from 'zod'
import { PersonalSubject } from '#contract/subject.ts'
import { queryReasons } from './code-tables.ts'
import { PersonalReport } from './personal-report.ts'
import { ReportNumber } from './report-values.ts'

const purposeCodes = Object.keys(queryReasons).filter((code) => /^\d{2}$/.test(code))

export const BureauRequest = z.strictObject({
  /** The id of the query: the bureau charges once per key, however often it is asked. */
  idempotencyKey: z.uuid(),
  /** Enterprises will be a second kind with a subject of their own. */
  subjectKind: z.literal('person'),
  subject: PersonalSubject,
  /** Two digits of the bureau's table of query reasons. */
  purposeCode: z.string().refine((code) => purposeCodes.includes(code)),
  institution: z.strictObject({ code: z.string().regex(/^[0-9]{6,14}$/), name: z.string().min(1).max(80) }),
  at: z.date(),
})
export type BureauRequest = z.output<typeof BureauRequest>

export const BureauAnswer = z.strictObject({
  reportNumber: ReportNumber,
  reportedAt: z.date(),
  report: PersonalReport,
})
export type BureauAnswer = z.output<typeof BureauAnswer>

export interface BureauAdapter {
  /**
   * Asks for a report. A key already asked gives the same answer again and costs nothing.
   *
   * @throws {AppError} `conflict` when the key was used for another subject or purpose; `bureau-unavailable` when the
   *   bureau cannot be reached. After a failure the query may or may not have been charged: `lookUp` tells.
   */
  ask(request: BureauRequest): Promise<BureauAnswer>
  /** The answer given for a key, `undefined` when the bureau never charged it. Never costs anything. */
  lookUp(idempotencyKey: string): Promise<BureauAnswer | undefined>
}
