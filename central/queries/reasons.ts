import type { BlockingRule, BlockReason, Warning, WarningRule } from '#contract/decision.ts'
import { kindOfPurpose, postLoanPurposes, purposeCode, type SubjectKind } from '#contract/purpose.ts'

/** Q3 of the requirements: an approver may release these for one query; all others nobody may. */
const releasable: ReadonlySet<BlockingRule> = new Set([
  'cross-region',
  'business-feed-late',
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

/** @param code The two digits of the bureau's own table. */
export function isPostLoan(kind: SubjectKind, code: string): boolean {
  return postLoanPurposes.some((purpose) => kindOfPurpose(purpose) === kind && purposeCode(purpose) === code)
}
