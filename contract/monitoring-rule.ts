/** Rules of monitoring (风险监测规则): what is watched, what each does about it, and which of them are grave. */

import * as z from 'zod'
import type { BlockingRule, WarningRule } from '#contract/decision.ts'

/** The numbered rules of the bank's monitoring, in its order. */
export const numberedRules = [
  'M01',
  'M02',
  'M03',
  'M04',
  'M05',
  'M06',
  'M07',
  'M08',
  'M09',
  'M10',
  'M11',
  'M12',
  'M13',
  'M14',
  'M15',
  'M16',
  'M17',
  'M18',
  'M19',
  'M20',
  'M21',
  'M22',
  'M23',
  'M24',
  'M25',
  'M26',
  'M27',
  'M28',
  'M29',
  'M30',
] as const

/**
 * Those that a person raises: somebody suspects a leak, a checker a violation, a subject complains. `log-forked`: a
 * workstation saw the log deny its own past.
 */
export const monitoringRules = [...numberedRules, 'suspected-leak', 'item-check', 'complaint', 'log-forked'] as const
export const MonitoringRule = z.enum(monitoringRules)
export type MonitoringRule = z.output<typeof MonitoringRule>

export const Severity = z.enum(['high', 'normal'])
export type Severity = z.output<typeof Severity>

/** What a high-risk incident is until head office says otherwise; it is reported to every level above at once. */
export const highRiskByDefault = [
  'M15',
  'M16',
  'M20',
  'M21',
  'M25',
  'M30',
  'suspected-leak',
  'log-forked',
] as const satisfies readonly MonitoringRule[]

/** What a rule does: stops the query for good, or until an approver lets it through; lets it go and says so; only reports. */
export const ruleReactions = ['block', 'release', 'warn', 'report', 'lock'] as const
export type RuleReaction = (typeof ruleReactions)[number]

export const reactionsOf: Readonly<Record<MonitoringRule, readonly RuleReaction[]>> = {
  M01: ['release'],
  M02: ['release'],
  M03: ['block'],
  M04: ['warn', 'block'],
  M05: ['release'],
  M06: ['warn'],
  M07: ['warn'],
  M08: ['warn'],
  M09: ['block', 'warn'],
  M10: ['block', 'report'],
  M11: ['block'],
  M12: ['block'],
  M13: ['block'],
  M14: ['block'],
  M15: ['block', 'warn'],
  M16: ['block', 'report'],
  M17: ['report'],
  M18: ['release', 'warn'],
  M19: ['block', 'report'],
  M20: ['block', 'release', 'warn'],
  M21: ['warn', 'block'],
  M22: ['warn'],
  M23: ['report'],
  M24: ['report'],
  M25: ['block', 'report'],
  M26: ['lock', 'report'],
  M27: ['report'],
  M28: ['block', 'report'],
  M29: ['report'],
  M30: ['report'],
  'suspected-leak': ['report'],
  'item-check': ['report'],
  complaint: ['report'],
  'log-forked': ['report'],
}

/** The monitoring rule that a reason or warning of a decision belongs to; `null`: none, it is no conspicuous behaviour. */
export const monitoringRuleOf: Readonly<Record<BlockingRule | WarningRule, MonitoringRule | null>> = {
  'non-working-hours': 'M01',
  'non-working-day': 'M02',
  'too-many-this-minute': 'M03',
  'many-this-hour': 'M04',
  'too-many-this-hour': 'M04',
  'too-many-today': 'M05',
  'far-above-own-mean': 'M05',
  'dormant-user': 'M07',
  'same-subject-today': 'M09',
  'same-subject-at-institution': 'M09',
  'business-unknown': 'M10',
  'business-not-open': 'M10',
  'subject-not-party': 'M10',
  'exposure-missing': 'M11',
  'consent-missing': 'M12',
  'consent-not-yet-signed': 'M13',
  'consent-expired': 'M13',
  'consent-revoked': 'M13',
  'consent-other-subject': 'M14',
  'consent-other-business': 'M14',
  'consent-purpose-missing': 'M14',
  'consent-scan-reused': 'M15',
  'consent-scan-similar': 'M15',
  'cross-region': 'M18',
  'id-prefix-other-region': 'M18',
  'user-not-active': 'M19',
  'user-grade-c': 'M19',
  'training-overdue': 'M19',
  'rights-lapsed': 'M19',
  'purpose-not-granted': 'M19',
  'subject-kind-not-granted': 'M19',
  'subject-is-self': 'M20',
  'subject-is-employee': 'M20',
  'subject-may-be-related': 'M20',
  'batch-pattern': 'M21',
  'batch-pattern-begins': 'M21',
  'consecutive-ids': 'M21',
  'consecutive-ids-begin': 'M21',
  'alphabetical-names': 'M21',
  'alphabetical-names-begin': 'M21',
  'many-misses': 'M22',
  'bureau-maintenance': null,
  'business-feed-late': null,
  'release-not-valid': null,
  'queries-stopped': null,
}
