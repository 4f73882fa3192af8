import { lenderName } from '#central/bureau/lender-name.ts'
import type { Account } from '#central/bureau/personal-report-credit.ts'
import type { QueryRecord } from '#central/bureau/personal-report-records.ts'
import type { Day } from '#contract/values.ts'
import { lifeStoryOf } from './life-stories.ts'
import { dayIn, monthOf, monthsBefore } from './months.ts'
import type { Person } from './person.ts'
import { drawsOf } from './seeded-draws.ts'

type Reason = QueryRecord['reason']

/** How many queries of other institutions a month, for no account that came of it. */
const busyness: Readonly<Record<string, number>> = { 'heavy-debtor': 5, 'overdue-now': 2, 'self-employed': 1 }
const YEARS_SHOWN_MONTHS = 24

/**
 * Who looked at this person before our ledger begins: the lender of each account when it was opened and then for
 * post-loan management, others in vain. They hang on fixed months, so asking again changes none of them.
 */
export function queriesByOthers(person: Person, accounts: readonly Account[], today: Day): QueryRecord[] {
  const since = monthsBefore(today, YEARS_SHOWN_MONTHS)
  const all = [...accounts.flatMap((account) => queriesOfLender(account, today)), ...queriesInVain(person, today)]
  return all.filter(({ on }) => on > since && on < today)
}

function queriesOfLender({ basics, latestState }: Account, today: Day): QueryRecord[] {
  const { type, lender, openedOn, identifier } = basics
  const institution = lenderName(lender)
  const record = (on: Day, reason: Reason) => ({ on, institutionType: lender.type, institution, reason })
  const isCard = type === 'R2' || type === 'R3'
  const day = Number(identifier.slice(-2)) % 27
  const lastMonth = monthOf(latestState.closedOn ?? today)
  const quarterly = Array.from({ length: 9 }, (_, quarter) => (Math.floor(monthOf(today) / 3) - quarter) * 3)
  const postLoan = quarterly.filter(
    (month) => month > monthOf(openedOn) && month <= lastMonth && month % 6 === (day % 2) * 3,
  )

  return [
    ...(type === 'C1' ? [] : [record(openedOn, isCard ? '03' : '02')]),
    ...postLoan.map((month) => record(dayIn(month, day + 1), '01')),
  ]
}

function queriesInVain(person: Person, today: Day): QueryRecord[] {
  const perMonth = busyness[lifeStoryOf(person)] ?? 0
  const months = Array.from({ length: YEARS_SHOWN_MONTHS + 1 }, (_, index) => monthOf(today) - index)
  return months.flatMap((month) => {
    const draws = drawsOf(person.seed, 'queries', String(month))
    const count = perMonth === 0 ? (draws.whole(0, 5) === 0 ? 1 : 0) : draws.whole(0, perMonth)
    return Array.from({ length: count }, () => {
      const lender = { type: draws.pick(['11', '24', '51'] as const), code: draws.letters('ABCDEFGHJKLMNPQRST', 2) }
      const reason = draws.pick<Reason>(['02', '02', '03', '08', '19', '24', 'self'])
      return {
        on: dayIn(month, draws.whole(1, 28)),
        institutionType: reason === 'self' ? ('99' as const) : lender.type,
        institution: reason === 'self' ? '互联网个人信用信息服务平台' : lenderName(lender),
        reason,
      }
    })
  })
}

/** Newest first; within a day the one asked last comes first. */
export function newestFirst(queries: readonly QueryRecord[]): QueryRecord[] {
  return queries.toReversed().toSorted((a, b) => b.on.localeCompare(a.on))
}
