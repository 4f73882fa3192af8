import type { Account, Lender } from '#central/bureau/personal-report-credit.ts'
import type { Day } from '#contract/values.ts'
import type { MonthState } from './account-history.ts'
import type { AccountPlan } from './account-plan.ts'

/** Everything the parts of one account are made from. */
export interface AccountFacts {
  readonly plan: AccountPlan
  readonly history: readonly MonthState[]
  readonly latest: MonthState
  readonly lender: Lender
  readonly openedOn: Day
  /** Day of the month on which payment is due. */
  readonly dueDay: number
  readonly closedOn: Day | null
  readonly reportedOn: Day
  readonly identifier: string
  readonly isClosed: boolean
}

/** Where each account type's code for the same thing stands in the table of account states. */
const codesOf = {
  D1: { normal: '1', overdue: '2', closed: '3', bad: '4', stopped: '8' },
  R4: { normal: '1', overdue: '2', closed: '3', bad: '4', stopped: '8' },
  R1: { normal: '1', overdue: '2', closed: '3', bad: '4', stopped: '5' },
  R2: { normal: '1', overdue: '1', closed: '4', bad: '5', stopped: '3' },
  R3: { normal: '1', overdue: '1', closed: '4', bad: '5', stopped: '3' },
  C1: { normal: '1', overdue: '1', closed: '2', bad: '1', stopped: '1' },
} as const

/** The account state (账户状态) that goes with the latest repayment status. */
export function accountStateOf({ plan, latest, isClosed }: Pick<AccountFacts, 'plan' | 'latest' | 'isClosed'>): string {
  const codes = codesOf[plan.type]
  if (isClosed) return codes.closed
  if (latest.status === 'B') return codes.bad
  if (plan.isStopped) return codes.stopped
  return latest.missed > 0 ? codes.overdue : codes.normal
}

/** Normal until one instalment is missed; then with the length of the arrears. */
export function classificationOf({ status }: MonthState): NonNullable<Account['latestState']['classification']> {
  if (status === 'B') return '5'
  if (status === '7') return '4'
  if (status === '4' || status === '5' || status === '6') return '3'
  return status === '1' || status === '2' || status === '3' ? '2' : '1'
}
