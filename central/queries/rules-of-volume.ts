/** How many, how fast, how often about the same subject. A limit of n lets n go and stops the next one. */

import type { BlockReason, Warning } from '#contract/decision.ts'
import type { QueryLimits } from '#contract/policy-sections/query-limits.ts'
import type { Limits } from '#contract/rules/limits-at.ts'
import type { QueryFacts } from './query-facts.ts'
import { blockReason, warning } from './reasons.ts'
import { provinceOf } from './rules-of-business.ts'

export function* volumeReasons(facts: QueryFacts, { query, monitoring }: Limits): Generator<BlockReason> {
  const { volume, subject } = facts
  if (volume.lastMinute >= query.perMinute) yield blockReason('too-many-this-minute', { perMinute: query.perMinute })
  if (volume.lastHour >= query.blockedPerHour)
    yield blockReason('too-many-this-hour', { perHour: query.blockedPerHour })
  const perDay = subject.kind === 'personal' ? query.personalPerDay : query.corporatePerDay
  if (volume.today >= perDay) yield blockReason('too-many-today', { asked: volume.today, perDay })
  if (isFarAboveOwnMean(volume, query))
    yield blockReason('far-above-own-mean', { asked: volume.today, mean: meanOf(volume) })
  if (volume.sameSubjectToday >= query.sameSubjectPerDay)
    yield blockReason('same-subject-today', { perDay: query.sameSubjectPerDay })
  if (machineLikeRun(volume.intervalsSeconds, query) >= query.batchBlock)
    yield blockReason('batch-pattern', { inARow: query.batchBlock })
  if (volume.consecutiveIds >= query.batchBlock) yield blockReason('consecutive-ids', { inARow: volume.consecutiveIds })
  if (volume.alphabeticalNames >= namesBlock(query, monitoring))
    yield blockReason('alphabetical-names', { inARow: volume.alphabeticalNames })
}

export function* volumeWarnings(facts: QueryFacts, { query, monitoring }: Limits): Generator<Warning> {
  const { volume, subject, user } = facts
  if (volume.lastHour >= query.manyPerHour && volume.lastHour < query.blockedPerHour)
    yield warning('many-this-hour', { asked: volume.lastHour })
  if (volume.daysSinceLast !== null && volume.daysSinceLast >= query.dormantDays)
    yield warning('dormant-user', { days: volume.daysSinceLast })
  if (volume.sameSubjectAtInstitution >= query.sameSubjectAtInstitutionPer30Days)
    yield warning('same-subject-at-institution', { asked: volume.sameSubjectAtInstitution })
  if (subject.province !== null && subject.province !== provinceOf(user.regionCode))
    yield warning('id-prefix-other-region')
  const inARow = machineLikeRun(volume.intervalsSeconds, query)
  if (inARow >= query.batchWarning && inARow < query.batchBlock) yield warning('batch-pattern-begins', { inARow })
  yield* sequenceWarnings(facts, { query, monitoring })
  if (hasManyMisses(volume, query)) yield warning('many-misses', { misses: volume.missesToday, asked: volume.today })
}

function* sequenceWarnings({ volume }: QueryFacts, { query, monitoring }: Limits): Generator<Warning> {
  const { consecutiveIds, alphabeticalNames } = volume
  if (consecutiveIds >= query.batchWarning && consecutiveIds < query.batchBlock)
    yield warning('consecutive-ids-begin', { inARow: consecutiveIds })
  if (alphabeticalNames >= monitoring.alphabeticalNames && alphabeticalNames < namesBlock(query, monitoring))
    yield warning('alphabetical-names-begin', { inARow: alphabeticalNames })
}

/** Never before they were pointed out. */
function namesBlock({ batchBlock }: QueryLimits, { alphabeticalNames }: Limits['monitoring']): number {
  return Math.max(batchBlock, alphabeticalNames + 1)
}

type Volume = QueryFacts['volume']

/** Somebody who asks little may ask a little more; the floor keeps him out of it. */
function isFarAboveOwnMean(volume: Volume, { ownMeanFactor, ownMeanFloor }: QueryLimits): boolean {
  if (volume.thirtyDays.days === 0 || volume.today < ownMeanFloor) return false
  return volume.today >= ownMeanFactor * (volume.thirtyDays.queries / volume.thirtyDays.days)
}

/** Queries on a day on which there were any, one decimal. */
function meanOf({ thirtyDays: { queries, days } }: Volume): number {
  return Math.round((queries / Math.max(1, days)) * 10) / 10
}

function hasManyMisses(volume: Volume, { missesFrom, missesPercent }: QueryLimits): boolean {
  return volume.today >= missesFrom && volume.missesToday * 100 > volume.today * missesPercent
}

/** A person varies by more than this much of the mean interval. */
const machineVariation = 0.15

/**
 * How many of the latest queries followed one another at short intervals that hardly vary.
 *
 * @param intervals Seconds, the newest last.
 * @returns 0 when the latest ones do not; else at least 3, the queries at both ends of the intervals counted.
 */
function machineLikeRun(intervals: readonly number[], { batchIntervalSeconds }: QueryLimits): number {
  const run: number[] = []
  for (const seconds of intervals.toReversed()) {
    if (seconds >= batchIntervalSeconds || !isEven([...run, seconds])) break
    run.push(seconds)
  }
  return run.length < 2 ? 0 : run.length + 1
}

function isEven(intervals: readonly number[]): boolean {
  const mean = intervals.reduce((sum, one) => sum + one, 0) / intervals.length
  return intervals.every((one) => Math.abs(one - mean) <= mean * machineVariation)
}
