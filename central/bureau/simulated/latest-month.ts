import type { Account } from '#central/bureau/personal-report-credit.ts'
import type { AccountPlan } from './account-plan.ts'
import { type AccountFacts, accountStateOf, classificationOf } from './account-state.ts'
import { dayIn, monthText } from './months.ts'

type LatestMonth = NonNullable<Account['latestMonth']>

/** The part about the latest month (最近一次月度表现) of an account that is still open. */
export function latestMonthOf(facts: AccountFacts): LatestMonth {
  const { plan, latest, dueDay, reportedOn } = facts
  const { month, balanceYuan } = latest
  return {
    month: monthText(month),
    state: accountStateOf(facts),
    balanceYuan,
    classification: isCard(plan) ? null : classificationOf(latest),
    dueOn: dayIn(month, dueDay),
    dueYuan: latest.dueYuan,
    paidYuan: latest.paidYuan,
    lastPaidOn: latest.paidYuan > 0 ? dayIn(month, dueDay) : null,
    overdueInstalments: latest.missed,
    overdueYuan: latest.overdueYuan,
    reportedOn,
    ...(plan.termMonths > 0 ? instalmentsOf(facts) : useOf(facts)),
  }
}

function isCard({ type }: AccountPlan): boolean {
  return type === 'R2' || type === 'R3'
}

/** What only a loan in instalments has. */
function instalmentsOf(facts: AccountFacts) {
  const { plan, latest } = facts
  return {
    usedYuan: null,
    unbilledInstalmentsYuan: null,
    instalmentsLeft: Math.max(0, plan.termMonths - (latest.month - plan.opened)),
    overduePrincipal: overduePrincipalOf(facts),
    overdraftOver180DaysYuan: null,
    averageUsed6MonthsYuan: null,
    mostUsedYuan: null,
  }
}

/** What only a limit has. */
function useOf({ plan, latest, history }: AccountFacts) {
  const { balanceYuan } = latest
  const used = history.map((state) => state.balanceYuan)
  const lastSix = used.slice(-6)
  const unbilledYuan = plan.business === '82' ? Math.round(balanceYuan / 2) : 0
  const overdraftYuan = latest.missed > 6 ? balanceYuan : 0
  return {
    usedYuan: balanceYuan,
    unbilledInstalmentsYuan: isCard(plan) ? unbilledYuan : null,
    instalmentsLeft: null,
    overduePrincipal: null,
    overdraftOver180DaysYuan: plan.type === 'R3' ? overdraftYuan : null,
    averageUsed6MonthsYuan: Math.round(lastSix.reduce((sum, amount) => sum + amount, 0) / lastSix.length),
    mostUsedYuan: Math.max(...used),
  }
}

/** Each missed instalment is one month older than the next; the newest is not yet 31 days late. */
function overduePrincipalOf({ plan, latest }: AccountFacts): NonNullable<LatestMonth['overduePrincipal']> {
  const principal = Math.floor(plan.amountYuan / plan.termMonths)
  const older = Math.max(0, latest.missed - 1)
  const ofInstalments = (from: number, count: number) => Math.min(Math.max(0, older - from), count) * principal
  return {
    days31To60Yuan: ofInstalments(0, 1),
    days61To90Yuan: ofInstalments(1, 1),
    days91To180Yuan: ofInstalments(2, 3),
    over180DaysYuan: ofInstalments(5, Number.MAX_SAFE_INTEGER),
  }
}
