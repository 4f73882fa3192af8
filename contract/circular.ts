/** Notices down the institution tree with receipts (通报), and the monthly security circular (安全通报). */

import * as z from 'zod'
import { Attachment, SentAttachments } from '#contract/attachment.ts'
import { Role } from '#contract/role.ts'
import { Day, EmployeeId, Instant, InstitutionCode } from '#contract/values.ts'

export const CircularId = z.uuid().brand('CircularId')
export type CircularId = z.output<typeof CircularId>

/** A calendar month, `YYYY-MM`. */
export const Month = z.string().regex(/^20\d{2}-(0[1-9]|1[0-2])$/)
export type Month = z.output<typeof Month>

/** A draft is its institution's; nothing can be changed once it is published, only withdrawn or superseded. */
export const circularStates = ['draft', 'published', 'withdrawn', 'superseded'] as const
export const CircularState = z.enum(circularStates)
export type CircularState = z.output<typeof CircularState>

/** What an editor keeps; anything may still be missing. */
export const CircularDraft = z.strictObject({
  id: CircularId,
  title: z.string().max(120),
  /** Plain text with the few marks of `plain-markup.ts`; never HTML. */
  body: z.string().max(20_000),
  /** Each with everything below it. */
  targets: z.array(InstitutionCode).max(200),
  audience: z.array(Role).max(6),
  /** Until when receipts are expected; `null`: as long as policy says. */
  dueOn: Day.nullable(),
  supersedes: CircularId.nullable(),
})
export type CircularDraft = z.output<typeof CircularDraft>

export const CircularPublication = z.strictObject({ attachments: SentAttachments })
export const WithdrawalReason = z.string().trim().min(4).max(400)

/** Receipts within the reader's own subtree. */
export const ReceiptCounts = z.strictObject({
  recipients: z.int().min(0),
  confirmed: z.int().min(0),
  /** Not confirmed, and the day has gone by. */
  late: z.int().min(0),
})
export type ReceiptCounts = z.output<typeof ReceiptCounts>

export const CircularRow = z.strictObject({
  id: CircularId,
  title: z.string(),
  institution: z.strictObject({ code: InstitutionCode, name: z.string() }),
  /** The month a security circular is about; `null` for any other circular. */
  month: Month.nullable(),
  state: CircularState,
  draftedAt: Instant,
  publishedAt: Instant.nullable(),
  dueOn: Day.nullable(),
  receipts: ReceiptCounts,
  /** The reader's institution issued it, or one below did: he may withdraw it. */
  isOurs: z.boolean(),
})
export type CircularRow = z.output<typeof CircularRow>

export const Circular = CircularRow.extend({
  body: z.string(),
  targets: z.array(InstitutionCode),
  audience: z.array(Role),
  supersedes: CircularId.nullable(),
  withdrawal: z.string().nullable(),
  attachments: z.array(Attachment),
})
export type Circular = z.output<typeof Circular>

export const receiptStandings = ['confirmed', 'confirmed-late', 'waiting', 'late'] as const
export const ReceiptStanding = z.enum(receiptStandings)
export type ReceiptStanding = z.output<typeof ReceiptStanding>

export const Receipt = z.strictObject({
  institution: InstitutionCode,
  employeeId: EmployeeId,
  name: z.string(),
  role: Role,
  openedAt: Instant.nullable(),
  confirmedAt: Instant.nullable(),
  standing: ReceiptStanding,
})
export type Receipt = z.output<typeof Receipt>

/** A circular as its reader finds it. */
export const ReceivedCircular = z.strictObject({
  id: CircularId,
  title: z.string(),
  from: z.string(),
  publishedAt: Instant,
  dueOn: Day,
  state: CircularState.exclude(['draft']),
  confirmedAt: Instant.nullable(),
  standing: ReceiptStanding,
})
export type ReceivedCircular = z.output<typeof ReceivedCircular>

export const OpenedCircular = ReceivedCircular.extend({ body: z.string(), attachments: z.array(Attachment) })
export type OpenedCircular = z.output<typeof OpenedCircular>

/** A month, and whether its security circular was published by its day. */
export const SecurityMonth = z.strictObject({
  month: Month,
  dueOn: Day,
  circular: z.strictObject({ id: CircularId, state: CircularState, publishedAt: Instant.nullable() }).nullable(),
  /** `not-required`: the bank had no user yet. */
  standing: z.enum(['published', 'published-late', 'open', 'late', 'not-required']),
})
export type SecurityMonth = z.output<typeof SecurityMonth>
