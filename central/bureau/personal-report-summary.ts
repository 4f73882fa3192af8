/** Part two of the personal report (信息概要): what the details add up to. */

import * as z from 'zod'
import { Day } from '#contract/values.ts'
import * as codes from './code-tables.ts'
import * as credit from './credit-code-tables.ts'
import { codeOf, Month, Words, Yuan } from './report-values.ts'

const Count = z.int().min(0)

/** PSM/PC01: 0–1000, higher means less likely to default; `null` when it cannot be computed. */
const Score = z
  .strictObject({ points: z.int().min(0).max(1000), rank: Words, factors: z.array(Words).max(2) })
  .nullable()

/** PCO/PC02A. */
const AccountsOfGroup = z.strictObject({
  group: codeOf(credit.businessGroups),
  mainClass: codeOf(credit.businessClasses),
  accounts: Count,
  firstMonth: Month,
})

/** PC02B–D: recovery, bad debt, overdue. */
const Defaults = z.strictObject({
  recovered: z.array(z.strictObject({ kind: codeOf(credit.recoveryKinds), accounts: Count, balanceYuan: Yuan })),
  badDebt: z.strictObject({ accounts: Count, balanceYuan: Yuan }),
  overdue: z.array(
    z.strictObject({
      group: codeOf(credit.overdueGroups),
      accounts: Count,
      months: Count,
      highestMonthYuan: Yuan,
      longestMonths: Count,
    }),
  ),
})

/** PC02E–G: loans not yet settled. */
const LoanDebt = z.strictObject({
  institutions: Count,
  accounts: Count,
  grantedYuan: Yuan,
  balanceYuan: Yuan,
  averageDue6MonthsYuan: Yuan,
})

/** PC02H and PC02I: cards not yet cancelled; for quasi-credit cards `usedYuan` is the overdraft. */
const CardDebt = z.strictObject({
  institutions: Count,
  accounts: Count,
  grantedYuan: Yuan,
  highestGrantYuan: Yuan,
  lowestGrantYuan: Yuan,
  usedYuan: Yuan,
  averageUsed6MonthsYuan: Yuan,
})

/** PC02K. */
const LiabilitySum = z.strictObject({
  borrower: codeOf(credit.borrowerKinds),
  kind: codeOf(credit.liabilityKinds),
  accounts: Count,
  liableYuan: Yuan,
  balanceYuan: Yuan,
})

/** PQO/PC05: the query before this one, and the counters, which include this one. */
const QueryCounters = z.strictObject({
  previous: z
    .strictObject({
      on: Day,
      institutionType: codeOf(codes.institutionTypes),
      institution: Words,
      reason: codeOf(codes.queryReasons),
    })
    .nullable(),
  lastMonth: z.strictObject({
    loanInstitutions: Count,
    cardInstitutions: Count,
    loanQueries: Count,
    cardQueries: Count,
    selfQueries: Count,
  }),
  lastTwoYears: z.strictObject({ postLoan: Count, guarantor: Count, merchant: Count }),
})

export const ReportSummary = z.strictObject({
  score: Score,
  accounts: z.array(AccountsOfGroup),
  defaults: Defaults,
  loans: LoanDebt,
  revolvingSubAccounts: LoanDebt,
  revolvingLoans: LoanDebt,
  cards: CardDebt,
  quasiCards: CardDebt,
  liabilities: z.array(LiabilitySum),
  /** PNO/PC03. */
  arrears: z.array(z.strictObject({ kind: codeOf(credit.nonCreditKinds), accounts: Count, owedYuan: Yuan })),
  /** PPO/PC04. */
  publicRecords: z.array(z.strictObject({ kind: codeOf(credit.publicRecordKinds), records: Count, amountYuan: Yuan })),
  queries: QueryCounters,
})
export type ReportSummary = z.output<typeof ReportSummary>
