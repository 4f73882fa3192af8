import { type AccountPlan, card, collection, line, loan, type Telling } from './account-plan.ts'

/** Borrowed from one lender to pay another until nothing was left; disputed, sued over, in collection. */
export function heavyDebts(telling: Telling): AccountPlan[] {
  const { draws, ago } = telling
  const collapse = draws.whole(9, 13)
  return [
    collection({ opened: ago(7), amountYuan: 83_400 }),
    collection({ opened: ago(4), amountYuan: 46_250, business: 'B1', lenderType: '53' }),
    loan({
      opened: ago(76),
      amountYuan: 980_000,
      termMonths: 300,
      business: '11',
      guarantee: '2',
      arrears: [{ from: ago(collapse), until: null }],
      isStopped: true,
    }),
    ...Array.from({ length: 11 }, (_, index) => lostLoan(telling, collapse, index)),
    ...Array.from({ length: 10 }, (_, index) => settledLoan(telling, index)),
    ...[26, 14].map((months) =>
      loan({
        opened: ago(months),
        amountYuan: 150_000,
        termMonths: 36,
        type: 'R4',
        business: '41',
        arrears: [{ from: ago(collapse), until: null }],
      }),
    ),
    ...Array.from({ length: 7 }, (_, index) => lostLine(telling, collapse, index)),
    ...Array.from({ length: 12 }, (_, index) => lostCard(telling, collapse, index)),
    { ...lostCard(telling, collapse, 20), type: 'R3', business: '71' },
  ]
}

function lostLoan({ draws, ago }: Telling, collapse: number, index: number): AccountPlan {
  return loan({
    opened: ago(collapse + 4 + index * 2),
    amountYuan: draws.whole(2, 16) * 5000,
    termMonths: draws.pick([24, 36, 48]),
    lenderType: draws.pick(['24', '51', '12', '11']),
    arrears: [{ from: ago(collapse - draws.whole(0, 3)), until: null }],
    badDebtAfterMonths: index === 3 || index === 7 ? 12 : 0,
    isDisputed: index === 2 || index === 5,
  })
}

function settledLoan({ draws, ago }: Telling, index: number): AccountPlan {
  const opened = 56 - index * 3
  const late = opened - draws.whole(3, 7)
  return loan({
    opened: ago(opened),
    amountYuan: draws.whole(2, 10) * 2000,
    termMonths: 12,
    lenderType: draws.pick(['24', '51']),
    arrears: index % 3 === 0 ? [{ from: ago(late), until: ago(late - 2) }] : [],
  })
}

function lostLine({ draws, ago }: Telling, collapse: number, index: number): AccountPlan {
  return line({
    opened: ago(collapse + 8 + index * 3),
    amountYuan: draws.whole(2, 12) * 2500,
    usePercent: 85,
    lenderType: draws.pick(['24', '51', '11']),
    arrears: [{ from: ago(collapse - draws.whole(0, 4)), until: null }],
    isStopped: index % 2 === 0,
    isDisputed: index === 4,
  })
}

function lostCard({ draws, ago }: Telling, collapse: number, index: number): AccountPlan {
  const isLost = index % 4 !== 3
  const late = 30 + draws.whole(0, 9)
  return card({
    opened: ago(48 + index * 4),
    amountYuan: draws.whole(2, 14) * 5000,
    usePercent: isLost ? 92 : 40,
    arrears: [
      { from: ago(late), until: ago(late - draws.whole(1, 3)) },
      ...(isLost ? [{ from: ago(collapse - draws.whole(0, 3)), until: null }] : []),
    ],
    ended: isLost ? null : ago(collapse),
    badDebtAfterMonths: index === 4 ? 12 : 0,
    isStopped: isLost,
    isDisputed: index === 1,
  })
}
