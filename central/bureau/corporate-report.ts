/**
 * The enterprise credit report, lender version (企业信用报告，授信机构版), in the bureau's order. `null` is printed `--`.
 */

import * as z from 'zod'
import { Day, Instant } from '#contract/values.ts'
import * as codes from './corporate-code-tables.ts'
import { CorporateCredit, CorporateRemark } from './corporate-report-credit.ts'
import { CorporateSummary } from './corporate-report-summary.ts'
import { codeOf, Month, ReportNumber, Text, Wan, Words } from './report-values.ts'

const Identifier = z.strictObject({
  type: codeOf(codes.corporateIdTypes),
  number: z.string().regex(/^[0-9A-Z]{9,18}$/),
})

/** EA01. */
const CorporateHeader = z.strictObject({
  reportNumber: ReportNumber,
  reportedAt: Instant,
  subject: z.strictObject({ name: Words, idType: codeOf(codes.corporateIdTypes), idNumber: z.string().min(9).max(18) }),
  queriedBy: z.strictObject({ code: z.string().min(1).max(20), name: Words }),
  reason: codeOf(codes.corporateQueryReasons),
  identifiers: z.array(Identifier).min(1),
  disputes: z.int().min(0),
  /** Yuan for 100 US dollars, in hundredths of a yuan. */
  dollarRateCents: z.int().positive(),
  dollarRateOn: Month,
})

const Party = z.strictObject({
  kind: codeOf(codes.investorKinds),
  name: Words,
  idType: codeOf(codes.partyIdTypes),
  idNumber: z.string().min(9).max(18),
})

/** EC01–EC05. */
const CorporateBasics = z.strictObject({
  registration: z.strictObject({
    economicType: codeOf(codes.economicTypes),
    organisation: codeOf(codes.organisationKinds),
    size: codeOf(codes.companySizes),
    industry: Words,
    foundedYear: z.string().regex(/^\d{4}$/),
    validUntil: Day.nullable(),
    registeredAddress: Words,
    officeAddress: Words,
    state: codeOf(codes.companyStates),
  }),
  capital: z.strictObject({
    registeredWan: Wan,
    /** Shares add up to 100. */
    investors: z.array(Party.extend({ percent: z.int().min(1).max(100) })),
    updatedOn: Day,
  }),
  officers: z.array(z.strictObject({ name: Words, idNumber: z.string(), position: codeOf(codes.companyPositions) })),
  parent: z.strictObject({ name: Words, idNumber: z.string(), updatedOn: Day }).nullable(),
  controllers: z.array(Party),
})
export type CorporateBasics = z.output<typeof CorporateBasics>

const NonCredit = z.strictObject({
  institution: Words,
  business: Words,
  state: z.enum(['正常', '欠费']),
  owedWan: Wan,
  accountingMonth: Month,
  /** 24 letters, oldest first: `N` paid, `1` owed. */
  payments: z.string().regex(/^[N1]{24}$/),
})

/** EFA–EFE. */
export const CorporateRecords = z.strictObject({
  taxArrears: z.array(z.strictObject({ authority: Words, owedWan: Wan, countedOn: Day })),
  judgments: z.array(
    z.strictObject({ court: Words, cause: Words, filedOn: Day, role: Words, closing: Words, claimWan: Wan }),
  ),
  enforcements: z.array(
    z.strictObject({ court: Words, cause: Words, filedOn: Day, state: Words, claimWan: Wan, enforcedWan: Wan }),
  ),
  penalties: z.array(z.strictObject({ authority: Words, content: Words, fineWan: Wan, on: Day })),
  housingFund: z.array(
    z.strictObject({ joinedMonth: Month, paidUntil: Month, employees: z.int().positive(), state: Words }),
  ),
  licences: z.array(
    z.strictObject({
      kind: codeOf(codes.licenceKinds),
      authority: Words,
      content: Words,
      from: Day,
      until: Day.nullable(),
    }),
  ),
})
export type CorporateRecords = z.output<typeof CorporateRecords>

/** EGA: one year of the statements of the 2007 edition. */
export const FinancialYear = z.strictObject({
  year: z.string().regex(/^\d{4}$/),
  isAudited: z.boolean(),
  balance: z.strictObject({
    cash: Wan,
    receivables: Wan,
    inventories: Wan,
    otherCurrent: Wan,
    currentAssets: Wan,
    fixedAssets: Wan,
    otherAssets: Wan,
    totalAssets: Wan,
    shortLoans: Wan,
    payables: Wan,
    otherCurrentLiabilities: Wan,
    currentLiabilities: Wan,
    longLoans: Wan,
    totalLiabilities: Wan,
    paidInCapital: Wan,
    retained: z.int(),
    equity: z.int(),
  }),
  profit: z.strictObject({
    revenue: Wan,
    cost: Wan,
    expenses: Wan,
    operatingProfit: z.int(),
    tax: Wan,
    netProfit: z.int(),
  }),
  cashFlow: z.strictObject({ operating: z.int(), investing: z.int(), financing: z.int(), net: z.int() }),
})
export type FinancialYear = z.output<typeof FinancialYear>

export const CorporateReport = z.strictObject({
  subjectKind: z.literal('company'),
  header: CorporateHeader,
  basics: CorporateBasics,
  summary: CorporateSummary,
  credit: CorporateCredit,
  nonCredit: z.array(NonCredit),
  records: CorporateRecords,
  financialYears: z.array(FinancialYear),
  ratings: z.array(z.strictObject({ agency: Words, grade: Words, on: Day, outlook: codeOf(codes.ratingOutlooks) })),
  statements: z.array(CorporateRemark.extend({ about: Words })),
  notes: z.array(Text),
})
export type CorporateReport = z.output<typeof CorporateReport>
