import type { AccountType } from '#central/bureau/code-tables.ts'
import type { Account } from '#central/bureau/personal-report-credit.ts'
import type { ReportSummary } from '#central/bureau/personal-report-summary.ts'
import type { ReportedAccount } from './account-from-plan.ts'

const closedStates: Readonly<Record<AccountType, string>> = { C1: '2', D1: '3', R4: '3', R1: '3', R2: '4', R3: '4' }

export function isOpen({ basics, latestState }: Account): boolean {
  return latestState.state !== closedStates[basics.type]
}

export function sumOf<T>(items: readonly T[], amount: (item: T) => number): number {
  return items.reduce((sum, item) => sum + amount(item), 0)
}

type Debts = Pick<ReportSummary, 'loans' | 'revolvingSubAccounts' | 'revolvingLoans' | 'cards' | 'quasiCards'>

/** What is granted and owed on accounts still open, per account type; collection accounts stand under defaults only. */
export function summaryOfDebts(accounts: readonly ReportedAccount[]): Debts {
  return {
    loans: loanDebt(accounts, 'D1'),
    revolvingSubAccounts: loanDebt(accounts, 'R4'),
    revolvingLoans: loanDebt(accounts, 'R1'),
    cards: cardDebt(accounts, 'R2'),
    quasiCards: cardDebt(accounts, 'R3'),
  }
}

function openOf(accounts: readonly ReportedAccount[], type: AccountType): ReportedAccount[] {
  return accounts.filter(({ account }) => account.basics.type === type && isOpen(account))
}

function institutionsOf(accounts: readonly ReportedAccount[]): number {
  return new Set(accounts.map(({ account: { basics } }) => basics.lender.type + basics.lender.code)).size
}

function granted({ account: { basics } }: ReportedAccount): number {
  return basics.amountYuan ?? basics.limitYuan ?? 0
}

function loanDebt(accounts: readonly ReportedAccount[], type: AccountType): ReportSummary['loans'] {
  const open = openOf(accounts, type)
  const dueIn6Months = sumOf(open, ({ history }) => sumOf(history.slice(-6), ({ dueYuan }) => dueYuan))
  return {
    institutions: institutionsOf(open),
    accounts: open.length,
    grantedYuan: sumOf(open, granted),
    balanceYuan: sumOf(open, ({ account }) => account.latestState.balanceYuan),
    averageDue6MonthsYuan: Math.round(dueIn6Months / 6),
  }
}

function cardDebt(accounts: readonly ReportedAccount[], type: AccountType): ReportSummary['cards'] {
  const open = openOf(accounts, type)
  const grants = open.map(granted)
  return {
    institutions: institutionsOf(open),
    accounts: open.length,
    grantedYuan: sumOf(open, granted),
    highestGrantYuan: Math.max(0, ...grants),
    lowestGrantYuan: grants.length === 0 ? 0 : Math.min(...grants),
    usedYuan: sumOf(open, ({ account }) => account.latestState.balanceYuan),
    averageUsed6MonthsYuan: sumOf(open, ({ account }) => account.latestMonth?.averageUsed6MonthsYuan ?? 0),
  }
}
