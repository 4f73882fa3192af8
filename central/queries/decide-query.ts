/** May this query go to the bureau? A pure rule over what is known; every reason that stands against it, at once. */

import { shanghaiTime } from '#central/clock.ts'
import type { BlockReason, Decision, Warning } from '#contract/decision.ts'
import { type MonitoringRule, monitoringRuleOf } from '#contract/monitoring-rule.ts'
import type { Policy } from '#contract/policy.ts'
import { limitsAt } from '#contract/rules/limits-at.ts'
import type { QueryFacts } from './query-facts.ts'
import { blockReason } from './reasons.ts'
import { businessReasons, feedReasons } from './rules-of-business.ts'
import { consentReasons, consentWarnings } from './rules-of-consent.ts'
import { stopReasons } from './rules-of-stop.ts'
import { subjectReasons, subjectWarnings } from './rules-of-subject.ts'
import { timeReasons } from './rules-of-time.ts'
import { userReasons } from './rules-of-user.ts'
import { volumeReasons, volumeWarnings } from './rules-of-volume.ts'

/** @returns `blocked` with every rule that stands against the query, or `allowed`; warnings either way. */
export function decideQuery(facts: QueryFacts, { version, body }: Policy): Decision {
  const local = shanghaiTime(new Date(facts.now))
  const limits = limitsAt(body, facts.user.level)
  const off = new Set<MonitoringRule | null>(body.monitoring.off.map(({ rule }) => rule))
  const isOn = ({ rule }: BlockReason | Warning) => !off.has(monitoringRuleOf[rule])
  const against = [
    ...stopReasons(facts),
    ...userReasons(facts),
    ...businessReasons(facts),
    ...feedReasons(facts, body),
    ...subjectReasons(facts),
    ...consentReasons(facts, body, local),
    ...volumeReasons(facts, limits),
    ...timeReasons(facts, body, local),
  ].filter(isOn)
  const refusal = releaseRefusal(facts, body.release.minutes)
  const isReleased = ({ rule, isReleasable }: BlockReason) =>
    isReleasable && !refusal && (facts.release?.rules.includes(rule) ?? false)
  const reasons = [...against.filter((reason) => !isReleased(reason)), ...(refusal ? [refusal] : [])]
  return {
    outcome: reasons.length === 0 ? 'allowed' : 'blocked',
    reasons,
    warnings: [...consentWarnings(facts), ...subjectWarnings(facts), ...volumeWarnings(facts, limits)].filter(isOn),
    released: against.filter(isReleased).map(({ rule }) => rule),
    policyVersion: version,
    decidedAt: facts.now,
  }
}

/** A release is good for the query it was given for, for its time, once. */
function releaseRefusal({ release, now }: QueryFacts, minutes: number): BlockReason | undefined {
  if (release === null) return undefined
  if (!release.isForThisQuery) return blockReason('release-not-valid', { why: 'other-query' })
  if (release.isUsed) return blockReason('release-not-valid', { why: 'used' })
  const isOver = Date.parse(now) >= Date.parse(release.grantedAt) + minutes * 60_000
  return isOver ? blockReason('release-not-valid', { why: 'expired', minutes }) : undefined
}
