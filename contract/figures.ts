/** Figures of a period (统计数据): counted per institution by the domains they belong to, rolled up by adding. */

import * as z from 'zod'

/** What is counted; each group has keys of its own, fixed ones or codes such as rules and purposes. */
export const figureGroups = [
  'queries',
  'kinds',
  'purposes',
  'blocks',
  'releases',
  'rejections',
  'incidents',
  'incident-rules',
  'deductions',
  'suspensions',
  'training',
  'item-checks',
  'disputes',
  'vacancies',
  'users',
  'stops',
  'present',
] as const
export const FigureGroup = z.enum(figureGroups)
export type FigureGroup = z.output<typeof FigureGroup>

/** Keys of groups whose keys are no codes. */
export const figureKeys = {
  queries: ['asked', 'allowed', 'blocked', 'answered', 'failed'],
  kinds: ['personal', 'corporate'],
  releases: ['requested', 'granted', 'refused', 'used', 'expired'],
  rejections: ['bureau', 'release', 'application'],
  incidents: ['raised', 'high-risk', 'confirmed', 'dismissed', 'reversed', 'open'],
  deductions: ['entries', 'points', 'returned'],
  suspensions: ['begun', 'ended', 'in-force'],
  training: ['completed', 'overdue'],
  'item-checks': ['accepted', 'returned', 'suspected', 'open'],
  disputes: ['received', 'answered', 'overdue'],
  stops: ['imposed'],
  /** As of now, for dashboards only; leaks of this year. */
  present: ['releases-waiting', 'quarantined', 'suspected-leaks', 'confirmed-leaks'],
} as const

/** Nothing counted is left out: no key means nought. */
export const Figures = z.partialRecord(FigureGroup, z.record(z.string().max(40), z.int()))
export type Figures = z.output<typeof Figures>

export function figure(figures: Figures, group: FigureGroup, key: string): number {
  return figures[group]?.[key] ?? 0
}

/** All keys of a group together. */
export function figureSum(figures: Figures, group: FigureGroup): number {
  return Object.values(figures[group] ?? {}).reduce((sum, count) => sum + count, 0)
}
