/** Puts together what a checker sees of an item. */

import type { BusinessService } from '#central/business/business-service.ts'
import type { ConsentService } from '#central/consents/consent-service.ts'
import type { CheckItem, ItemCheckRow, ItemStep } from '#contract/item-check.ts'
import { postLoanPurposes } from '#contract/purpose.ts'
import type { Subject } from '#contract/subject.ts'
import type { Checker, StoredItem } from './item-check-repository.ts'

export interface Due {
  readonly dueOn: string
  readonly isOverdue: boolean
}

interface Parts {
  readonly subject: Subject | null
  readonly business: Awaited<ReturnType<BusinessService['find']>>
  readonly consent: NonNullable<Awaited<ReturnType<ConsentService['find']>>>
  readonly scans: CheckItem['consent']['scans']
  readonly steps: ItemStep[]
  readonly due: Due
  readonly firstUseWithinDays: number
}

export function checkItemOf(item: StoredItem, parts: Parts): CheckItem {
  const { subject, business, consent, scans, steps, due, firstUseWithinDays } = parts
  const { id, level, queryId, purpose, businessReference: reference } = item
  return {
    id,
    level,
    queryId,
    ...peopleOf(item),
    subject,
    purpose,
    askedAt: item.askedAt.toISOString(),
    warnings: item.decision.warnings,
    business: {
      reference,
      product: business?.product ?? null,
      kind: business?.kind ?? null,
      status: business?.status ?? null,
    },
    consent: {
      id: item.consentId,
      signedOn: consent.signedOn,
      purposes: consent.purposes,
      registeredAt: consent.registeredAt.toISOString(),
      firstUsedAt: consent.firstUsedAt?.toISOString() ?? null,
      firstUseUntil: daysAfter(consent.signedOn, firstUseWithinDays),
      isPostLoan: postLoanPurposes.includes(purpose),
      scans,
    },
    steps,
    ...due,
  }
}

export function rowOf(
  item: StoredItem,
  { checker, due, now }: { checker: Checker; due: Due; now: Date },
): ItemCheckRow {
  const { id, level, businessReference, purpose, state, decidedBy, reason, escalatedAt } = item
  const isTaken = item.takenUntil !== null && item.takenUntil > now && item.takenBy !== checker.userId
  return {
    id,
    level,
    businessReference,
    purpose,
    ...peopleOf(item),
    askedAt: item.askedAt.toISOString(),
    state,
    ...due,
    isEscalated: escalatedAt !== null,
    takenBy: isTaken ? item.takenByEmployee : null,
    decidedBy,
    decidedAt: item.decidedAt?.toISOString() ?? null,
    reason,
    isMine: isDecidable(item, checker),
  }
}

/** The same rule as in the queue's SQL, for one item. */
export function isDecidable(item: StoredItem, { userId, institution }: Checker): boolean {
  const isOpen = item.state === 'waiting' || (item.state === 'returned' && item.escalatedAt !== null)
  return isOpen && item.queues.includes(institution) && !item.barred.includes(userId)
}

function peopleOf({ employeeId, officerName, institution: code, institutionName }: StoredItem) {
  return { officer: { employeeId, name: officerName }, institution: { code, name: institutionName } }
}

function daysAfter(day: string, days: number): string {
  return new Date(Date.parse(day) + days * 86_400_000).toISOString().slice(0, 10)
}
