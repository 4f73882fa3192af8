import type { Query } from '#contract/query.ts'
import type { ReleaseState } from '#contract/release.ts'
import type { StoredQuery } from './query-repository.ts'

/** A query as its officer sees it. */
export function publicView(
  { id, businessReference, purpose, askedAt, state, decision, report }: StoredQuery,
  release: ReleaseState | undefined,
): Query {
  const shown = report && {
    number: report.number,
    pages: report.pages,
    viewableUntil: report.viewableUntil.toISOString(),
    openingsLeft: Math.max(0, report.openings - report.openingsUsed),
  }
  return {
    id,
    businessReference,
    purpose,
    askedAt: askedAt.toISOString(),
    state,
    decision,
    report: shown,
    release: release ?? null,
  }
}
