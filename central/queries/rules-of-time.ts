import type { BlockReason } from '#contract/decision.ts'
import type { PolicyBody } from '#contract/policy.ts'
import { maintenanceAt } from '#contract/rules/maintenance.ts'
import { workingHoursOn } from '#contract/rules/working-hours.ts'
import type { QueryFacts } from './query-facts.ts'
import { blockReason } from './reasons.ts'

/** Whether this is a working day and a working hour of the user's institution. */
export function* timeReasons(
  { user, dayKind }: QueryFacts,
  policy: Pick<PolicyBody, 'workingHours' | 'bureau'>,
  { day, time }: { readonly day: string; readonly time: string },
): Generator<BlockReason> {
  const maintenance = maintenanceAt(policy, `${day} ${time}`)
  if (maintenance) yield blockReason('bureau-maintenance', { from: maintenance.from, until: maintenance.until })
  if (dayKind === 'rest') yield blockReason('non-working-day', { day })
  const { from, until } = workingHoursOn(policy, user.institutions, day)
  if (time >= from && time < until) return
  const isHigherOnly = isNight(time, policy.workingHours)
  yield blockReason('non-working-hours', { time, from, until }, { isHigherOnly })
}

function isNight(time: string, { nightFrom, nightUntil }: PolicyBody['workingHours']): boolean {
  return nightFrom <= nightUntil ? time >= nightFrom && time < nightUntil : time >= nightFrom || time < nightUntil
}
