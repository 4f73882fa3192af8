/** Part three of the personal report (信贷交易信息明细): accounts, credit agreements, related repayment liability. */

import * as z from 'zod'
import { Day } from '#contract/values.ts'
import * as codes from './code-tables.ts'
import * as credit from './credit-code-tables.ts'
import { codeOf, Month, Text, Words, Yuan } from './report-values.ts'

/** An institution as the lender version shows it: its type and two letters, never its name. */
export const Lender = z.strictObject({ type: codeOf(codes.institutionTypes), code: z.string().regex(/^[A-Z]{2}$/) })
export type Lender = z.output<typeof Lender>

const Status = codeOf(codes.repaymentStatuses)
const Classification = codeOf(credit.classifications)

/** PD01A: what was agreed. */
const AccountBasics = z.strictObject({
  number: z.string().regex(/^[A-Z0-9]{10,30}$/),
  type: codeOf(codes.accountTypes),
  lender: Lender,
  identifier: z.string().regex(/^[A-Z0-9]{8,30}$/),
  agreementNumber: z.string().max(30).nullable(),
  business: codeOf(credit.businessKinds),
  openedOn: Day,
  currency: codeOf(credit.currencies),
  amountYuan: Yuan.nullable(),
  limitYuan: Yuan.nullable(),
  sharedLimitYuan: Yuan.nullable(),
  dueOn: Day.nullable(),
  repaymentMode: codeOf(credit.repaymentModes).nullable(),
  repaymentFrequency: codeOf(credit.repaymentFrequencies).nullable(),
  instalments: z.int().positive().nullable(),
  guarantee: codeOf(credit.guarantees).nullable(),
  issueForm: codeOf(credit.issueForms).nullable(),
  coBorrowing: codeOf(credit.coBorrowings).nullable(),
  statusAtTransfer: Status.nullable(),
})

/** PD01B: the latest state. */
const LatestState = z.strictObject({
  state: z.string(),
  closedOn: Day.nullable(),
  transferredIn: Month.nullable(),
  balanceYuan: Yuan,
  lastPaidOn: Day.nullable(),
  lastPaidYuan: Yuan.nullable(),
  classification: Classification.nullable(),
  status: Status.nullable(),
  reportedOn: Day,
})

/** PD01C: the latest month of an account that is still open. */
const LatestMonth = z.strictObject({
  month: Month,
  state: z.string(),
  balanceYuan: Yuan,
  usedYuan: Yuan.nullable(),
  unbilledInstalmentsYuan: Yuan.nullable(),
  classification: Classification.nullable(),
  instalmentsLeft: z.int().min(0).nullable(),
  dueOn: Day,
  dueYuan: Yuan,
  paidYuan: Yuan,
  lastPaidOn: Day.nullable(),
  overdueInstalments: z.int().min(0),
  overdueYuan: Yuan,
  /** Principal unpaid for 31–60, 61–90, 91–180 and more than 180 days; loans only. */
  overduePrincipal: z
    .strictObject({ days31To60Yuan: Yuan, days61To90Yuan: Yuan, days91To180Yuan: Yuan, over180DaysYuan: Yuan })
    .nullable(),
  overdraftOver180DaysYuan: Yuan.nullable(),
  averageUsed6MonthsYuan: Yuan.nullable(),
  mostUsedYuan: Yuan.nullable(),
  reportedOn: Day,
})

const MonthStatus = z.strictObject({ month: Month, status: Status })
const OverdueMonth = MonthStatus.extend({ overdueYuan: Yuan })

/** PD01F. */
const SpecialTrade = z.strictObject({
  type: codeOf(credit.specialTradeTypes),
  on: Day,
  monthsMoved: z.int().nullable(),
  amountYuan: Yuan,
  detail: Words,
})

/** PD01Z and PG01: a remark by the subject, the institution or the bureau. */
export const Remark = z.strictObject({ type: codeOf(credit.remarkTypes), text: Text, on: Day })
export type Remark = z.output<typeof Remark>

/** PDA/PD01: one account of any type; which parts are filled depends on the type and on whether it is still open. */
export const Account = z
  .strictObject({
    basics: AccountBasics,
    latestState: LatestState,
    latestMonth: LatestMonth.nullable(),
    /** PD01D: always 24 months, oldest first. */
    last24Months: z.strictObject({ from: Month, to: Month, months: z.array(MonthStatus).length(24) }).nullable(),
    /** PD01E: the overdue months among the last 60. */
    last5Years: z.strictObject({ from: Month, to: Month, months: z.array(OverdueMonth).max(60) }).nullable(),
    specialTrades: z.array(SpecialTrade),
    /** PD01G. */
    specialEvents: z.array(z.strictObject({ month: Month, type: codeOf(credit.specialEventTypes) })),
    /** PD01H: large instalment plans of a card. */
    instalmentPlans: z.array(z.strictObject({ limitYuan: Yuan, from: Day, until: Day, usedYuan: Yuan })),
    remarks: z.array(Remark).max(5),
  })
  .refine(({ basics, latestState }) => latestState.state in codes.accountStates[basics.type], {
    path: ['latestState', 'state'],
  })
export type Account = z.output<typeof Account>

/** PCA/PD02. */
export const CreditAgreement = z.strictObject({
  number: z.string().regex(/^[A-Z0-9]{10,30}$/),
  lender: Lender,
  identifier: z.string().regex(/^[A-Z0-9]{8,30}$/),
  use: codeOf(credit.limitUses),
  limitYuan: Yuan,
  currency: codeOf(credit.currencies),
  from: Day,
  until: Day.nullable(),
  state: codeOf(credit.agreementStates),
  usedYuan: Yuan,
  capYuan: Yuan.nullable(),
  capNumber: z.string().max(30).nullable(),
})
export type CreditAgreement = z.output<typeof CreditAgreement>

/** PCR/PD03: a debt of somebody else for which the subject answers. */
export const RelatedLiability = z.strictObject({
  borrower: codeOf(credit.borrowerKinds),
  lender: Lender,
  business: codeOf(credit.businessKinds),
  openedOn: Day,
  dueOn: Day,
  kind: codeOf(credit.liabilityKinds),
  contractNumber: z.string().max(30).nullable(),
  liableYuan: Yuan,
  currency: codeOf(credit.currencies),
  balanceYuan: Yuan,
  classification: Classification,
  accountType: codeOf(codes.accountTypes),
  status: Status.nullable(),
  overdueMonths: z.int().min(0),
  reportedOn: Day,
})
export type RelatedLiability = z.output<typeof RelatedLiability>

export const CreditDetail = z.strictObject({
  accounts: z.array(Account),
  agreements: z.array(CreditAgreement),
  liabilities: z.array(RelatedLiability),
})
export type CreditDetail = z.output<typeof CreditDetail>
