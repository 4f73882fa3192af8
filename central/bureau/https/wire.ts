/** What travels between us and the bureau as JSON. An answer that differs in anything is no answer. */

import * as z from 'zod'
import { BureauAnswer, BureauCharge, type BureauRequest } from '#central/bureau/bureau-adapter.ts'
import { Day, Instant } from '#contract/values.ts'

/** The report for a key. The key comes back, so that an answer cannot be taken for another query's. */
export const ReportReply = BureauAnswer.extend({
  idempotencyKey: z.uuid(),
  reportedAt: Instant.transform((text) => new Date(text)),
})

/** "This key was never charged": said in so many words, since a 404 alone can come from any server in between. */
export const NeverCharged = z.strictObject({ idempotencyKey: z.uuid(), isCharged: z.literal(false) })

/** "There will be no report": for instance a subject the bureau does not know by this name and number. */
export const Refusal = NeverCharged.extend({ refusal: z.string().regex(/^[a-z-]{1,40}$/) })

export const KeyConflict = z.strictObject({ idempotencyKey: z.uuid(), conflict: z.literal(true) })

/** The bureau's list of a day. One that is still growing says so, and is none. */
export const ChargeList = z.strictObject({
  day: Day,
  isComplete: z.literal(true),
  charges: z.array(BureauCharge.extend({ at: Instant.transform((text) => new Date(text)) })).max(100_000),
})

export function requestBody({ subjectKind, subject, purposeCode, institution, at }: BureauRequest) {
  return { subjectKind, subject, purposeCode, institution, at: at.toISOString() }
}

/** Whether an answer is about what was asked: key, subject and purpose. */
export function isAnswerTo(
  { idempotencyKey, subjectKind, subject, purposeCode }: BureauRequest,
  reply: z.output<typeof ReportReply>,
): boolean {
  const { header } = reply.report
  return (
    reply.idempotencyKey === idempotencyKey &&
    reply.report.subjectKind === subjectKind &&
    header.reportNumber === reply.reportNumber &&
    header.reason === purposeCode &&
    header.subject.name === subject.name &&
    header.subject.idType === subject.idType &&
    header.subject.idNumber === subject.idNumber
  )
}
