/** Disputes as screens show them. */

import type { AttachmentService } from '#central/attachments/attachment-service.ts'
import { type Clock, shanghaiTime } from '#central/clock.ts'
import type { Queryable } from '#central/database/database.ts'
import type { PolicyService } from '#central/policy/policy-service.ts'
import type { SubjectService } from '#central/subjects/subject-service.ts'
import type { Dispute } from '#contract/dispute.ts'
import { AppError } from '#contract/failure.ts'
import { daysBetween, disputeStanding } from '#contract/rules/dispute-clock.ts'
import type { StoredDispute } from './dispute-repository.ts'

export interface DisputeViewDependencies {
  readonly policy: PolicyService
  readonly subjects: SubjectService
  readonly attachments: AttachmentService
  readonly clock: Clock
}

export function createDisputeView({ policy, subjects, attachments, clock }: DisputeViewDependencies) {
  return { all }

  async function all(queryable: Queryable, stored: readonly StoredDispute[]): Promise<Dispute[]> {
    const { warningDays } = (await policy.current(queryable)).body.disputes
    const files = await attachments.listOf(
      queryable,
      'dispute',
      stored.map(({ id }) => id),
    )
    const today = shanghaiTime(clock()).day
    const disputes: Dispute[] = []
    for (const { subjectId, takenById: _, answeredAt, ...dispute } of stored) {
      const answeredOn = answeredAt && shanghaiTime(answeredAt).day
      disputes.push({
        ...dispute,
        subject: await subjectOf(queryable, subjectId),
        standing: disputeStanding({ dueOn: dispute.dueOn, answeredOn, today }, warningDays),
        daysLeft: daysBetween(today, dispute.dueOn),
        attachments: files.get(dispute.id) ?? [],
      })
    }
    return disputes
  }

  /** The name, and of the number no more than tells namesakes apart. */
  async function subjectOf(queryable: Queryable, id: string): Promise<Dispute['subject']> {
    try {
      const { name, idNumber } = await subjects.reveal(queryable, id)
      return { name, idNumberEnd: idNumber.slice(-4) }
    } catch (error) {
      if (error instanceof AppError && error.code === 'not-found') return null
      throw error
    }
  }
}
