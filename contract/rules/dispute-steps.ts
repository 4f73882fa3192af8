import type { DisputeState, NewDisputeStep } from '#contract/dispute.ts'

const after: Readonly<Record<DisputeState, readonly NewDisputeStep['kind'][]>> = {
  taken: ['sent', 'checked'],
  sent: ['checked'],
  checked: ['answered'],
  answered: ['closed'],
  closed: [],
}

/** The steps that can follow what has been done so far: nothing is answered unchecked, nothing closed unanswered. */
export function stepsAfter(state: DisputeState): readonly NewDisputeStep['kind'][] {
  return after[state]
}
