/** The life of an accountability case: a measure for everybody, checked by a second person, closed. Pure. */

import type {
  AccountabilityState,
  AccountabilityStep,
  AccountabilityStepKind,
  Measure,
} from '#contract/accountability.ts'

interface CaseFacts {
  readonly state: AccountabilityState
  readonly persons: readonly string[]
  /** Oldest first. */
  readonly steps: readonly Pick<AccountabilityStep, 'kind' | 'by' | 'person' | 'measure'>[]
}

export type AccountabilityRefusal = 'not-now' | 'involved' | 'same-person'

/** What was taken since the last time it was returned. */
function measuresOf({ steps }: Pick<CaseFacts, 'steps'>) {
  const since = steps.findLastIndex(({ kind }) => kind === 'returned')
  return steps.slice(since + 1).filter(({ kind }) => kind === 'measure-taken')
}

/** The newest measure taken with a person. */
export function measureOf(facts: Pick<CaseFacts, 'steps'>, person: string): Measure | null {
  return measuresOf(facts).findLast((step) => step.person === person)?.measure ?? null
}

/** Measured when everybody has a measure. */
export function stateAfter(
  facts: CaseFacts,
  step: { kind: AccountabilityStepKind; person: string | null },
): AccountabilityState {
  if (step.kind === 'closed') return 'closed'
  if (step.kind === 'returned') return 'open'
  const measured = new Set([...measuresOf(facts).map(({ person }) => person), step.person])
  return facts.persons.every((person) => measured.has(person)) ? 'measured' : 'open'
}

/** Nobody follows up his own case, and who took a measure does not close the case. */
export function accountabilityRefusal(
  facts: CaseFacts,
  kind: AccountabilityStepKind,
  actor: string,
): AccountabilityRefusal | undefined {
  if (kind === 'measure-taken' ? facts.state !== 'open' : facts.state !== 'measured') return 'not-now'
  if (facts.persons.includes(actor)) return 'involved'
  if (kind === 'measure-taken') return undefined
  return measuresOf(facts).some(({ by }) => by === actor) ? 'same-person' : undefined
}
