/** Who may release a query, and whose turn it is: pure, so that every way stands in one table. */

export interface ReleaserFacts {
  readonly approver: {
    readonly employeeId: string
    readonly institution: string
  }
  readonly request: {
    readonly officer: string
    /** The officer's institution and those above it, nearest first. */
    readonly institutions: readonly string[]
    /** Those of them that have approvers: an institution without any is not waited for. */
    readonly staffed: readonly string[]
    /** Some rule asks for a higher institution than the officer's. */
    readonly isHigherOnly: boolean
    readonly requestedAt: Date
  }
  /** Who is on duty now at the approver's institution; empty: there is no roster. */
  readonly onDuty: readonly { readonly employeeId: string; readonly isDeputy: boolean }[]
  readonly answerMinutes: number
  readonly now: Date
}

export type Releaser =
  | { readonly kind: 'may'; readonly isTurn: boolean }
  | { readonly kind: 'may-not'; readonly why: 'own-query' | 'other-institution' | 'higher-only' | 'not-on-duty' }

/**
 * An approver of the same or a higher institution, on duty where there is a roster. A deputy and a higher institution may
 * at any time; it is their turn once the request was left unanswered.
 */
export function judgeReleaser({ approver, request, onDuty, answerMinutes, now }: ReleaserFacts): Releaser {
  if (approver.employeeId === request.officer) return { kind: 'may-not', why: 'own-query' }
  const levelsUp = request.institutions.indexOf(approver.institution)
  if (levelsUp < 0) return { kind: 'may-not', why: 'other-institution' }
  if (levelsUp === 0 && request.isHigherOnly) return { kind: 'may-not', why: 'higher-only' }
  const duty = onDuty.find(({ employeeId }) => employeeId === approver.employeeId)
  if (onDuty.length > 0 && !duty) return { kind: 'may-not', why: 'not-on-duty' }

  const waitedMinutes = (now.getTime() - request.requestedAt.getTime()) / 60_000
  // At night the officer's own institution is not asked.
  const asked = request.institutions.slice(request.isHigherOnly ? 1 : 0, levelsUp)
  const before = asked.filter((code) => request.staffed.includes(code)).length
  const stepsAway = before * 2 + (duty?.isDeputy ? 1 : 0)
  return { kind: 'may', isTurn: waitedMinutes >= stepsAway * answerMinutes }
}
