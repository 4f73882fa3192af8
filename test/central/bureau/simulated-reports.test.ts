import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { overdueStatuses } from '#central/bureau/code-tables.ts'
import { PersonalReport } from '#central/bureau/personal-report.ts'
import type { Account } from '#central/bureau/personal-report-credit.ts'
import { lifeStories } from '#central/bureau/simulated/life-stories.ts'
import { isResidentId } from '#contract/resident-id.ts'
import { anIdNumberOf, aReport, aSubject } from '#test/support/bureau-requests.ts'
import { idNumbers } from '#test/support/id-numbers.ts'

const moments = fc.date({
  min: new Date('2024-01-01T00:00:00Z'),
  max: new Date('2035-12-31T23:59:59Z'),
  noInvalidDate: true,
})

interface Case {
  readonly report: PersonalReport
  readonly idNumber: string
  readonly at: Date
  /** The day in Asia/Shanghai. */
  readonly today: string
}

function dayAt(at: Date): string {
  return new Date(at.getTime() + 8 * 3_600_000).toISOString().slice(0, 10)
}

/** The same day so many years earlier; 29 February may become a day that does not exist, which compares well all the same. */
function yearsBefore(day: string, years: number): string {
  return String(Number(day.slice(0, 4)) - years) + day.slice(4)
}

function holdsForEveryone(invariant: (given: Case) => void): void {
  const everyone = fc.property(idNumbers(), moments, (idNumber, at) => {
    invariant({ report: aReport({ subject: aSubject(idNumber), at }), idNumber, at, today: dayAt(at) })
  })
  fc.assert(everyone, { numRuns: 150 })
  for (const story of lifeStories) {
    for (const at of [
      new Date('2026-01-01T00:00:00Z'),
      new Date('2026-11-24T02:00:00Z'),
      new Date('2028-02-29T09:00:00Z'),
    ]) {
      const idNumber = anIdNumberOf(story)
      invariant({ report: aReport({ subject: aSubject(idNumber), at }), idNumber, at, today: dayAt(at) })
    }
  }
}

function balanceOf(accounts: readonly Account[], ...types: readonly string[]): number {
  return accounts
    .filter(({ basics }) => types.includes(basics.type))
    .reduce((sum, { latestState }) => sum + latestState.balanceYuan, 0)
}

test('made-up ID numbers are valid ones', () => {
  fc.assert(fc.property(idNumbers(), (idNumber) => isResidentId(idNumber)))
})

test('every report is a personal report by the schema', () => {
  holdsForEveryone(({ report }) => expect(PersonalReport.safeParse(report).error).toBeUndefined())
})

test('birth date and sex are those of the ID number, and the name is the one asked for', () => {
  holdsForEveryone(({ report, idNumber }) => {
    expect(report.header.subject).toEqual(aSubject(idNumber))
    expect(report.basics.identity.birthDate.replaceAll('-', '')).toBe(idNumber.slice(6, 14))
    expect(report.basics.identity.sex).toBe(Number(idNumber[16]) % 2 === 1 ? '1' : '2')
  })
})

test('somebody with a passport has the same details each time, and nobody else has them', () => {
  const reportOf = (idNumber: string) => aReport({ subject: { name: 'Anna Lind', idType: '2', idNumber } })
  expect(reportOf('E12345678')).toEqual(reportOf('E12345678'))
  expect(reportOf('E12345678').basics).not.toEqual(reportOf('E12345679').basics)
})

test('asking for the same moment again gives the same report', () => {
  holdsForEveryone(({ report, idNumber, at }) => expect(aReport({ subject: aSubject(idNumber), at })).toEqual(report))
})

test('an account that is still there a quarter later is the same account, further on', () => {
  const [spring, autumn] = [new Date('2027-03-10T02:00:00Z'), new Date('2027-09-10T02:00:00Z')]
  for (const story of lifeStories) {
    const subject = aSubject(anIdNumberOf(story))
    const later = new Map(
      aReport({ subject, at: autumn }).credit.accounts.map((account) => [account.basics.number, account]),
    )
    for (const { basics, last5Years } of aReport({ subject, at: spring }).credit.accounts) {
      const same = later.get(basics.number)
      expect(same?.basics ?? basics).toEqual(basics)
      const remembered = new Map(same?.last5Years?.months.map(({ month, status }) => [month, status]))
      for (const { month, status } of last5Years?.months ?? []) expect(remembered.get(month) ?? status).toBe(status)
    }
  }
})

test('the 24-month strip ends with the latest status', () => {
  holdsForEveryone(({ report }) => {
    for (const { last24Months, latestState, latestMonth } of report.credit.accounts) {
      if (last24Months === null) continue
      expect(last24Months.months.at(-1)).toEqual({ month: last24Months.to, status: latestState.status })
      if (latestMonth !== null) expect(latestMonth.month).toBe(last24Months.to)
    }
  })
})

test('the 24-month strip is blank before the opening and nowhere else', () => {
  holdsForEveryone(({ report }) => {
    for (const { last24Months, basics } of report.credit.accounts) {
      for (const { month, status } of last24Months?.months ?? [])
        expect(status === '/').toBe(month < basics.openedOn.slice(0, 7))
    }
  })
})

test('the strip and the five years agree on the months both have', () => {
  holdsForEveryone(({ report }) => {
    for (const { last24Months, last5Years } of report.credit.accounts) {
      const overdue = new Map(last5Years?.months.map(({ month, status }) => [month, status]))
      for (const { month, status } of last24Months?.months ?? []) {
        expect(overdue.get(month)).toBe(overdueStatuses.includes(status) ? status : undefined)
      }
    }
  })
})

test('a settled account owes nothing and has a closing day; an open one has none', () => {
  holdsForEveryone(({ report }) => {
    for (const { basics, latestState, latestMonth } of report.credit.accounts) {
      const closed = { D1: '3', R4: '3', R1: '3', R2: '4', R3: '4', C1: '2' }[basics.type]
      expect(latestState.closedOn !== null).toBe(latestState.state === closed)
      if (latestState.closedOn !== null) expect([latestState.balanceYuan, latestMonth]).toEqual([0, null])
    }
  })
})

test('the summary adds up to the balances of the accounts', () => {
  holdsForEveryone(({ report: { summary, credit } }) => {
    expect(summary.loans.balanceYuan).toBe(balanceOf(credit.accounts, 'D1'))
    expect(summary.revolvingSubAccounts.balanceYuan).toBe(balanceOf(credit.accounts, 'R4'))
    expect(summary.revolvingLoans.balanceYuan).toBe(balanceOf(credit.accounts, 'R1'))
    expect(summary.cards.usedYuan).toBe(balanceOf(credit.accounts, 'R2'))
    expect(summary.quasiCards.usedYuan).toBe(balanceOf(credit.accounts, 'R3'))
    const recovered = summary.defaults.recovered.reduce((sum, { balanceYuan }) => sum + balanceYuan, 0)
    expect(recovered).toBe(balanceOf(credit.accounts, 'C1'))
    expect(summary.accounts.reduce((sum, { accounts }) => sum + accounts, 0)).toBe(credit.accounts.length)
  })
})

test('the overdue summary counts what the accounts show', () => {
  holdsForEveryone(({ report: { summary, credit } }) => {
    for (const { group, accounts, months } of summary.defaults.overdue) {
      const type = { '1': 'D1', '2': 'R4', '3': 'R1', '4': 'R2', '5': 'R3' }[group]
      const overdue = credit.accounts.filter(({ basics, last5Years }) => basics.type === type && last5Years !== null)
      expect(accounts).toBe(overdue.length)
      expect(months).toBe(
        new Set(overdue.flatMap(({ last5Years }) => last5Years?.months.map(({ month }) => month) ?? [])).size,
      )
    }
  })
})

test('the query counters count the query records', () => {
  holdsForEveryone(({ report: { summary, queries }, today }) => {
    const monthAgo = new Date(Date.UTC(Number(today.slice(0, 4)), Number(today.slice(5, 7)) - 1, 0))
    const sameDay = Math.min(Number(today.slice(8)), monthAgo.getUTCDate())
    const since = monthAgo.toISOString().slice(0, 8) + String(sameDay).padStart(2, '0')
    const recent = (reason: string) => queries.filter((query) => query.reason === reason && query.on > since)
    const all = (reason: string) => queries.filter((query) => query.reason === reason).length
    expect(summary.queries.lastMonth).toEqual({
      loanInstitutions: new Set(recent('02').map(({ institution }) => institution)).size,
      cardInstitutions: new Set(recent('03').map(({ institution }) => institution)).size,
      loanQueries: recent('02').length,
      cardQueries: recent('03').length,
      selfQueries: recent('self').length,
    })
    expect(summary.queries.lastTwoYears).toEqual({ postLoan: all('01'), guarantor: all('08'), merchant: all('19') })
  })
})

test('query records are newest first, of the last two years, and begin with this query', () => {
  holdsForEveryone(({ report: { queries }, today }) => {
    const days = queries.map(({ on }) => on)
    expect(days).toEqual(days.toSorted().toReversed())
    expect(queries[0]).toEqual({ on: today, institutionType: '11', institution: '杭州分行营业部', reason: '02' })
    expect((days.at(-1) ?? today) > yearsBefore(today, 2)).toBe(true)
  })
})

test('nothing that ended more than five years ago is told', () => {
  holdsForEveryone(({ report: { credit, publicRecords }, today }) => {
    const limit = yearsBefore(today, 5)
    const ends = [
      ...credit.accounts.flatMap(({ latestState }) => latestState.closedOn ?? []),
      ...credit.accounts.flatMap(({ specialTrades }) => specialTrades.map(({ on }) => on)),
      ...publicRecords.judgments.map(({ effectiveOn }) => effectiveOn),
      ...publicRecords.enforcements.flatMap(({ closedOn }) => closedOn ?? []),
      ...publicRecords.penalties.flatMap(({ until }) => until ?? []),
      ...publicRecords.taxArrears.map(({ countedOn }) => countedOn),
    ]
    expect(ends.filter((day) => day < limit)).toEqual([])
    const months = credit.accounts.flatMap(({ last5Years }) => last5Years?.months.map(({ month }) => month) ?? [])
    expect(months.filter((month) => month < limit.slice(0, 7))).toEqual([])
  })
})

test('nothing has happened after the report, and nothing was lent to a child', () => {
  holdsForEveryone(({ report: { credit, basics, publicRecords }, today }) => {
    const happened = credit.accounts.flatMap(({ basics: { openedOn }, latestState, latestMonth }) => [
      openedOn,
      latestState.reportedOn,
      latestState.lastPaidOn ?? openedOn,
      latestMonth?.lastPaidOn ?? openedOn,
    ])
    const records = [...publicRecords.judgments, ...publicRecords.enforcements].map(({ filedOn }) => filedOn)
    expect([...happened, ...records].filter((day) => day > today)).toEqual([])
    const grownUp = yearsBefore(basics.identity.birthDate, -18)
    expect(credit.accounts.filter(({ basics: { openedOn } }) => openedOn < grownUp)).toEqual([])
  })
})

test('the disputes announced on the first page are there', () => {
  holdsForEveryone(({ report: { header, credit, statements } }) => {
    const disputes = [...credit.accounts, ...statements]
      .flatMap(({ remarks }) => remarks)
      .filter(({ type }) => type === '1')
    expect(header.disputes).toBe(disputes.length)
  })
})
