import type { RepaymentStatus } from '#central/bureau/code-tables.ts'
import type { AccountPlan } from './account-plan.ts'
import type { MonthIndex } from './months.ts'
import type { Draws } from './seeded-draws.ts'

/** One month of an account, as the lender would report it at the month's end. */
export interface MonthState {
  readonly month: MonthIndex
  readonly status: RepaymentStatus
  readonly balanceYuan: number
  readonly dueYuan: number
  readonly paidYuan: number
  /** Instalments due and unpaid. */
  readonly missed: number
  readonly overdueYuan: number
}

const INTEREST_PER_MONTH = 0.004
const MINIMUM_PAYMENT = 0.1

/** Every month from the opening to `lastMonth` or to the month in which the account ended; never empty. */
export function historyOf(plan: AccountPlan, lastMonth: MonthIndex, draws: Draws): MonthState[] {
  if (plan.type === 'C1') return historyOfCollection(plan, lastMonth)
  return plan.termMonths > 0 ? historyOfLoan(plan, lastMonth) : historyOfLimit(plan, lastMonth, draws)
}

/** @returns How many months nothing has been paid, this month included; 0 when all is well. */
function monthsUnpaid({ arrears }: AccountPlan, month: MonthIndex): number {
  const current = arrears.find(({ from, until }) => from <= month && (until === null || month < until))
  return current === undefined ? 0 : month - current.from + 1
}

function statusOf({ badDebtAfterMonths }: AccountPlan, unpaid: number): RepaymentStatus {
  if (unpaid === 0) return 'N'
  if (badDebtAfterMonths > 0 && unpaid > badDebtAfterMonths) return 'B'
  return (['1', '2', '3', '4', '5', '6'] as const)[unpaid - 1] ?? '7'
}

function opening({ opened }: AccountPlan, balanceYuan: number): MonthState {
  return { month: opened, status: '*', balanceYuan, dueYuan: 0, paidYuan: 0, missed: 0, overdueYuan: 0 }
}

function closing(month: MonthIndex, paidYuan: number): MonthState {
  return { month, status: 'C', balanceYuan: 0, dueYuan: paidYuan, paidYuan, missed: 0, overdueYuan: 0 }
}

/** Equal instalments of principal; a missed one is made up for when the arrears end. */
function historyOfLoan(plan: AccountPlan, lastMonth: MonthIndex): MonthState[] {
  const { amountYuan, termMonths, opened, ended } = plan
  const principal = Math.floor(amountYuan / termMonths)
  const months = [opening(plan, amountYuan)]
  let paidInstalments = 0

  for (let month = opened + 1; month <= lastMonth; month += 1) {
    const before = amountYuan - principal * paidInstalments
    const payment = principal + Math.round(before * INTEREST_PER_MONTH)
    const dueInstalments = Math.min(month - opened, termMonths)
    const unpaid = monthsUnpaid(plan, month)
    const missedBefore = Math.max(0, dueInstalments - 1 - paidInstalments)
    if (month === ended || (unpaid === 0 && dueInstalments === termMonths)) {
      return [...months, closing(month, before + Math.round(before * INTEREST_PER_MONTH))]
    }

    const paidYuan = unpaid === 0 ? payment * (missedBefore + 1) : 0
    if (unpaid === 0) paidInstalments = dueInstalments
    const missed = dueInstalments - paidInstalments
    const balanceYuan = amountYuan - principal * paidInstalments
    const overdueYuan = Math.min(missed * payment, balanceYuan + missed * (payment - principal))
    months.push({ month, status: statusOf(plan, unpaid), balanceYuan, dueYuan: payment, paidYuan, missed, overdueYuan })
  }
  return months
}

/** Cards and revolving lines: use goes up and down around the usual share of the limit and freezes while unpaid. */
function historyOfLimit(plan: AccountPlan, lastMonth: MonthIndex, draws: Draws): MonthState[] {
  const { opened, ended } = plan
  const months = [opening(plan, 0)]
  let used = 0

  for (let month = opened + 1; month <= lastMonth; month += 1) {
    const usual = usualUse(plan, draws)
    if (month === ended) return [...months, closing(month, used)]

    const unpaid = monthsUnpaid(plan, month)
    const paidYuan = unpaid === 0 ? used : 0
    used = unpaid === 0 ? usual : frozenUse(plan, Math.max(used, usual))
    months.push({ ...limitState(plan, used, unpaid), month, paidYuan })
  }
  return months
}

/** Draws the same number of times whatever comes out, so that later months stay what they were. */
function usualUse({ amountYuan, usePercent }: AccountPlan, draws: Draws): number {
  const wobblePercent = draws.whole(55, 145)
  const isIdle = draws.chance(usePercent < 15 ? 40 : 3)
  return isIdle ? 0 : Math.min(amountYuan, Math.round((amountYuan * usePercent * wobblePercent) / 10_000))
}

/** Who pays nothing owes something: a fifth of the limit at least. */
function frozenUse({ amountYuan }: AccountPlan, usedYuan: number): number {
  return Math.min(amountYuan, Math.max(usedYuan, Math.round(amountYuan / 5)))
}

function limitState(plan: AccountPlan, usedYuan: number, unpaid: number): Omit<MonthState, 'month' | 'paidYuan'> {
  const overdueYuan = Math.min(usedYuan, Math.round(usedYuan * MINIMUM_PAYMENT) * unpaid)
  const status = usedYuan === 0 ? '*' : statusOf(plan, unpaid)
  return { status, balanceYuan: usedYuan, dueYuan: usedYuan, missed: unpaid, overdueYuan }
}

/** Collection accounts have no repayment record; a little comes in now and then until the end. */
function historyOfCollection(plan: AccountPlan, lastMonth: MonthIndex): MonthState[] {
  const { amountYuan, opened, ended } = plan
  const months = [opening(plan, amountYuan)]
  let balanceYuan = amountYuan

  for (let month = opened + 1; month <= lastMonth; month += 1) {
    if (month === ended) return [...months, closing(month, balanceYuan)]
    const paidYuan = month % 6 === 0 ? Math.round(balanceYuan * 0.02) : 0
    balanceYuan -= paidYuan
    months.push({ month, status: '#', balanceYuan, dueYuan: 0, paidYuan, missed: 0, overdueYuan: 0 })
  }
  return months
}
