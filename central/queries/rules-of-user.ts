import type { BlockReason } from '#contract/decision.ts'
import type { QueryFacts } from './query-facts.ts'
import { blockReason } from './reasons.ts'

/** Whether this user may ask at all, and for this purpose. */
export function* userReasons({ user, subject, purpose, now }: QueryFacts): Generator<BlockReason> {
  if (user.status !== 'active') yield blockReason('user-not-active')
  if (user.grade === 'C') yield blockReason('user-grade-c')
  if (user.trainingOverdueSince !== null) yield blockReason('training-overdue', { since: user.trainingOverdueSince })
  if (user.rightsUntil <= now) yield blockReason('rights-lapsed', { until: user.rightsUntil.slice(0, 10) })
  if (!user.subjectKinds.includes(subject.kind)) yield blockReason('subject-kind-not-granted', { kind: subject.kind })
  if (!user.purposes.includes(purpose)) yield blockReason('purpose-not-granted', { purpose })
}
