import type { Day } from '#contract/values.ts'
import { type AccountPlan, card, collection, line, loan, type Telling } from './account-plan.ts'
import { heavyDebts } from './heavy-debts.ts'
import { monthOf } from './months.ts'
import type { Person } from './person.ts'
import { drawsOf } from './seeded-draws.ts'

export const lifeStories = [
  'thin-file',
  'young-card-user',
  'mortgage-family',
  'self-employed',
  'overdue-now',
  'heavy-debtor',
  'recovered',
  'veteran',
] as const
export type LifeStory = (typeof lifeStories)[number]

/** Stories fit an age; which one a person has never changes, so it depends on the year of birth and not on the date. */
const bornUntil: Readonly<Record<LifeStory, number>> = {
  'thin-file': 9999,
  'young-card-user': 2005,
  'mortgage-family': 1995,
  'self-employed': 1995,
  'overdue-now': 2003,
  'heavy-debtor': 1996,
  recovered: 1996,
  veteran: 1985,
}

export function lifeStoryOf({ seed, birthDate }: Pick<Person, 'seed' | 'birthDate'>): LifeStory {
  const born = Number(birthDate.slice(0, 4))
  return drawsOf(seed, 'story').pick(lifeStories.filter((story) => born <= bornUntil[story]))
}

const tell: Readonly<Record<LifeStory, (telling: Telling) => AccountPlan[]>> = {
  'thin-file': () => [],
  'young-card-user': youngCardUser,
  'mortgage-family': mortgageFamily,
  'self-employed': selfEmployed,
  'overdue-now': overdueNow,
  'heavy-debtor': heavyDebts,
  recovered,
  veteran,
}

/**
 * The accounts of a person's story. They hang on the January of the year of the report, so that reports of one year tell
 * one continuing story. Nothing is lent to anybody under 18.
 */
export function plansOf(person: Person, today: Day): AccountPlan[] {
  const january = Number(today.slice(0, 4)) * 12
  const telling = { draws: drawsOf(person.seed, 'plans'), ago: (months: number) => january - months }
  const adultFrom = monthOf(person.birthDate) + 18 * 12 + 1
  return tell[lifeStoryOf(person)](telling).filter(({ opened }) => opened >= adultFrom)
}

function youngCardUser({ draws, ago }: Telling): AccountPlan[] {
  return [
    loan({ opened: ago(66), amountYuan: 24_000, termMonths: 36, business: '32' }),
    card({ opened: ago(32), amountYuan: draws.whole(8, 30) * 1000, usePercent: 45 }),
    card({ opened: ago(14), amountYuan: draws.whole(10, 40) * 1000, usePercent: 60 }),
    line({ opened: ago(11), amountYuan: draws.whole(4, 15) * 1000 }),
    loan({ opened: ago(5), amountYuan: 6000, termMonths: 24, lenderType: '24' }),
  ]
}

function mortgageFamily({ draws, ago }: Telling): AccountPlan[] {
  const bought = draws.whole(84, 118)
  return [
    loan({
      opened: ago(bought),
      amountYuan: draws.whole(60, 220) * 10_000,
      termMonths: 360,
      business: '11',
      guarantee: '2',
      coBorrowing: '1',
    }),
    loan({
      opened: ago(bought),
      amountYuan: 400_000,
      termMonths: 240,
      business: '13',
      guarantee: '2',
      lenderType: '52',
    }),
    loan({ opened: ago(80), amountYuan: 128_000, termMonths: 36, business: '21', guarantee: '2', lenderType: '23' }),
    loan({ opened: ago(40), amountYuan: 150_000, termMonths: 60, ended: ago(6) }),
    loan({ opened: ago(8), amountYuan: 90_000, termMonths: 36, business: '21', guarantee: '2', lenderType: '23' }),
    card({ opened: ago(130), amountYuan: 60_000, usePercent: 12, arrears: [{ from: ago(31), until: ago(30) }] }),
    card({ opened: ago(75), amountYuan: 48_000, usePercent: 30 }),
    card({ opened: ago(52), amountYuan: 30_000, usePercent: 8, ended: ago(9) }),
    card({ opened: ago(20), amountYuan: 120_000, usePercent: 50, business: '82' }),
    line({ opened: ago(26), amountYuan: 50_000, usePercent: 10, lenderType: '11' }),
  ]
}

function selfEmployed({ draws, ago }: Telling): AccountPlan[] {
  const subLoan = (opened: number) =>
    loan({ opened: ago(opened), amountYuan: 300_000, termMonths: 12, type: 'R4', business: '41', guarantee: '2' })
  return [
    loan({ opened: ago(70), amountYuan: 900_000, termMonths: 120, business: '12', guarantee: '2' }),
    loan({
      opened: ago(34),
      amountYuan: draws.whole(30, 80) * 10_000,
      termMonths: 60,
      business: '41',
      guarantee: '3',
      arrears: [{ from: ago(21), until: ago(19) }],
    }),
    loan({ opened: ago(15), amountYuan: 200_000, termMonths: 36, business: '41', lenderType: '12' }),
    loan({ opened: ago(58), amountYuan: 100_000, termMonths: 24, business: '42', guarantee: '3' }),
    ...[39, 26, 13, 1].map(subLoan),
    line({ opened: ago(23), amountYuan: 500_000, usePercent: 55, business: '41', lenderType: '11' }),
    card({ opened: ago(96), amountYuan: 80_000, usePercent: 55 }),
    card({ opened: ago(41), amountYuan: 50_000, usePercent: 70 }),
  ]
}

function overdueNow({ draws, ago }: Telling): AccountPlan[] {
  const since = ago(draws.whole(1, 3))
  return [
    loan({
      opened: ago(28),
      amountYuan: 80_000,
      termMonths: 48,
      lenderType: '24',
      arrears: [{ from: since, until: null }],
    }),
    loan({ opened: ago(50), amountYuan: 60_000, termMonths: 36, arrears: [{ from: ago(36), until: ago(35) }] }),
    loan({ opened: ago(18), amountYuan: 30_000, termMonths: 36, lenderType: '51' }),
    card({
      opened: ago(60),
      amountYuan: 50_000,
      usePercent: 85,
      arrears: [
        { from: ago(20), until: ago(18) },
        { from: since, until: null },
      ],
    }),
    card({ opened: ago(45), amountYuan: 30_000, usePercent: 90 }),
    line({ opened: ago(22), amountYuan: 20_000, usePercent: 80, arrears: [{ from: since - 1, until: null }] }),
  ]
}

function recovered({ draws, ago }: Telling): AccountPlan[] {
  return [
    card({
      opened: ago(100),
      amountYuan: 40_000,
      usePercent: 80,
      arrears: [{ from: ago(54), until: ago(40) }],
      ended: ago(38),
    }),
    loan({
      opened: ago(62),
      amountYuan: 120_000,
      termMonths: 36,
      arrears: [{ from: ago(52), until: ago(41) }],
      ended: ago(24),
    }),
    collection({ opened: ago(44), amountYuan: draws.whole(20, 60) * 1000, ended: ago(30) }),
    card({ opened: ago(16), amountYuan: 10_000, usePercent: 20 }),
    loan({ opened: ago(9), amountYuan: 40_000, termMonths: 24 }),
  ]
}

function veteran({ ago }: Telling): AccountPlan[] {
  const cardPlan = card({ opened: ago(160), amountYuan: 20_000, usePercent: 5 })
  return [
    { ...cardPlan, type: 'R3', business: '71' },
    loan({ opened: ago(170), amountYuan: 350_000, termMonths: 120, business: '11', guarantee: '2' }),
    card({ opened: ago(90), amountYuan: 50_000, usePercent: 10 }),
    loan({ opened: ago(45), amountYuan: 50_000, termMonths: 24, ended: ago(33) }),
  ]
}
