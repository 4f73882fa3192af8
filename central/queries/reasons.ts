import type { BlockingRule, BlockReason, Warning, WarningRule } from '#contract/decision.ts'

/** Q3 of the requirements: an approver may release these for one query; all others nobody may. */
const releasable: ReadonlySet<BlockingRule> = new Set([
  'cross-region',
  'too-many-today',
  'far-above-own-mean',
  'non-working-hours',
  'non-working-day',
  'subject-is-employee',
])

export function blockReason(
  rule: BlockingRule,
  facts: BlockReason['facts'] = {},
  { isHigherOnly = false } = {},
): BlockReason {
  return { rule, isReleasable: releasable.has(rule), isHigherOnly, facts }
}

export function warning(rule: WarningRule, facts: Warning['facts'] = {}): Warning {
  return { rule, facts }
}

/** Purposes that follow a business already on the books: post-loan and post-guarantee management. */
const postLoan = { personal: ['01', '21'], corporate: ['03'] } as const

export function isPostLoan(kind: keyof typeof postLoan, purpose: string): boolean {
  return postLoan[kind].some((code) => code === purpose)
}
