/** Judges what cannot be decided at query time: each day and month once, whoever of several instances is first. */

import type { CalendarService } from '#central/calendar/calendar-service.ts'
import { type Clock, shanghaiTime, startOfShanghaiDay } from '#central/clock.ts'
import { type Database, inTransaction, type Transaction } from '#central/database/database.ts'
import type { IncidentService } from '#central/incidents/incident-service.ts'
import type { PolicyService } from '#central/policy/policy-service.ts'
import type { PolicyBody } from '#contract/policy.ts'
import type { MonitoringSection } from '#contract/policy-sections/monitoring.ts'
import { limitsAt } from '#contract/rules/limits-at.ts'
import { type Candidate, candidateOf, type LimitsOf } from './candidate.ts'
import { claimRun, finishRun, takeStateChanges } from './count-repository.ts'
import { dailyCandidates } from './daily-candidates.ts'
import type { Period } from './fact-repository.ts'
import { monthlyCandidates } from './monthly-candidates.ts'
import { restartedRule } from './officer-rules.ts'
import { raisingOf } from './raising.ts'
import { releaseCandidates } from './release-candidates.ts'

export interface MonitoringJobService {
  /** Yesterday, the last month and what happened in the last minutes. */
  runDue(): Promise<void>
}

const dayMs = 86_400_000
/** Longer than a period takes to be judged. */
const leaseMs = 10 * 60_000
/** Overlaps, because a release commits a moment after its time; the key keeps it from being raised twice. */
const recentMs = 10 * 60_000

export interface JobDependencies {
  readonly database: Database
  readonly incidents: Pick<IncidentService, 'raise'>
  readonly policy: Pick<PolicyService, 'current'>
  readonly calendar: Pick<CalendarService, 'dayOf'>
  readonly clock: Clock
}

export function limitsOfPolicy(body: Pick<PolicyBody, 'query' | 'monitoring'>): LimitsOf {
  return (level) => limitsAt(body, level).monitoring
}

export function createMonitoringJobService(dependencies: JobDependencies): MonitoringJobService {
  const { database, incidents, policy, calendar, clock } = dependencies
  return { runDue }

  async function runDue(): Promise<void> {
    const { body } = await policy.current()
    const limitsOf = limitsOfPolicy(body)
    const now = clock()
    const day = shanghaiTime(new Date(now.getTime() - dayMs)).day
    await once('day', day, async (tx) => raiseAll(tx, await dailyCandidates(tx, { day, limitsOf }), body.monitoring))
    const month = lastMonth(shanghaiTime(now).day)
    await once('month', month, async (tx) =>
      raiseAll(
        tx,
        await monthlyCandidates(tx, { month, limitsOf, workingDays: (period) => workingDays(tx, period) }),
        body.monitoring,
      ),
    )
    const recent = { from: new Date(now.getTime() - recentMs), until: new Date(now.getTime() + 1) }
    await inTransaction(database, async (tx) => {
      await raiseAll(tx, await releaseCandidates(tx, recent, limitsOf), body.monitoring)
      await raiseAll(tx, await restarted(tx, limitsOf), body.monitoring)
    })
  }

  async function once(job: string, period: string, work: (tx: Transaction) => Promise<void>): Promise<void> {
    const now = clock()
    const leaseUntil = new Date(now.getTime() - leaseMs)
    if (!(await claimRun(database, { job, period, now, leaseUntil }))) return
    await inTransaction(database, async (tx) => {
      await work(tx)
      await finishRun(tx, job, period, clock())
    })
  }

  async function restarted(tx: Transaction, limitsOf: LimitsOf): Promise<Candidate[]> {
    const at = clock().toISOString()
    return (await takeStateChanges(tx)).flatMap(({ before, after, ...place }) =>
      candidateOf(restartedRule.judge({ before, after }, limitsOf('outlet')), place, `${place.employeeId}/${at}`),
    )
  }

  async function raiseAll(tx: Transaction, candidates: readonly Candidate[], monitoring: MonitoringSection) {
    for (const { finding, institution, user, query, key } of candidates) {
      const { rule, what, facts } = finding
      if (raisingOf(rule, monitoring) === 'never') continue
      await incidents.raise(tx, { rule, institution, user, query, key, facts: { what, ...facts } })
    }
  }

  async function workingDays(tx: Transaction, { from, until }: Period): Promise<number> {
    let days = 0
    for (let at = from.getTime(); at < until.getTime(); at += dayMs) {
      const { kind } = await calendar.dayOf(tx, shanghaiTime(new Date(at)).day)
      if (kind !== 'rest') days += 1
    }
    return days
  }
}

/** @param today `YYYY-MM-DD`. @returns `YYYY-MM`. */
function lastMonth(today: string): string {
  const first = startOfShanghaiDay(`${today.slice(0, 7)}-01`)
  return shanghaiTime(new Date(first.getTime() - dayMs)).day.slice(0, 7)
}
