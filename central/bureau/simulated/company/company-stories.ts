import { monthOf } from '#central/bureau/simulated/months.ts'
import { drawsOf } from '#central/bureau/simulated/seeded-draws.ts'
import type { Day } from '#contract/values.ts'
import type { Company } from './company.ts'
import {
  type CompanyStoryPlans,
  type CompanyTelling,
  discount,
  mediumLong,
  repeated,
  revolving,
  short,
} from './company-plan.ts'

export const companyStories = [
  'start-up',
  'manufacturer',
  'group-subsidiary',
  'trading-house',
  'troubled',
  'defaulted',
] as const
export type CompanyStory = (typeof companyStories)[number]

/** Which story a company has never changes. */
export function companyStoryOf({ seed }: Pick<Company, 'seed'>): CompanyStory {
  return drawsOf(seed, 'story').pick(companyStories)
}

const tell: Readonly<Record<CompanyStory, (telling: CompanyTelling) => CompanyStoryPlans>> = {
  'start-up': startUp,
  manufacturer,
  'group-subsidiary': groupSubsidiary,
  'trading-house': tradingHouse,
  troubled,
  defaulted,
}

/** They hang on the January of the report's year, so that reports of one year tell one continuing story. */
export function companyPlansOf(company: Company, today: Day): CompanyStoryPlans {
  const january = Number(today.slice(0, 4)) * 12
  const told = tell[companyStoryOf(company)]({ draws: drawsOf(company.seed, 'plans'), ago: (n) => january - n })
  const isThere = ({ opened }: { opened: number }) =>
    opened >= (company.foundedYear + 1) * 12 && opened <= monthOf(today)
  return {
    limits: told.limits,
    borrowings: told.borrowings.filter(isThere),
    guarantees: told.guarantees.filter(isThere),
    collections: told.collections.filter(isThere),
    liabilities: told.liabilities.filter(isThere),
  }
}

const nothing: CompanyStoryPlans = { borrowings: [], guarantees: [], collections: [], liabilities: [], limits: {} }

function startUp({ draws, ago }: CompanyTelling): CompanyStoryPlans {
  const amountWan = draws.whole(8, 30) * 10
  return {
    ...nothing,
    borrowings: repeated(7, 12, (at) =>
      short({ lender: 'HD', opened: ago(at), amountWan, termMonths: 12, guarantee: '4' }),
    ),
  }
}

function manufacturer({ draws, ago }: CompanyTelling): CompanyStoryPlans {
  const yearly = draws.whole(5, 12) * 100
  const bill = draws.whole(2, 6) * 100
  return {
    borrowings: [
      mediumLong({ lender: 'HD', opened: ago(38), amountWan: draws.whole(20, 45) * 100, termMonths: 84 }),
      mediumLong({ lender: 'KX', opened: ago(77), amountWan: 1500, termMonths: 60 }),
      ...repeated(50, 12, (at) => short({ lender: 'HD', opened: ago(at), amountWan: yearly, termMonths: 11 })),
      ...repeated(30, 6, (at) =>
        short({ lender: 'MF', opened: ago(at), amountWan: 300, termMonths: 6, guarantee: '2' }),
      ),
    ],
    guarantees: [
      ...repeated(23, 5, (at) => ({
        kind: 'acceptance' as const,
        lender: 'HD',
        opened: ago(at),
        amountWan: bill,
        termMonths: 6,
        marginPercent: 30,
      })),
      { kind: 'guarantee', lender: 'KX', opened: ago(6), amountWan: 260, termMonths: 24, marginPercent: 20 },
    ],
    collections: [],
    liabilities: [
      { about: 'borrowing', lender: 'MF', opened: ago(14), termMonths: 36, liableWan: 500, classification: '1' },
    ],
    limits: { HD: 8000, KX: 3000, MF: 1000 },
  }
}

function groupSubsidiary({ draws, ago }: CompanyTelling): CompanyStoryPlans {
  const lenders = ['HD', 'KX', 'MF', 'PR', 'TB'] as const
  return {
    borrowings: [
      ...lenders.map((lender, at) =>
        mediumLong({
          lender,
          opened: ago(16 + at * 9),
          amountWan: draws.whole(30, 120) * 100,
          termMonths: 96,
          business: at % 2 === 0 ? '11' : '12',
        }),
      ),
      ...lenders
        .slice(0, 3)
        .flatMap((lender, at) =>
          repeated(26 + at * 3, 12, (months) =>
            short({ lender, opened: ago(months), amountWan: 1000 + at * 500, termMonths: 11 }),
          ),
        ),
      revolving({ lender: 'HD', opened: ago(20), amountWan: 2000, termMonths: 60 }),
      revolving({ lender: 'PR', opened: ago(33), amountWan: 1200, termMonths: 60 }),
      ...repeated(15, 4, (at) => discount({ lender: 'TB', opened: ago(at), amountWan: 420, termMonths: 6 })),
    ],
    guarantees: lenders.flatMap((lender, at) =>
      repeated(10 + at, 4, (months) => ({
        kind: (['acceptance', 'letter-of-credit', 'guarantee'] as const)[at % 3] ?? 'other',
        lender,
        opened: ago(months),
        amountWan: 300 + at * 150,
        termMonths: 6,
        marginPercent: 20 + at * 5,
      })),
    ),
    collections: [],
    liabilities: lenders.slice(0, 4).map((lender, at) => ({
      about: at % 2 === 0 ? ('borrowing' as const) : ('guarantee' as const),
      lender,
      opened: ago(10 + at * 5),
      termMonths: 48,
      liableWan: 2000 + at * 800,
      classification: '1' as const,
    })),
    limits: { HD: 30_000, KX: 25_000, MF: 20_000, PR: 18_000, TB: 15_000 },
  }
}

function tradingHouse({ draws, ago }: CompanyTelling): CompanyStoryPlans {
  const turnover = draws.whole(3, 9) * 100
  return {
    borrowings: [
      ...repeated(33, 6, (at) =>
        short({ lender: 'KX', opened: ago(at), amountWan: turnover, termMonths: 6, business: '13' }),
      ),
      ...repeated(20, 2, (at) =>
        discount({ lender: 'MF', opened: ago(at), amountWan: Math.floor(turnover / 2), termMonths: 5 }),
      ),
    ],
    guarantees: [
      ...repeated(22, 3, (at) => ({
        kind: 'letter-of-credit' as const,
        lender: 'KX',
        opened: ago(at),
        amountWan: turnover,
        termMonths: 4,
        marginPercent: 25,
      })),
      ...repeated(19, 3, (at) => ({
        kind: 'acceptance' as const,
        lender: 'MF',
        opened: ago(at),
        amountWan: turnover,
        termMonths: 6,
        marginPercent: 40,
      })),
    ],
    collections: [],
    liabilities: [],
    limits: { KX: 6000, MF: 5000 },
  }
}

function troubled({ draws, ago }: CompanyTelling): CompanyStoryPlans {
  return {
    borrowings: [
      mediumLong({
        lender: 'HD',
        opened: ago(40),
        amountWan: draws.whole(15, 35) * 100,
        termMonths: 72,
        unpaidFrom: ago(3),
      }),
      short({ lender: 'KX', opened: ago(14), amountWan: 800, termMonths: 11, unpaidFrom: ago(3) }),
      ...repeated(62, 12, (at) => short({ lender: 'KX', opened: ago(at), amountWan: 800, termMonths: 11 })).slice(0, 3),
      short({ lender: 'MF', opened: ago(9), amountWan: 350, termMonths: 24, guarantee: '2', isDisputed: true }),
    ],
    guarantees: repeated(16, 6, (at) => ({
      kind: 'acceptance' as const,
      lender: 'HD',
      opened: ago(at),
      amountWan: 240,
      termMonths: 6,
      marginPercent: 50,
    })),
    collections: [],
    liabilities: [
      { about: 'borrowing', lender: 'HD', opened: ago(20), termMonths: 60, liableWan: 1200, classification: '2' },
    ],
    limits: { HD: 5000, KX: 1000, MF: 500 },
  }
}

function defaulted({ draws, ago }: CompanyTelling): CompanyStoryPlans {
  return {
    borrowings: [
      mediumLong({
        lender: 'HD',
        opened: ago(66),
        amountWan: draws.whole(20, 50) * 100,
        termMonths: 96,
        unpaidFrom: ago(19),
      }),
      short({ lender: 'KX', opened: ago(32), amountWan: 1500, termMonths: 12, unpaidFrom: ago(20), isDisputed: true }),
      short({ lender: 'MF', opened: ago(26), amountWan: 600, termMonths: 11, unpaidFrom: ago(15) }),
      ...repeated(68, 12, (at) => short({ lender: 'KX', opened: ago(at), amountWan: 1500, termMonths: 11 })).slice(
        0,
        3,
      ),
    ],
    guarantees: [],
    collections: [
      { business: '41', lender: 'ZC', opened: ago(11), amountWan: draws.whole(4, 9) * 100, ended: null },
      { business: '31', lender: 'HD', opened: ago(17), amountWan: 300, ended: null },
      { business: '31', lender: 'MF', opened: ago(40), amountWan: 120, ended: ago(13) },
    ],
    liabilities: [
      { about: 'guarantee', lender: 'KX', opened: ago(30), termMonths: 60, liableWan: 900, classification: '3' },
    ],
    limits: { HD: 6000, KX: 2000, MF: 1000 },
  }
}
