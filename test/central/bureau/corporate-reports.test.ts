import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { CorporateReport } from '#central/bureau/corporate-report.ts'
import type { BorrowingAccount } from '#central/bureau/corporate-report-credit.ts'
import { companyStories } from '#central/bureau/simulated/company/company-stories.ts'
import { aCompany, aCompanyOf, aCorporateReport, aUscc } from '#test/support/bureau-requests.ts'

const moments = fc.date({
  min: new Date('2024-01-01T00:00:00Z'),
  max: new Date('2033-12-31T23:59:59Z'),
  noInvalidDate: true,
})

interface Case {
  readonly report: CorporateReport
  readonly today: string
}

const dayAt = (at: Date) => new Date(at.getTime() + 8 * 3_600_000).toISOString().slice(0, 10)
const sum = <T>(items: readonly T[], amount: (item: T) => number) =>
  items.reduce((total, one) => total + amount(one), 0)
const balanceOf = ({ performance: [latest] }: BorrowingAccount) => latest?.balanceWan ?? 0

function holdsForEveryCompany(invariant: (given: Case) => void): void {
  const everyone = fc.property(fc.integer({ min: 0, max: 999_999 }), moments, (sequence, at) => {
    invariant({ report: aCorporateReport({ subject: aCompany(aUscc(sequence)), at }), today: dayAt(at) })
  })
  fc.assert(everyone, { numRuns: 60 })
  for (const story of companyStories)
    for (const at of [new Date('2026-01-01T00:00:00Z'), new Date('2026-11-24T02:00:00Z')])
      invariant({ report: aCorporateReport({ subject: aCompanyOf(story), at }), today: dayAt(at) })
}

test('every report is an enterprise report by the schema, the same for the same company and moment', () => {
  holdsForEveryCompany(({ report }) => expect(CorporateReport.safeParse(report).error).toBeUndefined())
  const subject = aCompanyOf('manufacturer')
  expect(aCorporateReport({ subject })).toEqual(aCorporateReport({ subject }))
  expect(aCorporateReport({ subject }).credit).not.toEqual(aCorporateReport().credit)
})

test('a settled account owes nothing and has a closing day; an open one has none; nothing is from the future', () => {
  holdsForEveryCompany(({ report: { credit }, today }) => {
    const accounts = [...credit.borrowings, ...credit.collections]
    for (const account of accounts.filter(({ activity }) => activity === '2'))
      expect([balanceOf(account), account.performance[0]?.overdueWan]).toEqual([0, 0])
    for (const account of accounts) {
      expect(account.closedOn === null).toBe(account.activity === '1')
      for (const { reportedOn, paidOn } of account.performance)
        expect([account.openedOn <= today, reportedOn <= today, (paidOn ?? today) <= today]).toEqual([true, true, true])
    }
    for (const one of credit.guarantees)
      expect([one.closedOn === null, one.balanceWan > 0]).toEqual(Array(2).fill(one.activity === '1'))
  })
})

test('nothing that ended more than five years ago is shown', () => {
  holdsForEveryCompany(({ report: { credit }, today }) => {
    const since = `${Number(today.slice(0, 4)) - 5}${today.slice(4, 7)}`
    for (const { closedOn } of [...credit.borrowings, ...credit.collections, ...credit.guarantees])
      if (closedOn !== null) expect(closedOn.slice(0, 7) >= since).toBe(true)
  })
})

test('the summary adds up to the accounts, class by class and kind by kind', () => {
  holdsForEveryCompany(({ report: { summary, credit } }) => {
    const open = credit.borrowings.filter(({ activity }) => activity === '1')
    const { matrix } = summary.open
    expect(matrix.total.total).toEqual({ accounts: open.length, balanceWan: sum(open, balanceOf) })
    const kinds = [matrix['medium-long'], matrix.short, matrix.revolving, matrix.discount]
    for (const quality of ['normal', 'attention', 'bad', 'total'] as const) {
      expect(sum(kinds, (row) => row[quality].balanceWan)).toBe(matrix.total[quality].balanceWan)
      expect(sum(kinds, (row) => row[quality].accounts)).toBe(matrix.total[quality].accounts)
    }
    const { normal, attention, bad, total } = matrix.total
    expect(normal.balanceWan + attention.balanceWan + bad.balanceWan).toBe(total.balanceWan)
    expect(summary.overview.borrowingWan).toBe(total.balanceWan)
    expect(summary.settled.total.total).toEqual({ accounts: credit.borrowings.length - open.length, balanceWan: 0 })
    const guaranteed = credit.guarantees.filter(({ activity }) => activity === '1')
    expect(summary.guarantees.open.total.total.balanceWan).toBe(sum(guaranteed, ({ balanceWan }) => balanceWan))
    const recovering = credit.collections.filter(({ activity }) => activity === '1')
    expect(summary.overview.recoveredWan).toBe(sum(recovering, balanceOf))
    expect(summary.open.disposals.accounts + summary.open.advances.accounts).toBe(recovering.length)
  })
})

test('what is overdue adds up, principal is part of it, and whoever is overdue is not classed as normal', () => {
  holdsForEveryCompany(({ report: { summary, credit } }) => {
    const latest = credit.borrowings.flatMap(({ performance: [newest] }) => (newest ? [newest] : []))
    expect(summary.open.overdue.totalWan).toBe(sum(latest, ({ overdueWan }) => overdueWan))
    expect(summary.open.overdue.principalWan + summary.open.overdue.interestWan).toBe(summary.open.overdue.totalWan)
    for (const { overdueWan, overduePrincipalWan, overdueMonths, balanceWan, classification } of latest) {
      expect(overduePrincipalWan <= overdueWan && overduePrincipalWan <= balanceWan).toBe(true)
      expect(overdueWan > 0).toBe(overdueMonths > 0)
      expect(classification === '1').toBe(overdueMonths === 0)
    }
  })
})

test('the latest month of the history of debts is what the accounts said at its end', () => {
  holdsForEveryCompany(({ report: { summary, credit } }) => {
    for (const { month, all } of summary.history) {
      const states = credit.borrowings.flatMap(({ performance }) =>
        performance.filter(({ reportedOn }) => reportedOn.startsWith(month)),
      )
      expect(all.balanceWan).toBe(sum(states, ({ balanceWan }) => balanceWan))
    }
  })
})

test('no limit is overdrawn, and what is used of it is what its accounts owe', () => {
  holdsForEveryCompany(({ report: { credit, summary } }) => {
    for (const { number, usedWan, limitWan } of credit.agreements) {
      const owed =
        sum(
          credit.borrowings.filter(({ agreementNumber }) => agreementNumber === number),
          balanceOf,
        ) +
        sum(
          credit.guarantees.filter(({ agreementNumber }) => agreementNumber === number),
          ({ balanceWan }) => balanceWan,
        )
      expect([usedWan, usedWan <= limitWan]).toEqual([owed, true])
    }
    const { limitWan, usedWan, leftWan } = summary.agreements.revolving
    expect(leftWan).toBe(limitWan - usedWan)
  })
})

test('shares add up to a whole, statements balance, counters count the records', () => {
  holdsForEveryCompany(({ report: { basics, financialYears, summary, records, header, credit } }) => {
    expect(sum(basics.capital.investors, ({ percent }) => percent)).toBe(100)
    for (const { balance, profit, cashFlow } of financialYears) {
      expect(balance.totalLiabilities + balance.equity).toBe(balance.totalAssets)
      expect(balance.cash + balance.receivables + balance.inventories + balance.otherCurrent).toBe(
        balance.currentAssets,
      )
      expect(balance.paidInCapital + balance.retained).toBe(balance.equity)
      expect(profit.revenue - profit.cost - profit.expenses).toBe(profit.operatingProfit)
      expect(cashFlow.operating + cashFlow.investing + cashFlow.financing).toBe(cashFlow.net)
    }
    expect(summary.records.judgments).toBe(records.judgments.length)
    const remarks = [...credit.borrowings, ...credit.collections].flatMap((account) => account.remarks)
    expect(header.disputes).toBe(remarks.filter(({ kind }) => kind === '异议标注').length)
  })
})

test('an account that is still there a quarter later is the same account, further on', () => {
  for (const story of companyStories) {
    const subject = aCompanyOf(story)
    const at = (month: string) => aCorporateReport({ subject, at: new Date(`2026-${month}-10T02:00:00Z`) }).credit
    const later = new Map(at('09').borrowings.map((account) => [account.number, account]))
    for (const { number, openedOn, amountWan, performance } of at('06').borrowings) {
      const same = later.get(number)
      if (same === undefined) continue
      expect([same.openedOn, same.amountWan]).toEqual([openedOn, amountWan])
      const remembered = new Map(same.performance.map((state) => [state.reportedOn, state]))
      for (const state of performance) expect(remembered.get(state.reportedOn) ?? state).toEqual(state)
    }
  }
})

test('the six stories differ as told: who has nothing bad has no bad class, who defaulted has collection and enforcement', () => {
  const of = (story: (typeof companyStories)[number]) => aCorporateReport({ subject: aCompanyOf(story) })
  for (const story of ['start-up', 'manufacturer', 'group-subsidiary', 'trading-house'] as const) {
    expect([of(story).summary.overview.badWan, of(story).summary.open.overdue.totalWan]).toEqual([0, 0])
  }
  expect(of('troubled').summary.overview.attentionWan + of('troubled').summary.overview.badWan).toBeGreaterThan(0)
  expect(of('defaulted').summary.overview.badWan).toBeGreaterThan(0)
  expect(of('defaulted').records.enforcements).toHaveLength(1)
  expect(of('defaulted').credit.collections.length).toBeGreaterThan(1)
  expect(of('defaulted').header.disputes).toBe(1)
})
