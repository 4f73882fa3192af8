import {
  type BorrowingKind,
  borrowingKinds,
  type FiveClass,
  type GuaranteeKind,
  guaranteeKinds,
  type QualityClass,
} from '#central/bureau/corporate-code-tables.ts'
import type { CorporateRecords } from '#central/bureau/corporate-report.ts'
import type { BorrowingAccount, CorporateCredit, GuaranteeAccount } from '#central/bureau/corporate-report-credit.ts'
import type { ByClass, CorporateSummary } from '#central/bureau/corporate-report-summary.ts'
import { monthOf, monthText } from '#central/bureau/simulated/months.ts'
import type { Day } from '#contract/values.ts'

const historyMonths = 12

export interface CompanyDetails {
  readonly credit: CorporateCredit
  readonly records: CorporateRecords
  readonly nonCredit: number
  readonly today: Day
}

/** Everything here is counted from the details; nothing comes from anywhere else. */
export function summaryOfCompany({ credit, records, nonCredit, today }: CompanyDetails): CorporateSummary {
  const { borrowings, guarantees } = credit
  const [open, settled] = [borrowings.filter(isOpen), borrowings.filter((account) => !isOpen(account))]
  const [openGuarantees, settledGuarantees] = [guarantees.filter(isOpen), guarantees.filter((one) => !isOpen(one))]
  return {
    overview: overviewOf(credit),
    records: {
      nonCredit,
      taxArrears: records.taxArrears.length,
      judgments: records.judgments.length,
      enforcements: records.enforcements.length,
      penalties: records.penalties.length,
    },
    open: {
      disposals: recoveredOf(credit.collections.filter(({ business }) => business === '41')),
      advances: recoveredOf(credit.collections.filter(({ business }) => business === '31')),
      overdue: overdueOf(open),
      matrix: borrowingMatrix(open),
    },
    settled: borrowingMatrix(settled),
    history: historyOf(borrowings, today),
    guarantees: { open: guaranteeMatrix(openGuarantees), settled: guaranteeMatrix(settledGuarantees) },
    agreements: {
      nonRevolving: limitsOf(credit.agreements.filter(({ kind }) => kind === '1')),
      revolving: limitsOf(credit.agreements.filter(({ kind }) => kind === '2')),
    },
    liabilities: {
      borrowing: tallyOf(credit.liabilities.filter(({ about }) => about === 'borrowing')),
      guarantee: tallyOf(credit.liabilities.filter(({ about }) => about === 'guarantee')),
    },
  }
}

function isOpen({ activity }: { readonly activity: '1' | '2' }): boolean {
  return activity === '1'
}

/** Five classes make three: 1 normal, 2 special mention, 3 to 5 non-performing. */
export function qualityOf(classification: FiveClass): QualityClass {
  if (classification === '1') return 'normal'
  return classification === '2' ? 'attention' : 'bad'
}

function stateOf({ performance: [latest] }: BorrowingAccount) {
  return { balanceWan: latest?.balanceWan ?? 0, classification: latest?.classification ?? ('1' as const) }
}

function sum<T>(items: readonly T[], amount: (item: T) => number): number {
  return items.reduce((total, item) => total + amount(item), 0)
}

function tallyOf(items: readonly { readonly balanceWan: number }[]) {
  return { accounts: items.length, balanceWan: sum(items, ({ balanceWan }) => balanceWan) }
}

type Classed = { readonly balanceWan: number; readonly classification: FiveClass }

function byClass(items: readonly Classed[]): ByClass {
  const of = (quality: QualityClass) =>
    tallyOf(items.filter(({ classification }) => qualityOf(classification) === quality))
  return { normal: of('normal'), attention: of('attention'), bad: of('bad'), total: tallyOf(items) }
}

function borrowingMatrix(accounts: readonly BorrowingAccount[]): CorporateSummary['open']['matrix'] {
  const row = (kind: BorrowingKind) => byClass(accounts.filter((account) => account.kind === kind).map(stateOf))
  const rows = Object.keys(borrowingKinds).map((kind) => [kind, row(kind as BorrowingKind)])
  return { ...Object.fromEntries(rows), total: byClass(accounts.map(stateOf)) }
}

function guaranteeMatrix(accounts: readonly GuaranteeAccount[]): CorporateSummary['guarantees']['open'] {
  const row = (kind: GuaranteeKind) => byClass(accounts.filter((account) => account.kind === kind))
  const rows = Object.keys(guaranteeKinds).map((kind) => [kind, row(kind as GuaranteeKind)])
  return { ...Object.fromEntries(rows), total: byClass(accounts) }
}

function overviewOf({
  borrowings,
  collections,
  guarantees,
  liabilities,
}: CorporateCredit): CorporateSummary['overview'] {
  const all = [...borrowings, ...collections, ...guarantees]
  const lenders = (accounts: typeof all) => new Set(accounts.map(({ lender }) => lender.code)).size
  const borrowing = byClass(borrowings.filter(isOpen).map(stateOf))
  const guarantee = byClass(guarantees.filter(isOpen))
  return {
    firstCreditYear: firstYear(all),
    firstLiabilityYear: firstYear(liabilities),
    institutions: lenders(all),
    openInstitutions: lenders(all.filter(isOpen)),
    borrowingWan: borrowing.total.balanceWan,
    recoveredWan: sum(collections.filter(isOpen), (account) => stateOf(account).balanceWan),
    attentionWan: borrowing.attention.balanceWan,
    badWan: borrowing.bad.balanceWan,
    guaranteeWan: guarantee.total.balanceWan,
    guaranteeAttentionWan: guarantee.attention.balanceWan,
    guaranteeBadWan: guarantee.bad.balanceWan,
  }
}

function firstYear(accounts: readonly { readonly openedOn: Day }[]): string | null {
  return accounts.map(({ openedOn }) => openedOn.slice(0, 4)).toSorted()[0] ?? null
}

function recoveredOf(accounts: readonly BorrowingAccount[]): CorporateSummary['open']['disposals'] {
  const open = accounts.filter(isOpen)
  const last = accounts
    .flatMap(({ performance }) => performance.map(({ paidOn }) => paidOn ?? ''))
    .toSorted()
    .at(-1)
  return { ...tallyOf(open.map(stateOf)), lastOn: last || null }
}

function overdueOf(accounts: readonly BorrowingAccount[]): CorporateSummary['open']['overdue'] {
  const latest = accounts.flatMap(({ performance: [newest] }) => (newest ? [newest] : []))
  const totalWan = sum(latest, ({ overdueWan }) => overdueWan)
  const principalWan = sum(latest, ({ overduePrincipalWan }) => overduePrincipalWan)
  return { totalWan, principalWan, interestWan: totalWan - principalWan }
}

/** How much was owed at the end of each of the last months, from the states reported then. */
function historyOf(accounts: readonly BorrowingAccount[], today: Day): CorporateSummary['history'] {
  return Array.from({ length: historyMonths }, (_, index) => {
    const month = monthText(monthOf(today) - 1 - index)
    const states = accounts.flatMap(({ performance }) =>
      performance.filter(({ reportedOn, balanceWan }) => reportedOn.startsWith(month) && balanceWan > 0),
    )
    const { attention, bad, total } = byClass(states)
    const overdue = states.filter(({ overdueWan }) => overdueWan > 0)
    return {
      month,
      all: total,
      attention,
      bad,
      overdue: { accounts: overdue.length, balanceWan: sum(overdue, ({ overdueWan }) => overdueWan) },
    }
  })
}

function limitsOf(agreements: CorporateCredit['agreements']): CorporateSummary['agreements']['revolving'] {
  const [limitWan, usedWan] = [sum(agreements, (one) => one.limitWan), sum(agreements, (one) => one.usedWan)]
  return { limitWan, usedWan, leftWan: limitWan - usedWan }
}
