import type { FiveClass } from '#central/bureau/corporate-code-tables.ts'
import type { BorrowingAccount, GuaranteeAccount, Performance } from '#central/bureau/corporate-report-credit.ts'
import { dayIn, lastDayOf, type MonthIndex, monthOf } from '#central/bureau/simulated/months.ts'
import { drawsOf } from '#central/bureau/simulated/seeded-draws.ts'
import type { Day } from '#contract/values.ts'
import type { BorrowingPlan, CollectionPlan, GuaranteePlan } from './company-plan.ts'

/** How many monthly states of an account the report gives. */
const monthsShown = 24
const yearsKept = 5

export interface AccountMaking {
  /** Makes numbers and days that belong to this account alone. */
  readonly seed: string
  readonly today: Day
  readonly agreementNumber: string | null
}

/** @returns `undefined` when it is not there yet, or was settled more than five years ago. */
export function borrowingFromPlan(plan: BorrowingPlan, making: AccountMaking): BorrowingAccount | undefined {
  const { seed, today, agreementNumber } = making
  const draws = drawsOf(seed, 'account')
  const day = draws.whole(1, 27)
  const due = plan.opened + plan.termMonths
  const closed = plan.unpaidFrom === null && dayIn(due, day) <= today ? due : undefined
  if (dayIn(plan.opened, day) > today || isForgotten(closed, today)) return undefined

  const until = closed ?? lastReported(today, plan.opened)
  const from = Math.max(plan.opened, until - monthsShown + 1)
  const months = Array.from({ length: until - from + 1 }, (_, index) => until - index)
  return {
    number: draws.letters(accountLetters, 22),
    kind: plan.kind,
    type: typeOf[plan.kind],
    ...activityOf(closed, day),
    term: termOf(plan.termMonths),
    lender: { type: '11', code: plan.lender },
    agreementNumber,
    business: plan.business,
    openedOn: dayIn(plan.opened, day),
    amountWan: plan.amountWan,
    limitWan: plan.kind === 'revolving' ? plan.amountWan : null,
    dueOn: dayIn(due, day),
    guarantee: plan.guarantee,
    performance: months.map((month) => performanceAt(plan, { month, day, closed, seed, today })),
    remarks: plan.isDisputed ? [{ ...disputed, on: dayIn(until, 5) }] : [],
  }
}

const accountLetters = '0123456789ABCDEFGHJKLMNPQRSTUVWXYZ'
const typeOf = { 'medium-long': 'D1', short: 'D1', revolving: 'R1', discount: 'D2' } as const
const disputed = { kind: '异议标注', text: '信息主体对本账户的逾期信息提出异议，正在核查。' } as const

function termOf(months: number): BorrowingAccount['term'] {
  if (months > 60) return '30'
  return months > 12 ? '20' : '10'
}

function activityOf(closed: MonthIndex | undefined, day: number): Pick<BorrowingAccount, 'activity' | 'closedOn'> {
  return closed === undefined ? { activity: '1', closedOn: null } : { activity: '2', closedOn: dayIn(closed, day) }
}

/** States are reported at the end of a month; in the first month, on the day itself. */
function lastReported(today: Day, opened: MonthIndex): MonthIndex {
  const month = monthOf(today)
  return lastDayOf(month) <= today ? month : Math.max(opened, month - 1)
}

function reportedBy(month: MonthIndex, today: Day): Day {
  const last = lastDayOf(month)
  return last <= today ? last : today
}

function isForgotten(closed: MonthIndex | undefined, today: Day): boolean {
  return closed !== undefined && closed <= monthOf(today) - yearsKept * 12
}

interface Moment {
  readonly month: MonthIndex
  readonly day: number
  readonly closed: MonthIndex | undefined
  readonly seed: string
  readonly today: Day
}

function performanceAt(plan: BorrowingPlan, moment: Moment): Performance {
  const { month, day, today, seed } = moment
  if (month === moment.closed) return closingState(plan, moment)
  const unpaid = unpaidMonths(plan, month)
  const balanceWan = balanceAt(plan, month - unpaid, seed)
  const interestWan = Math.max(1, Math.ceil(balanceWan * 0.004))
  const overduePrincipalWan = unpaid === 0 ? 0 : Math.max(0, balanceWan - balanceAt(plan, month, seed))
  const repaidWan = Math.max(0, balanceAt(plan, month - 1, seed) - balanceWan)
  const paidWan = unpaid > 0 || month === plan.opened ? 0 : repaidWan + interestWan
  return {
    reportedOn: reportedBy(month, today),
    balanceWan,
    classification: classAfter(unpaid),
    dueOn: dayIn(month + 1, day),
    dueWan: interestWan,
    paidOn: paidWan > 0 ? dayIn(month, day) : null,
    paidWan,
    form: paidWan > 0 ? '10' : '90',
    overdueWan: unpaid === 0 ? 0 : overduePrincipalWan + interestWan * unpaid,
    overduePrincipalWan,
    overdueMonths: unpaid,
    monthsLeft: Math.max(0, plan.opened + plan.termMonths - month),
  }
}

function unpaidMonths({ unpaidFrom }: BorrowingPlan, month: MonthIndex): number {
  return unpaidFrom === null ? 0 : Math.max(0, month - unpaidFrom + 1)
}

function closingState(plan: BorrowingPlan, { month, day, seed }: Moment): Performance {
  return { ...repaid(dayIn(month, day), balanceAt(plan, month - 1, seed)), classification: '1' }
}

/** Nothing is owed any more. */
function repaid(on: Day, paidWan: number): Omit<Performance, 'classification'> {
  const nothing = { balanceWan: 0, dueWan: 0, overdueWan: 0, overduePrincipalWan: 0, overdueMonths: 0, monthsLeft: 0 }
  return { ...nothing, reportedOn: on, dueOn: null, paidOn: on, paidWan, form: '10' }
}

/** What would be owed at a month's end if everything were paid as agreed. */
function balanceAt(plan: BorrowingPlan, month: MonthIndex, seed: string): number {
  const elapsed = month - plan.opened
  if (elapsed >= plan.termMonths) return 0
  if (plan.kind === 'revolving')
    return Math.floor((plan.amountWan * drawsOf(seed, 'used', String(month)).whole(20, 80)) / 100)
  if (plan.kind !== 'medium-long') return plan.amountWan
  const quarters = Math.floor(plan.termMonths / 3)
  return plan.amountWan - Math.floor((plan.amountWan * Math.min(quarters, Math.floor(elapsed / 3))) / quarters)
}

function classAfter(unpaidMonths: number): FiveClass {
  if (unpaidMonths === 0) return '1'
  if (unpaidMonths <= 3) return '2'
  if (unpaidMonths <= 6) return '3'
  return unpaidMonths <= 18 ? '4' : '5'
}

export function guaranteeFromPlan(plan: GuaranteePlan, making: AccountMaking): GuaranteeAccount | undefined {
  const { seed, today, agreementNumber } = making
  const draws = drawsOf(seed, 'guarantee')
  const day = draws.whole(1, 27)
  if (dayIn(plan.opened, day) > today) return undefined
  const due = plan.opened + plan.termMonths
  const isClosed = dayIn(due, day) <= today
  if (isClosed && isForgotten(due, today)) return undefined
  return {
    number: draws.letters(accountLetters, 22),
    kind: plan.kind,
    activity: isClosed ? '2' : '1',
    lender: { type: '11', code: plan.lender },
    agreementNumber,
    openedOn: dayIn(plan.opened, day),
    dueOn: dayIn(due, day),
    amountWan: plan.amountWan,
    balanceWan: isClosed ? 0 : plan.amountWan,
    marginPercent: plan.marginPercent,
    counterGuarantee: '3',
    classification: '1',
    closedOn: isClosed ? dayIn(due, day) : null,
  }
}

export function collectionFromPlan(plan: CollectionPlan, making: AccountMaking): BorrowingAccount | undefined {
  const { seed, today } = making
  const draws = drawsOf(seed, 'collection')
  const day = draws.whole(1, 27)
  const closed = plan.ended !== null && dayIn(plan.ended, day) <= today ? plan.ended : undefined
  if (dayIn(plan.opened, day) > today || isForgotten(closed, today)) return undefined
  return {
    number: draws.letters(accountLetters, 22),
    kind: null,
    type: 'C1',
    ...activityOf(closed, day),
    term: '10',
    lender: { type: plan.business === '41' ? '26' : '11', code: plan.lender },
    agreementNumber: null,
    business: plan.business,
    openedOn: dayIn(plan.opened, day),
    amountWan: plan.amountWan,
    limitWan: null,
    dueOn: dayIn(plan.opened, day),
    guarantee: '3',
    performance: [{ ...collectionState(plan, activityOf(closed, day).closedOn, making), classification: '5' }],
    remarks: [],
  }
}

function collectionState(
  { amountWan, opened }: CollectionPlan,
  closedOn: Day | null,
  { today }: AccountMaking,
): Omit<Performance, 'classification'> {
  if (closedOn !== null) return repaid(closedOn, amountWan)
  const reportedOn = reportedBy(lastReported(today, opened), today)
  return { ...repaid(reportedOn, 0), balanceWan: amountWan, paidOn: null, form: '90' }
}
