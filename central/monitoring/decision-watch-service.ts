/** Raises what a decision noticed, in the transaction of the decision: the administrator hears of it when it commits. */

import type { SessionCaller } from '#central/caller.ts'
import { shanghaiTime } from '#central/clock.ts'
import type { Transaction } from '#central/database/database.ts'
import type { IncidentService } from '#central/incidents/incident-service.ts'
import type { Decision } from '#contract/decision.ts'
import type { MonitoringSection } from '#contract/policy-sections/monitoring.ts'
import { countUp } from './count-repository.ts'
import { findingsOfDecision, isHint } from './decision-rules.ts'
import type { Finding } from './finding.ts'
import { isRaisedAt, raisingOf } from './raising.ts'

export interface WatchedDecision {
  readonly decision: Decision
  readonly query: string
  readonly caller: SessionCaller
  readonly monitoring: MonitoringSection
}

export interface DecisionWatchService {
  /** After the query was written: an incident names it. Of one rule at most one incident a query. */
  watch(tx: Transaction, watched: WatchedDecision): Promise<void>
}

export function createDecisionWatchService(incidents: Pick<IncidentService, 'raise'>): DecisionWatchService {
  return {
    async watch(tx, { decision, query, caller, monitoring }) {
      const findings = findingsOfDecision(decision)
      if (findings.length === 0) return
      const { day } = shanghaiTime(new Date(decision.decidedAt))
      const counts = await countUp(tx, { userId: caller.user.id, day, whats: findings.map(({ what }) => what) })
      for (const { rule, what, facts } of raisedOf(findings, counts, monitoring)) {
        await incidents.raise(tx, {
          rule,
          institution: caller.user.institution,
          user: caller.user.employeeId,
          workstation: caller.workstation.number,
          query,
          facts: { what, ...facts, times: counts.get(what) ?? 1 },
        })
      }
    },
  }
}

/** The first finding of each rule whose time it is. */
function raisedOf(findings: readonly Finding[], counts: ReadonlyMap<string, number>, monitoring: MonitoringSection) {
  const due = findings.filter(
    (finding) =>
      !isHint(finding) &&
      isRaisedAt(counts.get(finding.what) ?? 1, raisingOf(finding.rule, monitoring), monitoring.patternFrom),
  )
  return due.filter(({ rule }, index) => due.findIndex((other) => other.rule === rule) === index)
}
