/** Parts four to seven of the personal report: non-credit accounts, public records, statements, query records. */

import * as z from 'zod'
import { Day } from '#contract/values.ts'
import * as codes from './code-tables.ts'
import * as credit from './credit-code-tables.ts'
import { Remark } from './personal-report-credit.ts'
import { codeOf, Month, Words, Yuan } from './report-values.ts'

/** PND/PE01: telecom and utilities paid afterwards. */
export const NonCreditAccount = z.strictObject({
  kind: codeOf(credit.nonCreditKinds),
  institution: Words,
  business: Words,
  openedOn: Day,
  state: codeOf(credit.paymentStates),
  owedYuan: Yuan,
  accountingMonth: Month,
  /** 24 letters, oldest first: `N` paid, `1` owed, `/` not yet opened. */
  payments: z.string().regex(/^[N1/]{24}$/),
})
export type NonCreditAccount = z.output<typeof NonCreditAccount>

/** POT/PF01. */
const TaxArrears = z.strictObject({ authority: Words, owedYuan: Yuan, countedOn: Day })

/** PCJ/PF02. */
const Judgment = z.strictObject({
  court: Words,
  cause: Words,
  filedOn: Day,
  closing: codeOf(credit.closingKinds),
  outcome: Words,
  effectiveOn: Day,
  claim: Words,
  claimYuan: Yuan,
})

/** PCE/PF03. */
const Enforcement = z.strictObject({
  court: Words,
  cause: Words,
  filedOn: Day,
  closing: codeOf(credit.closingKinds).nullable(),
  state: Words,
  closedOn: Day.nullable(),
  claim: Words,
  claimYuan: Yuan,
  enforced: Words.nullable(),
  enforcedYuan: Yuan,
})

/** PAP/PF04. */
const Penalty = z.strictObject({
  authority: Words,
  content: Words,
  fineYuan: Yuan,
  effectiveOn: Day,
  until: Day.nullable(),
  review: Words,
})

/** PHF/PF05. */
const HousingFund = z.strictObject({
  place: Words,
  joinedOn: Day,
  state: codeOf(credit.housingFundStates),
  firstMonth: Month,
  paidUntil: Month,
  employerPercent: z.int().min(0).max(24),
  ownPercent: z.int().min(0).max(24),
  monthlyYuan: Yuan,
  employer: Words,
  updatedOn: Day,
})

/** PBS/PF06: minimum living allowance. */
const LivingAllowance = z.strictObject({
  personKind: Words,
  place: Words,
  employer: Words.nullable(),
  familyMonthlyYuan: Yuan,
  appliedOn: Day,
  approvedOn: Day,
  updatedOn: Day,
})

/** PPQ/PF07: professional qualification. */
const Qualification = z.strictObject({
  name: Words,
  grade: Words.nullable(),
  authority: Words,
  place: Words,
  obtainedOn: Day,
  until: Day.nullable(),
  revokedOn: Day.nullable(),
})

/** PAH/PF08: award by an administration. */
const Award = z.strictObject({ authority: Words, content: Words, effectiveOn: Day, until: Day.nullable() })

export const PublicRecords = z.strictObject({
  taxArrears: z.array(TaxArrears),
  judgments: z.array(Judgment),
  enforcements: z.array(Enforcement),
  penalties: z.array(Penalty),
  housingFund: z.array(HousingFund),
  livingAllowances: z.array(LivingAllowance),
  qualifications: z.array(Qualification),
  awards: z.array(Award),
})
export type PublicRecords = z.output<typeof PublicRecords>

/** POS/PG01: remarks on something other than one account. */
export const Statement = z.strictObject({ about: Words, remarks: z.array(Remark).min(1).max(5) })
export type Statement = z.output<typeof Statement>

/** POQ/PH01: newest first, of the last two years, this query included. */
export const QueryRecord = z.strictObject({
  on: Day,
  institutionType: codeOf(codes.institutionTypes),
  institution: Words,
  reason: codeOf(codes.queryReasons),
})
export type QueryRecord = z.output<typeof QueryRecord>
