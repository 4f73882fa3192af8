/** Part three of the enterprise report (信贷记录明细). Amounts are in 10,000 yuan (万元), as the bureau prints them. */

import * as z from 'zod'
import { Day } from '#contract/values.ts'
import * as codes from './corporate-code-tables.ts'
import { Lender } from './personal-report-credit.ts'
import { codeOf, Text, Wan, Words } from './report-values.ts'

export const CorporateRemark = z.strictObject({
  kind: z.enum(['异议标注', '报数机构说明', '信息主体声明']),
  text: Text,
  on: Day,
})

/** ED01B: how an account stood at one reporting day. */
export const Performance = z.strictObject({
  reportedOn: Day,
  balanceWan: Wan,
  classification: codeOf(codes.fiveClasses),
  dueOn: Day.nullable(),
  dueWan: Wan,
  paidOn: Day.nullable(),
  paidWan: Wan,
  form: codeOf(codes.repaymentForms),
  overdueWan: Wan,
  overduePrincipalWan: Wan,
  overdueMonths: z.int().min(0),
  monthsLeft: z.int().min(0),
})
export type Performance = z.output<typeof Performance>

/** ED01: one account of borrowing, or one taken over for collection. */
export const BorrowingAccount = z.strictObject({
  number: z.string().regex(/^[A-Z0-9]{10,30}$/),
  kind: codeOf(codes.borrowingKinds).nullable(),
  type: codeOf(codes.corporateAccountTypes),
  /** 1 not yet settled, 2 settled. */
  activity: z.enum(['1', '2']),
  term: codeOf(codes.borrowingTerms),
  lender: Lender,
  agreementNumber: z.string().max(30).nullable(),
  business: codeOf(codes.borrowingBusinesses),
  openedOn: Day,
  amountWan: Wan,
  limitWan: Wan.nullable(),
  dueOn: Day,
  guarantee: codeOf(codes.guaranteeForms),
  closedOn: Day.nullable(),
  /** Newest first; the first one is the present state. */
  performance: z.array(Performance).min(1).max(60),
  remarks: z.array(CorporateRemark).max(5),
})
export type BorrowingAccount = z.output<typeof BorrowingAccount>

/** Guarantee business of a bank for the company: bills accepted, letters of credit, guarantees. */
export const GuaranteeAccount = z.strictObject({
  number: z.string().regex(/^[A-Z0-9]{10,30}$/),
  kind: codeOf(codes.guaranteeKinds),
  activity: z.enum(['1', '2']),
  lender: Lender,
  agreementNumber: z.string().max(30).nullable(),
  openedOn: Day,
  dueOn: Day,
  amountWan: Wan,
  balanceWan: Wan,
  marginPercent: z.int().min(0).max(100),
  counterGuarantee: codeOf(codes.guaranteeForms),
  classification: codeOf(codes.fiveClasses),
  closedOn: Day.nullable(),
})
export type GuaranteeAccount = z.output<typeof GuaranteeAccount>

/** EBD: a limit granted. */
export const CorporateAgreement = z.strictObject({
  number: z.string().regex(/^[A-Z0-9]{10,30}$/),
  kind: codeOf(codes.agreementKinds),
  lender: Lender,
  limitWan: Wan,
  usedWan: Wan,
  from: Day,
  until: Day,
})
export type CorporateAgreement = z.output<typeof CorporateAgreement>

/** EBE: somebody else's debt for which the company answers. */
export const CorporateLiability = z.strictObject({
  /** Responsibility for borrowing, or for guarantee business. */
  about: z.enum(['borrowing', 'guarantee']),
  debtor: Words,
  lender: Lender,
  contractNumber: z.string().max(30),
  openedOn: Day,
  dueOn: Day,
  liableWan: Wan,
  balanceWan: Wan,
  classification: codeOf(codes.fiveClasses),
})
export type CorporateLiability = z.output<typeof CorporateLiability>

export const CorporateCredit = z.strictObject({
  collections: z.array(BorrowingAccount),
  borrowings: z.array(BorrowingAccount),
  guarantees: z.array(GuaranteeAccount),
  agreements: z.array(CorporateAgreement),
  liabilities: z.array(CorporateLiability),
})
export type CorporateCredit = z.output<typeof CorporateCredit>
