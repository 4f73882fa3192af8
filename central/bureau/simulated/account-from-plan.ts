import { overdueStatuses } from '#central/bureau/code-tables.ts'
import type { Account, Lender, Remark } from '#central/bureau/personal-report-credit.ts'
import type { Day } from '#contract/values.ts'
import { historyOf, type MonthState } from './account-history.ts'
import type { AccountPlan } from './account-plan.ts'
import { type AccountFacts, accountStateOf, classificationOf } from './account-state.ts'
import { latestMonthOf } from './latest-month.ts'
import { dayIn, lastDayOf, type MonthIndex, monthsBefore, monthText } from './months.ts'
import { drawsOf } from './seeded-draws.ts'

export interface ReportedAccount {
  readonly account: Account
  readonly history: readonly MonthState[]
}

const LETTERS = 'ABCDEFGHJKLMNPQRSTUVWXYZ'
const FIVE_YEARS = 60

/**
 * One account as of the last full month, or `undefined` when it was not open yet or ended more than five years ago.
 *
 * @param label Stands for subject and account: the same label gives the same lender, numbers and days.
 */
export function accountFromPlan(plan: AccountPlan, label: string, today: Day): ReportedAccount | undefined {
  const lastFullMonth = lastFullMonthBefore(today)
  if (plan.opened > lastFullMonth) return undefined

  const facts = factsOf(plan, label, lastFullMonth)
  if (facts.closedOn !== null && facts.closedOn < monthsBefore(today, FIVE_YEARS)) return undefined
  const account: Account = {
    basics: basicsOf(facts),
    latestState: latestStateOf(facts),
    latestMonth: facts.isClosed || plan.type === 'C1' ? null : latestMonthOf(facts),
    last24Months: last24MonthsOf(facts, lastFullMonth),
    last5Years: last5YearsOf(facts, lastFullMonth),
    specialTrades: specialTradesOf(facts),
    specialEvents: [],
    instalmentPlans: instalmentPlansOf(facts),
    remarks: remarksOf(facts),
  }
  return { account, history: facts.history }
}

function lastFullMonthBefore(today: Day): MonthIndex {
  return Number(today.slice(0, 4)) * 12 + Number(today.slice(5, 7)) - 2
}

function factsOf(plan: AccountPlan, label: string, lastFullMonth: MonthIndex): AccountFacts {
  const draws = drawsOf(label, 'account')
  const lender: Lender = { type: plan.lenderType, code: draws.letters(LETTERS, 2) }
  const identifier = draws.letters(LETTERS, 4) + draws.letters('0123456789', 12)
  const [openDay, dueDay] = [draws.whole(1, 27), draws.whole(5, 25)]
  const history = historyOf(plan, lastFullMonth, draws)
  const latest = history.at(-1)
  if (latest === undefined) throw new RangeError('An account has at least its opening month.')

  const isClosed = latest.status === 'C'
  const closedOn = isClosed ? dayIn(latest.month, dueDay) : null
  const reportedOn = closedOn ?? lastDayOf(latest.month)
  const openedOn = dayIn(plan.opened, openDay)
  return { plan, history, latest, lender, openedOn, dueDay, closedOn, reportedOn, identifier, isClosed }
}

function basicsOf(facts: AccountFacts): Account['basics'] {
  const { plan, lender, identifier, openedOn } = facts
  return {
    number: `${plan.type}${identifier}`,
    type: plan.type,
    lender,
    identifier,
    agreementNumber: ['R1', 'R2', 'R4'].includes(plan.type) ? `XY${identifier.slice(4)}` : null,
    business: plan.business,
    openedOn,
    currency: 'CNY',
    guarantee: plan.type === 'C1' ? null : plan.guarantee,
    ...termsOf(facts),
  }
}

const noTerms = {
  amountYuan: null,
  limitYuan: null,
  sharedLimitYuan: null,
  dueOn: null,
  repaymentMode: null,
  repaymentFrequency: null,
  instalments: null,
  issueForm: null,
  coBorrowing: null,
  statusAtTransfer: null,
} as const

/** What only one kind of account has: instalments, a limit, or a debt taken over. */
function termsOf({ plan, dueDay }: AccountFacts): Pick<Account['basics'], keyof typeof noTerms> {
  const { amountYuan } = plan
  switch (plan.type) {
    case 'C1':
      return { ...noTerms, amountYuan, statusAtTransfer: '7' }
    case 'R1':
      return { ...noTerms, limitYuan: amountYuan, repaymentMode: '90', repaymentFrequency: '08' }
    case 'R2':
    case 'R3':
      return { ...noTerms, limitYuan: amountYuan, sharedLimitYuan: amountYuan }
    default:
      return {
        ...noTerms,
        amountYuan,
        dueOn: dayIn(plan.opened + plan.termMonths, dueDay),
        repaymentMode: '11',
        repaymentFrequency: '03',
        instalments: plan.termMonths,
        issueForm: '1',
        coBorrowing: plan.coBorrowing,
      }
  }
}

function latestStateOf(facts: AccountFacts): Account['latestState'] {
  const { plan, latest, history, dueDay, closedOn, reportedOn } = facts
  const paid = history.findLast(({ paidYuan }) => paidYuan > 0)
  return {
    state: accountStateOf(facts),
    closedOn,
    transferredIn: null,
    balanceYuan: latest.balanceYuan,
    lastPaidOn: paid === undefined ? null : dayIn(paid.month, dueDay),
    lastPaidYuan: paid?.paidYuan ?? null,
    classification: ['D1', 'R4', 'R1'].includes(plan.type) ? classificationOf(latest) : null,
    status: plan.type === 'C1' ? null : latest.status,
    reportedOn,
  }
}

/** Ends with the month of the latest state; months before the opening are `/`. */
function last24MonthsOf({ plan, latest, history }: AccountFacts, lastFullMonth: MonthIndex): Account['last24Months'] {
  if (plan.type === 'C1' || latest.month <= lastFullMonth - 24) return null
  const from = latest.month - 23
  const months = Array.from({ length: 24 }, (_, index) => from + index).map((month) => ({
    month: monthText(month),
    status: history[month - plan.opened]?.status ?? ('/' as const),
  }))
  return { from: monthText(from), to: monthText(latest.month), months }
}

function last5YearsOf({ plan, history }: AccountFacts, lastFullMonth: MonthIndex): Account['last5Years'] {
  const from = lastFullMonth - FIVE_YEARS + 1
  const months = history
    .filter(({ month, status }) => month >= from && overdueStatuses.includes(status))
    .map(({ month, status, overdueYuan }) => ({ month: monthText(month), status, overdueYuan }))
  if (months.length === 0 || plan.type === 'C1') return null
  return { from: monthText(Math.max(from, plan.opened)), to: monthText(lastFullMonth), months }
}

function specialTradesOf({ plan, latest, closedOn }: AccountFacts): Account['specialTrades'] {
  const isEarly = plan.termMonths > 0 && closedOn !== null && plan.ended === latest.month
  if (!isEarly) return []
  const monthsMoved = latest.month - (plan.opened + plan.termMonths)
  return [{ type: '5', on: closedOn, monthsMoved, amountYuan: latest.paidYuan, detail: '借款人提前结清全部借款' }]
}

function instalmentPlansOf({ plan, latest, openedOn }: AccountFacts): Account['instalmentPlans'] {
  if (plan.business !== '82') return []
  const until = lastDayOf(plan.opened + 60)
  return [{ limitYuan: plan.amountYuan, from: openedOn, until, usedYuan: Math.round(latest.balanceYuan / 2) }]
}

function remarksOf({ plan, reportedOn }: AccountFacts): Remark[] {
  if (!plan.isDisputed) return []
  return [
    { type: '1', text: '信息主体对该账户的逾期记录提出异议，业务发生机构正在核查。', on: reportedOn },
    { type: '2', text: '本人已于到期前存入足额款项，因扣款渠道故障未能扣收，非本人恶意拖欠。', on: reportedOn },
  ]
}
