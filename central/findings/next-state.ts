import type { FindingState, FindingStep } from '#contract/finding.ts'

/** What a step makes of a finding; nothing when it cannot be taken now. Raising is no step of one that exists. */
export function nextState(state: FindingState, step: Exclude<FindingStep['kind'], 'raised'>): FindingState | undefined {
  if (state === 'closed') return undefined
  if (step === 'remedied') return state === 'open' ? 'remedied' : undefined
  if (state !== 'remedied') return undefined
  return step === 'closed' ? 'closed' : 'open'
}
