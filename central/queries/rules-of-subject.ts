import type { BlockReason, Warning } from '#contract/decision.ts'
import type { QueryFacts } from './query-facts.ts'
import { blockReason, warning } from './reasons.ts'

/** Whether the user stands too near to the subject to be the one who asks. An employee may borrow too: a higher institution looks at it. */
export function* subjectReasons({ subject }: QueryFacts): Generator<BlockReason> {
  if (subject.isSelf) yield blockReason('subject-is-self')
  else if (subject.isEmployee) yield blockReason('subject-is-employee', {}, { isHigherOnly: true })
}

export function* subjectWarnings({ subject }: QueryFacts): Generator<Warning> {
  if (subject.mayBeRelated && !subject.isSelf) yield warning('subject-may-be-related')
}
