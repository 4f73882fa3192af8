/** Which numbers of the policy a monitoring rule looks at. */

import type { MonitoringRule } from '#contract/monitoring-rule.ts'

export const limitsOfRule: Readonly<Partial<Record<MonitoringRule, readonly string[]>>> = {
  M03: ['query.perMinute'],
  M04: ['query.manyPerHour', 'query.blockedPerHour'],
  M05: ['query.personalPerDay', 'query.corporatePerDay', 'query.ownMeanFactor', 'query.ownMeanFloor'],
  M06: ['monitoring.quotaPerMonth', 'monitoring.quotaWarningPercent'],
  M07: ['query.dormantDays'],
  M09: [
    'query.sameSubjectPerDay',
    'query.sameSubjectAtInstitutionPer30Days',
    'monitoring.repeatedSubjectsPercent',
    'monitoring.repeatedSubjectsFrom',
  ],
  M10: ['monitoring.recordDays'],
  M21: ['query.batchWarning', 'query.batchBlock', 'query.batchIntervalSeconds', 'monitoring.alphabeticalNames'],
  M22: ['query.missesPercent', 'query.missesFrom'],
  M23: ['monitoring.purposeSigma', 'monitoring.purposeFrom'],
  M24: ['monitoring.lowUsePerDay', 'monitoring.lowUseMonths'],
  M25: ['monitoring.viewsPerDay'],
  M27: ['monitoring.leavingDays', 'monitoring.leavingFactor', 'monitoring.leavingFrom'],
  M28: ['monitoring.releasePairPercent', 'monitoring.releasePairFrom', 'monitoring.releaseSeconds'],
}
