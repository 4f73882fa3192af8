/** The rules in force, and what one of them would have raised in the last days. */

import type { SessionCaller } from '#central/caller.ts'
import { type Clock, shanghaiTime } from '#central/clock.ts'
import type { Database } from '#central/database/database.ts'
import type { InstitutionService } from '#central/institutions/institution-service.ts'
import type { PolicyService } from '#central/policy/policy-service.ts'
import type { PastDecisionService } from '#central/queries/past-decision-service.ts'
import { AppError } from '#contract/failure.ts'
import { type DryRun, type DryRunRequest, type RuleOverview, RuleRow } from '#contract/monitoring.ts'
import { type MonitoringRule, monitoringRules } from '#contract/monitoring-rule.ts'
import { type Policy, PolicyBody } from '#contract/policy.ts'
import { isHighRisk } from '#contract/policy-sections/incident.ts'
import { rulesAlwaysOn } from '#contract/policy-sections/monitoring.ts'
import { limitsOfRule } from '#contract/rules/rule-limits.ts'
import type { Candidate } from './candidate.ts'
import { dailyCandidates } from './daily-candidates.ts'
import { findingsOfDecision, isHint } from './decision-rules.ts'
import { dryRunOf, recordedRunOf, type Seen, summaryOf } from './dry-run.ts'
import { countIncidents, listRecorded } from './incident-count-repository.ts'
import { limitsOfPolicy } from './monitoring-job-service.ts'
import { raisingOf } from './raising.ts'
import { releaseCandidates } from './release-candidates.ts'

export interface MonitoringService {
  overview(caller: SessionCaller): Promise<RuleOverview>
  /** Changes nothing. @throws {AppError} `invalid-input` for a number the policy would refuse. */
  tryRule(rule: MonitoringRule, request: DryRunRequest): Promise<DryRun>
}

export interface MonitoringDependencies {
  readonly database: Database
  readonly policy: PolicyService
  readonly institutions: InstitutionService
  readonly pastDecisions: PastDecisionService
  readonly clock: Clock
}

const dayMs = 86_400_000
/** Rules that only a decision knows; M09 and M10 are judged day by day as well. */
const decided = new Set<MonitoringRule>(
  'M01 M02 M03 M04 M05 M07 M09 M10 M11 M12 M13 M14 M15 M18 M19 M20 M21 M22'.split(' ') as MonitoringRule[],
)
const counted = new Set<MonitoringRule>(['M06', 'M09', 'M10', 'M25', 'M27', 'M28'])

export function createMonitoringService(dependencies: MonitoringDependencies): MonitoringService {
  const { database, policy, institutions, pastDecisions, clock } = dependencies
  return { overview, tryRule }

  async function overview(caller: SessionCaller): Promise<RuleOverview> {
    const { version, body } = await policy.current()
    const subtree = await institutions.subtreeOf(database, caller.user.institution)
    const since = new Date(clock().getTime() - 30 * dayMs)
    const codes = subtree.map(({ code }) => code)
    const incidents = await countIncidents(database, since, codes)
    return {
      policyVersion: version,
      rules: monitoringRules.map((rule) => rowOf(rule, body, incidents.get(rule) ?? 0)),
    }
  }

  async function tryRule(rule: MonitoringRule, { days, limits }: DryRunRequest): Promise<DryRun> {
    const inForce = await policy.current()
    const proposed = { ...inForce, body: withLimits(inForce.body, limits) }
    const until = clock()
    const period = { from: new Date(until.getTime() - days * dayMs), until }
    if (!decided.has(rule) && !counted.has(rule)) {
      const recorded = await listRecorded(database, rule, period.from)
      return recordedRunOf(recorded.map(({ facts, ...one }) => seenOf({ ...one, facts })))
    }
    const { monitoring } = proposed.body
    const atQuery = decided.has(rule)
      ? dryRunOf(await decidedSeen(rule, period, proposed), { rule, monitoring, isHint: (what) => isHint({ what }) })
          .list
      : []
    const byJob = counted.has(rule) ? await countedSeen(rule, period, proposed.body) : []
    const isRaised = raisingOf(rule, monitoring) !== 'never'
    return { kind: 'judged', ...summaryOf([...atQuery, ...byJob.map((one) => ({ ...one, isRaised }))]) }
  }

  async function decidedSeen(rule: MonitoringRule, period: { from: Date; until: Date }, proposed: Policy) {
    const seen: Seen[] = []
    for await (const rows of pastDecisions.decide(period, proposed)) {
      for (const { query, askedAt, institution, employeeId, decision } of rows) {
        const { day } = shanghaiTime(askedAt)
        for (const { what, facts } of findingsOfDecision(decision).filter((finding) => finding.rule === rule))
          seen.push(seenOf({ day, institution, employeeId, query, facts: { ...facts, what } }))
      }
    }
    return seen.reverse()
  }

  /** Each day of the period as the job would have judged it; what has the same key is one. */
  async function countedSeen(rule: MonitoringRule, { from, until }: { from: Date; until: Date }, body: PolicyBody) {
    const limitsOf = limitsOfPolicy(body)
    const found = new Map<string, Seen>()
    const keep = (candidates: readonly Candidate[], day: string) => {
      for (const { finding, institution, user, query, key } of candidates) {
        if (finding.rule !== rule || found.has(key)) continue
        const facts = { ...finding.facts, what: finding.what }
        found.set(key, seenOf({ day, institution, employeeId: user ?? null, query: query ?? null, facts }))
      }
    }
    for (let at = from.getTime(); at < until.getTime(); at += dayMs) {
      const { day } = shanghaiTime(new Date(at))
      keep(await dailyCandidates(database, { day, limitsOf }), day)
      const ofDay = { from: new Date(at), until: new Date(at + dayMs) }
      if (rule === 'M28') keep(await releaseCandidates(database, ofDay, limitsOf), day)
    }
    return [...found.values()]
  }
}

function seenOf({ facts: { what, ...facts }, ...one }: Omit<Seen, 'what' | 'query'> & { query: string | null }): Seen {
  return { ...one, what: String(what), facts, query: one.query as Seen['query'] }
}

function rowOf(rule: MonitoringRule, body: PolicyBody, incidents: number): RuleRow {
  const { monitoring } = body
  const values: Record<string, Record<string, unknown>> = { query: body.query, monitoring: monitoring.limits }
  const limits = (limitsOfRule[rule] ?? []).map((name) => {
    const [section = '', key = ''] = name.split('.')
    const own = monitoring.perLevel.filter(({ limit }) => limit === name)
    return { name, value: values[section]?.[key], perLevel: own.map(({ level, value }) => ({ level, value })) }
  })
  return RuleRow.parse({
    rule,
    offReason: monitoring.off.find((entry) => entry.rule === rule)?.reason ?? null,
    canBeOff: !rulesAlwaysOn.some((one) => one === rule),
    severity: isHighRisk(rule, body.incident) ? 'high' : 'normal',
    raising: raisingOf(rule, monitoring),
    limits,
    incidents,
  })
}

function withLimits(body: PolicyBody, limits: DryRunRequest['limits']): PolicyBody {
  const of = (section: string) =>
    Object.fromEntries(
      limits.filter(({ name }) => name.startsWith(`${section}.`)).map(({ name, value }) => [name.split('.')[1], value]),
    )
  const { query, monitoring } = body
  const parsed = PolicyBody.safeParse({
    ...body,
    query: { ...query, ...of('query') },
    monitoring: { ...monitoring, limits: { ...monitoring.limits, ...of('monitoring') } },
  })
  if (!parsed.success)
    throw new AppError('invalid-input', 'The policy would refuse this number.', { fields: ['limits'] })
  return parsed.data
}
