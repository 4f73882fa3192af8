/** The bureau's list of a day against our reports of that day. A pure rule. */

import type { BureauCharge } from '#central/bureau/bureau-adapter.ts'
import type { DifferenceKind } from '#contract/reconciliation.ts'

export interface OurCharge {
  readonly id: string
  /** `null` once the subject has been erased; then nothing can be said of it. */
  readonly subject: BureauCharge['subject'] | null
  readonly purpose: string
  readonly institution: string
  readonly state: 'blocked' | 'asking' | 'answered' | 'failed'
  readonly askedAt: Date
  /** The bureau's own time of the report we hold; `null` while there is none. */
  readonly reportedAt: Date | null
  readonly reportNumber: string | null
}

export interface Difference {
  readonly kind: DifferenceKind
  readonly key: string
  readonly queryId: string | null
  readonly reportNumber: string | null
  readonly institution: string | null
  readonly purpose: string | null
  readonly happenedAt: Date
}

/** How far the bureau's clock and ours may be apart. */
const toleratedMs = 5 * 60_000

/**
 * @param ours The queries whose report is of that day, and every query the bureau's list names.
 * @param isOfDay Whether a moment is of that day: a query the list names may be another day's.
 */
export function compareCharges(
  charges: readonly BureauCharge[],
  ours: readonly OurCharge[],
  isOfDay: (moment: Date) => boolean,
): Difference[] {
  const byId = new Map(ours.map((query) => [query.id, query]))
  const seen = new Set<string>()
  const fromList = charges.flatMap((charge) => {
    const isRepeated = seen.has(charge.key)
    seen.add(charge.key)
    const kinds = isRepeated ? (['charged-twice'] as const) : kindsOf(charge, byId.get(charge.key))
    return kinds.map((kind) => fromCharge(kind, charge, byId.get(charge.key)))
  })
  const missing = ours.filter(({ id, reportedAt }) => reportedAt !== null && isOfDay(reportedAt) && !seen.has(id))
  return [...fromList, ...missing.map(onlyHere)]
}

function kindsOf(charge: BureauCharge, query: OurCharge | undefined): DifferenceKind[] {
  // A query still waiting for its answer is found by its look-up; one that was blocked or refused was never to be charged.
  if (query === undefined || query.state === 'blocked' || query.state === 'failed') return ['only-at-bureau']
  return [
    ...(query.subject === null || isSameSubject(charge.subject, query.subject) ? [] : ['other-subject' as const]),
    ...(charge.purposeCode === query.purpose ? [] : ['other-purpose' as const]),
    ...(isSameTime(charge.at, query) ? [] : ['other-time' as const]),
  ]
}

function isSameSubject(a: BureauCharge['subject'], b: BureauCharge['subject']): boolean {
  return a.name === b.name && a.idType === b.idType && a.idNumber === b.idNumber
}

/** Not before it was asked, and when our report says. */
function isSameTime(at: Date, { askedAt, reportedAt }: OurCharge): boolean {
  if (at.getTime() < askedAt.getTime() - toleratedMs) return false
  return reportedAt === null || Math.abs(at.getTime() - reportedAt.getTime()) <= toleratedMs
}

function fromCharge(kind: DifferenceKind, charge: BureauCharge, query: OurCharge | undefined): Difference {
  const { key, reportNumber, institutionCode: institution, purposeCode: purpose, at: happenedAt } = charge
  return { kind, key, queryId: query?.id ?? null, reportNumber, institution, purpose, happenedAt }
}

function onlyHere({ id, reportNumber, institution, purpose, reportedAt, askedAt }: OurCharge): Difference {
  return {
    kind: 'only-here',
    key: id,
    queryId: id,
    reportNumber,
    institution,
    purpose,
    happenedAt: reportedAt ?? askedAt,
  }
}
