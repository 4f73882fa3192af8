import type { AccountType } from '#central/bureau/code-tables.ts'
import type { Account, Lender } from '#central/bureau/personal-report-credit.ts'
import type { MonthIndex } from './months.ts'
import type { Draws } from './seeded-draws.ts'

/** Months in which nothing is paid: from the first to the month before `until`; `null` when it has not ended. */
interface Arrears {
  readonly from: MonthIndex
  readonly until: MonthIndex | null
}

/** What a life story says of one account; everything the bureau reports about it follows from this. */
export interface AccountPlan {
  readonly type: AccountType
  readonly business: Account['basics']['business']
  readonly lenderType: Lender['type']
  readonly opened: MonthIndex
  /** Loan amount, or limit of a card or a revolving line. */
  readonly amountYuan: number
  /** 0 for what has no fixed number of instalments. */
  readonly termMonths: number
  readonly guarantee: NonNullable<Account['basics']['guarantee']>
  readonly arrears: readonly Arrears[]
  /** Settled early or cancelled in this month. */
  readonly ended: MonthIndex | null
  /** Unpaid for longer than this, the debt is reported as bad (呆账); 0 never. */
  readonly badDebtAfterMonths: number
  /** How much of the limit is used as a rule. */
  readonly usePercent: number
  readonly isDisputed: boolean
  readonly isStopped: boolean
  readonly coBorrowing: '0' | '1'
}

/** What a story is told with: `ago(n)` is n months before the January of the year of the report. */
export interface Telling {
  readonly draws: Draws
  ago(months: number): MonthIndex
}

type PlanOf = Pick<AccountPlan, 'opened' | 'amountYuan'> & Partial<AccountPlan>

const plain = {
  lenderType: '11',
  termMonths: 0,
  guarantee: '4',
  arrears: [],
  ended: null,
  badDebtAfterMonths: 0,
  usePercent: 0,
  isDisputed: false,
  isStopped: false,
  coBorrowing: '0',
} as const

/** A loan repaid in equal instalments; personal consumption unless said otherwise. */
export function loan(plan: PlanOf & Pick<AccountPlan, 'termMonths'>): AccountPlan {
  return { ...plain, type: 'D1', business: '91', ...plan }
}

/** A credit card. */
export function card(plan: PlanOf): AccountPlan {
  return { ...plain, type: 'R2', business: '81', usePercent: 25, ...plan }
}

/** A revolving line of consumer credit. */
export function line(plan: PlanOf): AccountPlan {
  return { ...plain, type: 'R1', business: '91', lenderType: '24', usePercent: 40, ...plan }
}

/** A debt handed over to an asset manager for collection. */
export function collection(plan: PlanOf): AccountPlan {
  return { ...plain, type: 'C1', business: 'A1', lenderType: '26', ...plan }
}
