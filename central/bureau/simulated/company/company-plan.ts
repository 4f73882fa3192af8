import type { BorrowingAccount, CorporateLiability, GuaranteeAccount } from '#central/bureau/corporate-report-credit.ts'
import type { MonthIndex } from '#central/bureau/simulated/months.ts'
import type { Draws } from '#central/bureau/simulated/seeded-draws.ts'

/** What a story says of one borrowing; its balances and classes follow from this. */
export interface BorrowingPlan {
  readonly kind: NonNullable<BorrowingAccount['kind']>
  readonly business: BorrowingAccount['business']
  /** Two letters, as the bureau names a lender. */
  readonly lender: string
  readonly opened: MonthIndex
  readonly amountWan: number
  readonly termMonths: number
  readonly guarantee: BorrowingAccount['guarantee']
  /** Nothing is paid from this month on. */
  readonly unpaidFrom: MonthIndex | null
  readonly isDisputed: boolean
}

export interface GuaranteePlan {
  readonly kind: GuaranteeAccount['kind']
  readonly lender: string
  readonly opened: MonthIndex
  readonly amountWan: number
  readonly termMonths: number
  readonly marginPercent: number
}

/** A debt taken over by an asset manager, or paid by a bank in the company's place. */
export interface CollectionPlan {
  readonly business: '31' | '41'
  readonly lender: string
  readonly opened: MonthIndex
  readonly amountWan: number
  readonly ended: MonthIndex | null
}

export interface LiabilityPlan extends Pick<CorporateLiability, 'about' | 'classification'> {
  readonly lender: string
  readonly opened: MonthIndex
  readonly termMonths: number
  readonly liableWan: number
}

export interface CompanyStoryPlans {
  readonly borrowings: readonly BorrowingPlan[]
  readonly guarantees: readonly GuaranteePlan[]
  readonly collections: readonly CollectionPlan[]
  readonly liabilities: readonly LiabilityPlan[]
  /** Limits granted, by lender. */
  readonly limits: Readonly<Record<string, number>>
}

/** `ago(n)` is n months before the January of the year of the report; below nought, after it. */
export interface CompanyTelling {
  readonly draws: Draws
  ago(months: number): MonthIndex
}

type BorrowingOf = Pick<BorrowingPlan, 'lender' | 'opened' | 'amountWan' | 'termMonths'> & Partial<BorrowingPlan>

export function mediumLong(plan: BorrowingOf): BorrowingPlan {
  return { kind: 'medium-long', business: '11', guarantee: '2', unpaidFrom: null, isDisputed: false, ...plan }
}

export function short(plan: BorrowingOf): BorrowingPlan {
  return { kind: 'short', business: '10', guarantee: '3', unpaidFrom: null, isDisputed: false, ...plan }
}

export function revolving(plan: BorrowingOf): BorrowingPlan {
  return { kind: 'revolving', business: '14', guarantee: '4', unpaidFrom: null, isDisputed: false, ...plan }
}

export function discount(plan: BorrowingOf): BorrowingPlan {
  return { kind: 'discount', business: '21', guarantee: '4', unpaidFrom: null, isDisputed: false, ...plan }
}

/** The same business again and again: from `first` months ago, every so many months, until the end of the year. */
export function repeated<T>(first: number, every: number, make: (monthsAgo: number) => T): T[] {
  const count = Math.floor((first + 11) / every) + 1
  return Array.from({ length: count }, (_, index) => make(first - index * every))
}
