/** What the service would know of an officer at each row of the year: the facts of the decision, kept up row by row. */

import { volumeFacts } from '#central/queries/gather-facts.ts'
import type { QueryFacts } from '#central/queries/query-facts.ts'
import { type Runs, runsAfter } from '#central/queries/sequence-runs.ts'
import type { DayKind } from '#contract/calendar.ts'
import type { Subject } from '#contract/subject.ts'
import { business, consent, good } from '#test/central/queries/facts.ts'
import type { QueryRow } from '#test/support/simulated-year/behaviour.ts'

const dayMs = 86_400_000
const personalPurposes = ['01', '02', '03', '08']

export class OfficerState {
  day = ''
  /** How often each case was seen today. */
  readonly seenToday = new Map<string, number>()
  /** Queries of each day, by the day's number since 1970 in Shanghai. */
  readonly perDay = new Map<number, number>()
  readonly perPurpose = new Map<string, number>()
  readonly releases: { readonly at: number; readonly approver: number }[] = []
  private lastHour: number[] = []
  private recent: Date[] = []
  private today = 0
  private missesToday = 0
  private lastAt: number | undefined
  private readonly subjects = new Map<string, number[]>()
  private previous: (Runs & { readonly subject: Subject }) | undefined

  factsOf(row: QueryRow, day: string, dayKind: DayKind): QueryFacts {
    if (day !== this.day) this.beginDay(day)
    const subject = { name: row.name, idType: '10', idNumber: row.idNumber } as Subject
    const runs = runsAfter(this.previous, subject)
    this.previous = { subject, ...runs }
    return {
      ...good,
      purpose: row.purpose,
      subject: { ...good.subject, isEmployee: row.isEmployee },
      user: { ...good.user, purposes: personalPurposes },
      business: businessOf(row),
      consent: consentOf(row, day),
      volume: this.volumeAt(row, runs),
      now: new Date(row.at).toISOString(),
      dayKind,
    }
  }

  /** A query that was not blocked went to the bureau and counts. */
  asked(row: QueryRow): void {
    this.today += 1
    if (!row.isKnownToBureau) this.missesToday += 1
    this.lastHour.push(row.at)
    this.recent = [new Date(row.at), ...this.recent].slice(0, 12)
    this.lastAt = row.at
    const number = dayNumber(row.at)
    this.perDay.set(number, (this.perDay.get(number) ?? 0) + 1)
    this.perPurpose.set(row.purpose, (this.perPurpose.get(row.purpose) ?? 0) + 1)
    this.subjects.set(row.idNumber, [...(this.subjects.get(row.idNumber) ?? []), row.at])
  }

  /** Queries of so many days that end before a moment. */
  askedBefore(at: number, days: number): number {
    const until = dayNumber(at)
    let sum = 0
    for (let number = until - days; number < until; number += 1) sum += this.perDay.get(number) ?? 0
    return sum
  }

  private beginDay(day: string): void {
    this.day = day
    this.today = 0
    this.missesToday = 0
    this.previous = undefined
    this.seenToday.clear()
  }

  private volumeAt({ at, idNumber }: QueryRow, runs: Runs): QueryFacts['volume'] {
    this.lastHour = this.lastHour.filter((moment) => moment > at - 3_600_000)
    const about = this.subjects.get(idNumber) ?? []
    const daysBefore = Array.from({ length: 30 }, (_, back) => this.perDay.get(dayNumber(at) - 1 - back) ?? 0)
    const volume = {
      today: this.today,
      lastMinute: this.lastHour.filter((moment) => moment > at - 60_000).length,
      lastHour: this.lastHour.length,
      queriesOf30Days: daysBefore.reduce((sum, one) => sum + one, 0),
      daysOf30Days: daysBefore.filter((one) => one > 0).length,
      lastAskedAt: this.lastAt === undefined ? null : new Date(this.lastAt),
      sameSubjectToday: about.filter((moment) => dayNumber(moment) === dayNumber(at)).length,
      sameSubjectAtInstitution: about.filter((moment) => moment > at - 30 * dayMs).length,
      missesToday: this.missesToday,
      recent: this.recent,
    }
    return volumeFacts(volume, runs, new Date(at))
  }
}

export function dayNumber(at: number): number {
  return Math.floor((at + 8 * 3_600_000) / dayMs)
}

function businessOf({ business: state, purpose }: QueryRow): QueryFacts['business'] {
  if (state === 'unknown') return null
  return {
    ...business,
    kind: purpose === '01' ? 'contract' : 'application',
    status: state === 'settled' ? 'settled' : 'open',
    regionCode: state === 'other-province' ? '310101' : '320571',
  }
}

function consentOf({ consent: state }: QueryRow, day: string): QueryFacts['consent'] {
  if (state === 'none') return null
  return {
    ...consent,
    isForSubject: state !== 'other-subject',
    purposes: [...personalPurposes, '22'],
    signedOn: state === 'expired' ? '2025-01-02' : day,
    isScanReused: state === 'scan-reused',
  }
}
