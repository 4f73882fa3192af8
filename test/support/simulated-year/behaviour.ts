/** What officers do: honest days. Nothing here knows a rule or a limit. */

import type { Random } from './random.ts'

/** One query as the year's file keeps it. */
export interface QueryRow {
  readonly kind: 'query'
  readonly officer: number
  /** Milliseconds since 1970. */
  readonly at: number
  readonly name: string
  readonly idNumber: string
  readonly purpose: string
  readonly business: 'open' | 'unknown' | 'settled' | 'other-province'
  readonly consent: 'good' | 'none' | 'expired' | 'other-subject' | 'scan-reused'
  readonly isEmployee: boolean
  readonly isKnownToBureau: boolean
}

export interface ReleaseRow {
  readonly kind: 'release'
  readonly officer: number
  readonly at: number
  readonly approver: number
  readonly seconds: number
}

export interface LeavingRow {
  readonly kind: 'leaving'
  readonly officer: number
  readonly at: number
}

export type YearRow = QueryRow | ReleaseRow | LeavingRow
export type Change = Partial<Omit<QueryRow, 'kind' | 'officer' | 'at'>>

export interface Officer {
  readonly number: number
  /** Queries on an ordinary day. */
  readonly perDay: number
  readonly random: Random
}

export interface OfficeDay {
  readonly day: string
  readonly index: number
  readonly isWorkingDay: boolean
}

const surnames = '陈 戴 方 高 何 江 金 李 刘 马 潘 钱 沈 孙 汤 王 吴 徐 杨 张 周 朱'.split(' ')
const given = '敏 静 伟 强 磊 洋 勇 艳 杰 娟 涛 明 超 秀英 霞 平 刚 桂英 嘉禾 思远'.split(' ')
/** Most queries are for a loan, fewer for a card or after the loan. */
const usualPurposes = ['02', '02', '02', '02', '03', '03', '01', '01', '08']

/** @param time Hours since midnight in Shanghai, with a fraction. */
export function momentOf({ day }: OfficeDay, time: number): number {
  return Date.parse(`${day}T00:00:00+08:00`) + Math.round(time * 3_600_000)
}

export function aQuery({ number: officer, random }: Officer, at: number, change: Change = {}): QueryRow {
  const birth = `19${random.whole(60, 99)}${String(random.whole(1, 12)).padStart(2, '0')}${String(random.whole(1, 28)).padStart(2, '0')}`
  const order = String(random.whole(1, 999)).padStart(3, '0')
  return {
    kind: 'query',
    officer,
    at,
    name: random.pick(surnames) + random.pick(given),
    idNumber: `3205${random.pick(['05', '06', '07', '09', '71'])}${birth}${order}0`,
    purpose: random.pick(usualPurposes),
    business: 'open',
    consent: 'good',
    isEmployee: false,
    isKnownToBureau: !random.chance(0.03),
    ...change,
  }
}

/** An ordinary day: customers one after the other, some of them a family of up to three. */
export function anHonestDay(officer: Officer, day: OfficeDay): QueryRow[] {
  if (!day.isWorkingDay) return []
  const { random, perDay } = officer
  const visits = Math.max(0, Math.round((perDay * (0.5 + random.next())) / 1.3))
  const gap = 8.4 / Math.max(1, visits)
  const rows: QueryRow[] = []
  for (let visit = 0; visit < visits; visit += 1) {
    const begins = momentOf(day, 8.7 + gap * (visit + 0.8 * random.next()))
    const members = random.chance(0.15) ? random.whole(2, 3) : 1
    for (let member = 0; member < members; member += 1)
      rows.push(aQuery(officer, begins + member * random.whole(40, 90) * 1000, slip(random)))
  }
  return rows
}

/** Honest people slip: a mistyped reference, a consent forgotten or of the wrong customer, a purpose picked wrongly. */
function slip(random: Random): Change {
  if (!random.chance(0.002)) return {}
  return random.pick<Change>([
    { business: 'unknown' },
    { business: 'settled' },
    { consent: 'none' },
    { consent: 'other-subject' },
    { consent: 'expired' },
    { purpose: '22' },
  ])
}
