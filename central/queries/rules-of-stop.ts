import type { BlockReason } from '#contract/decision.ts'
import type { QueryFacts } from './query-facts.ts'
import { blockReason } from './reasons.ts'

/** Whether queries are stopped here. One reason however many stops there are: the one that began first. */
export function* stopReasons({ stops: [first] }: QueryFacts): Generator<BlockReason> {
  if (first) yield blockReason('queries-stopped', first)
}
