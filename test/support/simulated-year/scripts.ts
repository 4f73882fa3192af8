/** What offenders do besides their honest days, and people who only look like them. Nothing here knows a rule or a limit. */

import {
  aQuery,
  type Change,
  momentOf,
  type OfficeDay,
  type Officer,
  type QueryRow,
  type YearRow,
} from './behaviour.ts'

export interface Script {
  readonly name: string
  /** The rule that ought to find it; the same for look-alikes, which it ought to leave alone. */
  readonly rule: string
  readonly isOffence: boolean
  /** Days of the year on which nothing is asked at all. */
  readonly isAway?: (index: number) => boolean
  /** Share of the honest day that is asked for one purpose. */
  readonly mainPurpose?: { readonly purpose: string; readonly share: number }
  readonly leavesOn?: number
  /** Queries on an ordinary day of somebody who has more to do than most. */
  readonly perDay?: number
  /** What is done on a day, besides. */
  readonly act: (officer: Officer, day: OfficeDay) => YearRow[]
}

type Doing = (officer: Officer, day: OfficeDay) => YearRow[]

/** So many queries from a time on, with seconds between them. */
function series(count: number, from: number, seconds: number, change: (index: number) => Change = () => ({})): Doing {
  return (officer, day) =>
    Array.from({ length: count }, (_, index): QueryRow => {
      const at = momentOf(day, from) + Math.round(index * seconds * 1000)
      return aQuery(officer, at, { isKnownToBureau: true, ...change(index) })
    })
}

const every = (days: number, doing: Doing, { rest = false } = {}): Doing => {
  return (officer, day) =>
    (day.index + officer.number) % days === 0 && day.isWorkingDay !== rest ? doing(officer, day) : []
}
const anyDay = (days: number, doing: Doing): Doing => {
  return (officer, day) => ((day.index + officer.number) % days === 0 ? doing(officer, day) : [])
}
const nothing: Doing = () => []
const repeated = { name: '沈嘉禾', idNumber: '320506198603140210' }
const scattered = (seconds: number, count: number, change: (index: number) => Change): Doing => {
  return (officer, day) =>
    series(count, 10 + officer.random.next(), seconds * (0.6 + officer.random.next()), change)(officer, day)
}

/** People of one day of birth and place, in the order of their numbers. */
function listed(from: number): (index: number) => Change {
  return (index) => ({ idNumber: `32050619860314${String(from + index * 7).padStart(3, '0')}0` })
}
const alphabet = '艾 白 蔡 邓 冯 郭 韩 姜 孔 林 孟 倪 欧 彭 秦 任 宋 田 魏 谢 叶 郑'.split(' ')

function releases(count: number, approver: number, seconds: number): Doing {
  return ({ number: officer, random }, day) =>
    Array.from({ length: count }, () => {
      const at = momentOf(day, 9 + 8 * random.next())
      return { kind: 'release', officer, at, approver, seconds: seconds * (0.5 + random.next()) } as const
    })
}

const offence = (rule: string, name: string, act: Doing, more: Partial<Script> = {}): Script => {
  return { rule, name, isOffence: true, act, ...more }
}
const lookAlike = (rule: string, name: string, act: Doing, more: Partial<Script> = {}): Script => {
  return { rule, name, isOffence: false, act, ...more }
}

export const scripts: readonly Script[] = [
  offence('M01', 'asks at night', every(23, series(5, 22.4, 240))),
  lookAlike('M01', 'finishes one customer after closing', every(9, series(1, 17.6, 0))),
  offence('M02', 'comes in on Sundays', every(28, series(4, 10, 400), { rest: true })),
  lookAlike('M02', 'asks once on a Saturday', every(60, series(1, 10, 0), { rest: true })),
  offence('M03', 'fires off queries', every(31, series(9, 11, 5.5))),
  lookAlike('M03', 'enters a family of four prepared beforehand', every(15, series(4, 11, 13))),
  offence(
    'M04',
    'grinds a list down',
    every(
      41,
      scattered(70, 50, () => ({})),
    ),
  ),
  lookAlike(
    'M04',
    'has a busy hour',
    every(
      20,
      scattered(140, 20, () => ({})),
    ),
  ),
  offence(
    'M05',
    'sells reports on some days',
    every(
      37,
      scattered(330, 72, () => ({})),
    ),
  ),
  lookAlike(
    'M05',
    'has a campaign day',
    every(
      45,
      scattered(900, 12, () => ({})),
    ),
  ),
  offence('M07', 'has an account that somebody else wakes up', nothing, { isAway: (day) => day > 90 && day < 180 }),
  lookAlike('M07', 'was ill for six weeks', nothing, { isAway: (day) => day > 90 && day < 134 }),
  offence(
    'M09',
    'looks at one person again and again',
    every(
      17,
      series(2, 14, 3000, () => repeated),
    ),
  ),
  lookAlike(
    'M09',
    'looks at a customer again next week',
    every(
      7,
      series(1, 14, 0, () => repeated),
    ),
  ),
  offence(
    'M10',
    'makes references up',
    every(
      29,
      scattered(900, 4, () => ({ business: 'unknown' })),
    ),
  ),
  offence(
    'M11',
    'asks after the loan is gone',
    every(
      33,
      scattered(900, 4, () => ({ business: 'settled', purpose: '01' })),
    ),
  ),
  offence(
    'M12',
    'tries without consent',
    every(
      27,
      scattered(900, 4, () => ({ consent: 'none' })),
    ),
  ),
  offence(
    'M13',
    'uses up old consents',
    every(
      35,
      scattered(900, 4, () => ({ consent: 'expired' })),
    ),
  ),
  offence(
    'M14',
    'borrows the consent of others',
    every(
      39,
      scattered(900, 4, () => ({ consent: 'other-subject' })),
    ),
  ),
  offence(
    'M15',
    'hands one scan in for two',
    every(
      61,
      scattered(900, 1, () => ({ consent: 'scan-reused' })),
    ),
  ),
  lookAlike('M15', 'scans a form that a couple signed together', (officer, day) => {
    return day.index === 140 ? series(1, 11, 0, () => ({ consent: 'scan-reused' }))(officer, day) : []
  }),
  offence(
    'M18',
    'asks about people elsewhere',
    every(
      43,
      scattered(900, 4, () => ({ business: 'other-province' })),
    ),
  ),
  lookAlike(
    'M18',
    'has a customer who moved',
    every(
      25,
      scattered(900, 1, () => ({ business: 'other-province' })),
    ),
  ),
  offence(
    'M19',
    'tries what he has no right for',
    every(
      26,
      scattered(900, 4, () => ({ purpose: '22' })),
    ),
  ),
  offence(
    'M20',
    'looks at colleagues',
    every(
      57,
      scattered(900, 2, () => ({ isEmployee: true })),
    ),
  ),
  lookAlike('M20', 'has a colleague for a customer', (officer, day) => {
    return day.index === 120 ? series(1, 11, 0, () => ({ isEmployee: true }))(officer, day) : []
  }),
  offence('M21', 'goes through a list of numbers', every(47, scattered(60, 8, listed(12)))),
  offence(
    'M21',
    'goes through a list of names',
    every(
      49,
      scattered(90, 20, (at) => ({ name: `${alphabet[at]}敏` })),
    ),
  ),
  offence('M21', 'has a program ask', every(51, series(9, 11, 14))),
  lookAlike(
    'M21',
    'types a group of one village quickly',
    every(
      21,
      scattered(45, 5, () => ({})),
    ),
  ),
  offence(
    'M22',
    'guesses numbers',
    every(
      30,
      scattered(500, 12, (at) => ({ isKnownToBureau: at % 2 === 0 })),
    ),
  ),
  lookAlike(
    'M22',
    'has two unknown customers',
    every(
      12,
      scattered(500, 2, () => ({ isKnownToBureau: false })),
    ),
  ),
  offence('M23', 'gives one purpose for everything', nothing, { mainPurpose: { purpose: '08', share: 0.75 } }),
  lookAlike('M23', 'works for a special product', nothing, { mainPurpose: { purpose: '08', share: 0.2 } }),
  offence(
    'M27',
    'takes customers along',
    (officer, day) => {
      return day.index > 272 && day.index < 300 && day.isWorkingDay
        ? scattered(600, Math.ceil(officer.perDay * 1.6), () => ({}))(officer, day)
        : []
    },
    { leavesOn: 300 },
  ),
  lookAlike('M27', 'leaves in peace', nothing, { leavesOn: 300 }),
  offence('M28', 'has a friend who releases', anyDay(9, releases(3, 1, 90))),
  lookAlike(
    'M28',
    'is released by whoever is on duty',
    anyDay(9, (officer, day) => releases(3, officer.random.whole(1, 3), 90)(officer, day)),
  ),
  offence(
    'M28',
    'is released without a look',
    anyDay(20, (officer, day) => releases(1, officer.random.whole(1, 3), 2.5)(officer, day)),
  ),
]
