/** What head office sets about monitoring: which rules are on, what each raises, from which numbers on, level by level. */

import * as z from 'zod'
import { InstitutionLevel } from '#contract/institution.ts'
import { MonitoringRule } from '#contract/monitoring-rule.ts'
import { QueryLimits } from '#contract/policy-sections/query-limits.ts'

const Count = z.int().positive().max(10_000_000)
const Percent = z.int().min(1).max(100)

/** Numbers of the rules that look at more than one query. */
export const MonitoringLimits = z.strictObject({
  /** Names in alphabetical order, so many in a row: pointed out. Any few names are in order by chance now and then. */
  alphabeticalNames: Count,
  /** Queries of an institution in a calendar month, and the share from which it is warned. */
  quotaPerMonth: Count,
  quotaWarningPercent: Percent,
  /** Share of an institution's subjects asked about more than once in thirty days, from so many subjects on. */
  repeatedSubjectsPercent: Percent,
  repeatedSubjectsFrom: Count,
  /** Days within which a loan or card must be on the books after a query for one. */
  recordDays: Count,
  /** How many standard deviations a user's share of one purpose may lie above his peers', from so many queries on. */
  purposeSigma: z.number().min(1).max(20),
  purposeFrom: Count,
  /** A mean of fewer queries a working day than this over so many months is low use. */
  lowUsePerDay: z.number().positive().max(1000),
  lowUseMonths: z.int().min(1).max(24),
  viewsPerDay: Count,
  /** The days before somebody leaves, against as many before those, from so many queries on. */
  leavingDays: Count,
  leavingFactor: z.number().min(1).max(100),
  leavingFrom: Count,
  /** Share of one person's releases that one approver gives, from so many releases on. */
  releasePairPercent: Percent,
  releasePairFrom: Count,
  /** A release given faster than this was not looked at. */
  releaseSeconds: Count,
})
export type MonitoringLimits = z.output<typeof MonitoringLimits>

/** `query.…`: a number of the decision; `monitoring.…`: one of the rules that look at more than one query. */
export const limitNames = [
  ...Object.keys(QueryLimits.shape).map((name) => `query.${name}`),
  ...Object.keys(MonitoringLimits.shape).map((name) => `monitoring.${name}`),
] as [string, ...string[]]

/** When something conspicuous becomes an incident: each time, the first time a day, at the third attempt of a day, never. */
export const raisings = ['each', 'daily', 'pattern', 'never'] as const
export type Raising = (typeof raisings)[number]

/** What the law and the bank's own duty to it demand is always on. */
export const rulesAlwaysOn = ['M11', 'M12', 'M13', 'M14', 'M15', 'M16', 'M19', 'M30'] as const

/** Whether a number may stand in for the bank's own one. */
export function isLimit(name: string, value: number): boolean {
  const [section = '', key = ''] = name.split('.')
  const shape: Record<string, z.ZodType> = section === 'query' ? QueryLimits.shape : MonitoringLimits.shape
  return shape[key]?.safeParse(value).success ?? false
}

export const MonitoringSection = z.strictObject({
  /** Rules switched off for the time being, and why. */
  off: z
    .array(z.strictObject({ rule: MonitoringRule.exclude(rulesAlwaysOn), reason: z.string().trim().min(4).max(200) }))
    .max(40),
  /** A rule that is not named raises once a day and user. */
  raising: z.array(z.strictObject({ rule: MonitoringRule, when: z.enum(raisings) })).max(40),
  /** Attempts of one user on one day that make a pattern. */
  patternFrom: z.int().min(2).max(100),
  limits: MonitoringLimits,
  /** Other numbers for institutions of a level. */
  perLevel: z
    .array(
      z
        .strictObject({ level: InstitutionLevel, limit: z.enum(limitNames), value: z.number() })
        .refine(({ limit, value }) => isLimit(limit, value), { path: ['value'] }),
    )
    .max(200),
})
export type MonitoringSection = z.output<typeof MonitoringSection>

export const defaultMonitoring: MonitoringSection = {
  off: [],
  raising: [
    { rule: 'M01', when: 'pattern' },
    { rule: 'M02', when: 'pattern' },
    { rule: 'M10', when: 'pattern' },
    { rule: 'M11', when: 'pattern' },
    { rule: 'M12', when: 'pattern' },
    { rule: 'M13', when: 'pattern' },
    { rule: 'M14', when: 'pattern' },
    { rule: 'M18', when: 'pattern' },
    { rule: 'M19', when: 'pattern' },
    { rule: 'M15', when: 'each' },
    { rule: 'M20', when: 'each' },
  ],
  patternFrom: 3,
  limits: {
    alphabeticalNames: 8,
    quotaPerMonth: 5000,
    quotaWarningPercent: 90,
    repeatedSubjectsPercent: 10,
    repeatedSubjectsFrom: 20,
    recordDays: 30,
    purposeSigma: 3,
    purposeFrom: 30,
    lowUsePerDay: 20,
    lowUseMonths: 6,
    viewsPerDay: 3,
    leavingDays: 30,
    leavingFactor: 2,
    leavingFrom: 20,
    releasePairPercent: 80,
    releasePairFrom: 8,
    releaseSeconds: 5,
  },
  perLevel: [],
}
