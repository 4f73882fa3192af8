/**
 * The way back of a suspended user, as one pure rule: from what is known of him, the one step that comes next, and what
 * may be done at which step. Days are `YYYY-MM-DD` in Asia/Shanghai; the day of the suspension is day 0.
 */

import { type EveryCause, isOfKind, type WayBackStep } from '#contract/suspension.ts'
import type { UserStatus } from '#contract/user.ts'

export interface OpenCause {
  readonly cause: EveryCause
  readonly since: string
  /** The incident behind it is not decided yet. */
  readonly hasIncident: boolean
}

/** The last retest that was handed in. */
export interface Retest {
  readonly handedInOn: string
  readonly isPassed: boolean
  readonly review: 'accepted' | 'refused' | null
}

export interface WayBackFacts {
  readonly status: UserStatus
  readonly isEmployed: boolean
  readonly causes: readonly OpenCause[]
  /** The first of the two administrators has seen the person. */
  readonly isSeenOnce: boolean
  readonly retest: Retest | null
  readonly isWritingRetest: boolean
  readonly attemptsToday: number
  readonly isApplying: boolean
  readonly today: string
}

export interface WayBackRules {
  readonly waitDays: number
  readonly retestAttemptsPerDay: number
  /** How long after a passed retest one may apply. */
  readonly passValidDays: number
}

export interface WayBack {
  readonly step: WayBackStep
  /** The first day of a retest, where there is a wait. */
  readonly opensOn: string | null
  readonly daysLeft: number
}

/** Causes with a way of their own come first, in any order; the wait runs meanwhile. */
export function wayBackOf(facts: WayBackFacts, rules: WayBackRules): WayBack {
  const causes = causesThatCount(facts)
  const waiting = causes.filter(({ cause }) => isOfKind(cause, 'waiting'))
  const opensOn = waiting.length === 0 ? null : lastOf(waiting.map(({ since }) => daysAfter(since, rules.waitDays)))
  const daysLeft = opensOn === null ? 0 : Math.max(0, daysBetween(facts.today, opensOn))
  const step = stepWithoutWait(causes, facts) ?? (opensOn === null ? 'none' : stepAfterWait(facts, rules, opensOn))
  return { step, opensOn, daysLeft }
}

/** Who is stopped comes back by a fresh application anyhow: only what forbids or delays one counts. */
function causesThatCount({ status, causes }: WayBackFacts): readonly OpenCause[] {
  if (status !== 'stopped') return causes
  return causes.filter(({ cause }) => isOfKind(cause, 'waiting') || isOfKind(cause, 'incident'))
}

function stepWithoutWait(causes: readonly OpenCause[], { isSeenOnce }: WayBackFacts): WayBackStep | undefined {
  const has = (kind: Parameters<typeof isOfKind>[1]) => causes.some(({ cause }) => isOfKind(cause, kind))
  const isUndecided = causes.some(({ cause, hasIncident }) => hasIncident && isOfKind(cause, 'incident'))
  if (isUndecided) return 'await-decision'
  if (has('identity')) return isSeenOnce ? 'check-identity-again' : 'check-identity'
  return has('incident') || has('lifted') ? 'lift' : undefined
}

function stepAfterWait(facts: WayBackFacts, rules: WayBackRules, opensOn: string): WayBackStep {
  if (!facts.isEmployed) return 'await-rehire'
  if (facts.today < opensOn) return 'wait'
  const counting = countingRetest(facts, opensOn)
  const isAccepted = counting?.review === 'accepted'
  if (isAccepted && facts.isApplying) return 'await-approval'
  // Who has not applied in time must show anew that he knows it.
  if (counting && daysBetween(counting.handedInOn, facts.today) <= rules.passValidDays)
    return isAccepted ? 'apply' : 'review'
  const hasAttempt = facts.isWritingRetest || facts.attemptsToday < rules.retestAttemptsPerDay
  return hasAttempt ? 'retest' : 'retest-tomorrow'
}

/** Passed after the wait, and not refused by the review. */
function countingRetest({ retest }: WayBackFacts, opensOn: string): Retest | undefined {
  if (!retest?.isPassed || retest.review === 'refused') return undefined
  return retest.handedInOn >= opensOn ? retest : undefined
}

/** What somebody wants to do about a user on his way back. */
export type WayBackAction = 'sign-identity' | 'issue-code' | 'enter' | 'write-retest' | 'review' | 'apply' | 'open-user'

const stepsOf: Readonly<Record<WayBackAction, readonly WayBackStep[]>> = {
  'sign-identity': ['check-identity', 'check-identity-again'],
  'issue-code': ['retest', 'apply'],
  enter: ['retest', 'retest-tomorrow', 'review', 'apply', 'await-approval'],
  'write-retest': ['retest'],
  review: ['review'],
  apply: ['apply'],
  // The last approval is written before the user is opened by it.
  'open-user': ['await-approval', 'apply'],
}

export function mayDo(action: WayBackAction, step: WayBackStep): boolean {
  return stepsOf[action].includes(step)
}

/** Another administrator than the one who suspended for suspicion, and never while an incident is undecided. */
export function mayLift(cause: OpenCause & { readonly by: string | null }, administrator: string): boolean {
  if (isOfKind(cause.cause, 'lifted')) return true
  return isOfKind(cause.cause, 'incident') && !cause.hasIncident && cause.by !== administrator
}

const dayMs = 86_400_000

export function daysAfter(day: string, days: number): string {
  return new Date(Date.parse(day) + days * dayMs).toISOString().slice(0, 10)
}

function daysBetween(from: string, until: string): number {
  return Math.round((Date.parse(until) - Date.parse(from)) / dayMs)
}

function lastOf(days: readonly string[]): string {
  return days.toSorted().at(-1) ?? ''
}
