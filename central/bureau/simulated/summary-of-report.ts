import type { AccountType } from '#central/bureau/code-tables.ts'
import type { Account, RelatedLiability } from '#central/bureau/personal-report-credit.ts'
import type { PublicRecords, QueryRecord } from '#central/bureau/personal-report-records.ts'
import type { ReportSummary } from '#central/bureau/personal-report-summary.ts'
import type { Day } from '#contract/values.ts'
import type { ReportedAccount } from './account-from-plan.ts'
import { monthsBefore } from './months.ts'
import type { PublicHistory } from './public-history.ts'
import { isOpen, summaryOfDebts, sumOf } from './summary-of-debts.ts'

/** The details a summary is computed from; nothing in a summary comes from anywhere else. */
export interface SummaryDetails extends Pick<PublicHistory, 'nonCredit' | 'publicRecords' | 'liabilities'> {
  readonly accounts: readonly ReportedAccount[]
  /** Newest first, this query included. */
  readonly queries: readonly QueryRecord[]
  readonly today: Day
}

export function summaryOfReport(details: SummaryDetails): ReportSummary {
  const accounts = details.accounts.map(({ account }) => account)
  return {
    score: scoreOf(accounts),
    accounts: accountsByGroup(accounts),
    defaults: { recovered: recoveredOf(accounts), badDebt: badDebtOf(accounts), overdue: overdueOf(accounts) },
    ...summaryOfDebts(details.accounts),
    liabilities: liabilitySums(details.liabilities),
    arrears: arrearsOf(details),
    publicRecords: publicRecordSums(details.publicRecords),
    queries: queryCounters(details),
  }
}

function groupBy<T>(items: readonly T[], key: (item: T) => string): T[][] {
  return [...Map.groupBy(items, key).values()]
}

function scoreOf(accounts: readonly Account[]): ReportSummary['score'] {
  const months = accounts.flatMap(({ last5Years }) => last5Years?.months ?? [])
  if (accounts.length === 0) return null
  const isOverdueNow = accounts.some(({ latestMonth }) => (latestMonth?.overdueInstalments ?? 0) > 0)
  const points = Math.max(120, 820 - months.length * 9 - (isOverdueNow ? 180 : 0))
  const factors = [
    ...(isOverdueNow ? ['当前存在逾期'] : []),
    ...(months.length > 0 ? ['存在逾期记录'] : []),
    ...(accounts.length < 6 ? ['信贷账户数量较少'] : []),
    '授信额度使用率',
  ]
  return { points, rank: `>${Math.round(points / 10)}%`, factors: factors.slice(0, 2) }
}

const groupOfBusiness: Readonly<Record<string, ReportSummary['accounts'][number]['group']>> = {
  '11': '11',
  '13': '11',
  '12': '12',
  '81': '21',
  '82': '21',
  '71': '22',
}

function accountsByGroup(accounts: readonly Account[]): ReportSummary['accounts'] {
  const groupOf = ({ basics }: Account) => (basics.type === 'C1' ? '99' : (groupOfBusiness[basics.business] ?? '19'))
  return groupBy(accounts, groupOf)
    .map((members) => {
      const group = members[0] === undefined ? '99' : groupOf(members[0])
      const mainClass =
        group === '99' ? ('9' as const) : group === '21' || group === '22' ? ('2' as const) : ('1' as const)
      const first = members.map(({ basics }) => basics.openedOn).toSorted()[0] ?? ''
      return { group, mainClass, accounts: members.length, firstMonth: first.slice(0, 7) }
    })
    .toSorted((a, b) => a.group.localeCompare(b.group))
}

function recoveredOf(accounts: readonly Account[]): ReportSummary['defaults']['recovered'] {
  const open = accounts.filter((account) => account.basics.type === 'C1' && isOpen(account))
  return groupBy(open, ({ basics }) => basics.business).map((members) => ({
    kind: members[0]?.basics.business === 'A1' ? ('1' as const) : ('2' as const),
    accounts: members.length,
    balanceYuan: sumOf(members, ({ latestState }) => latestState.balanceYuan),
  }))
}

function badDebtOf(accounts: readonly Account[]): ReportSummary['defaults']['badDebt'] {
  const bad = accounts.filter(({ latestState }) => latestState.status === 'B')
  return { accounts: bad.length, balanceYuan: sumOf(bad, ({ latestState }) => latestState.balanceYuan) }
}

const overdueTypes = [
  ['1', 'D1'],
  ['2', 'R4'],
  ['3', 'R1'],
  ['4', 'R2'],
  ['5', 'R3'],
] as const satisfies readonly (readonly [string, AccountType])[]

function overdueOf(accounts: readonly Account[]): ReportSummary['defaults']['overdue'] {
  return overdueTypes.flatMap(([group, type]) => {
    const overdue = accounts.filter(({ basics, last5Years }) => basics.type === type && last5Years !== null)
    const months = overdue.flatMap(({ last5Years }) => last5Years?.months ?? [])
    if (months.length === 0) return []
    const perMonth = groupBy(months, ({ month }) => month)
    return [
      {
        group,
        accounts: overdue.length,
        months: perMonth.length,
        highestMonthYuan: Math.max(...perMonth.map((entries) => sumOf(entries, ({ overdueYuan }) => overdueYuan))),
        longestMonths: Math.max(...overdue.map(longestRun)),
      },
    ]
  })
}

/** The longest row of months without a gap. */
function longestRun({ last5Years }: Account): number {
  let [longest, run, previous] = [0, 0, 0]
  for (const { month } of last5Years?.months ?? []) {
    const index = Number(month.slice(0, 4)) * 12 + Number(month.slice(5))
    run = index === previous + 1 ? run + 1 : 1
    longest = Math.max(longest, run)
    previous = index
  }
  return longest
}

function liabilitySums(liabilities: readonly RelatedLiability[]): ReportSummary['liabilities'] {
  return groupBy(liabilities, ({ borrower, kind }) => borrower + kind).flatMap((members) => {
    const [first] = members
    if (first === undefined) return []
    const liableYuan = sumOf(members, (member) => member.liableYuan)
    const balanceYuan = sumOf(members, (member) => member.balanceYuan)
    return [{ borrower: first.borrower, kind: first.kind, accounts: members.length, liableYuan, balanceYuan }]
  })
}

function arrearsOf({ nonCredit }: SummaryDetails): ReportSummary['arrears'] {
  const owing = nonCredit.filter(({ owedYuan }) => owedYuan > 0)
  return groupBy(owing, ({ kind }) => kind).flatMap((members) =>
    members
      .slice(0, 1)
      .map(({ kind }) => ({ kind, accounts: members.length, owedYuan: sumOf(members, ({ owedYuan }) => owedYuan) })),
  )
}

function publicRecordSums(records: PublicRecords): ReportSummary['publicRecords'] {
  const sums = [
    {
      kind: '1' as const,
      records: records.taxArrears.length,
      amountYuan: sumOf(records.taxArrears, ({ owedYuan }) => owedYuan),
    },
    {
      kind: '2' as const,
      records: records.judgments.length,
      amountYuan: sumOf(records.judgments, ({ claimYuan }) => claimYuan),
    },
    {
      kind: '3' as const,
      records: records.enforcements.length,
      amountYuan: sumOf(records.enforcements, ({ claimYuan }) => claimYuan),
    },
    {
      kind: '4' as const,
      records: records.penalties.length,
      amountYuan: sumOf(records.penalties, ({ fineYuan }) => fineYuan),
    },
  ]
  return sums.filter((sum) => sum.records > 0)
}

function queryCounters({ queries, today }: SummaryDetails): ReportSummary['queries'] {
  const recent = queries.filter(({ on }) => on > monthsBefore(today, 1))
  const count = (records: readonly QueryRecord[], reason: QueryRecord['reason']) =>
    records.filter((record) => record.reason === reason).length
  const institutions = (reason: QueryRecord['reason']) =>
    new Set(recent.filter((record) => record.reason === reason).map(({ institution }) => institution)).size
  return {
    previous: queries[1] ?? null,
    lastMonth: {
      loanInstitutions: institutions('02'),
      cardInstitutions: institutions('03'),
      loanQueries: count(recent, '02'),
      cardQueries: count(recent, '03'),
      selfQueries: count(recent, 'self'),
    },
    lastTwoYears: { postLoan: count(queries, '01'), guarantor: count(queries, '08'), merchant: count(queries, '19') },
  }
}
