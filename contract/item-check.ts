/** Item checks (逐笔核查): an administrator inspects the consent behind each query. */

import * as z from 'zod'
import { Business } from '#contract/business.ts'
import { ScanMediaType } from '#contract/consent.ts'
import { Warning } from '#contract/decision.ts'
import { Purpose } from '#contract/purpose.ts'
import { Subject } from '#contract/subject.ts'
import { BusinessReference, ConsentId, Day, EmployeeId, Instant, InstitutionCode, QueryId } from '#contract/values.ts'

export const ItemCheckId = z.uuid().brand('ItemCheckId')
export type ItemCheckId = z.output<typeof ItemCheckId>

/** `waiting`: for a checker. `returned`: for the officer, who completes the consent. */
export const itemCheckStates = ['waiting', 'returned', 'accepted', 'suspected'] as const
export const ItemCheckState = z.enum(itemCheckStates)

/** Why a consent goes back to be completed, in the order of the digits that choose them. */
export const returnReasons = [
  'unreadable',
  'page-missing',
  'signature-missing',
  'date-wrong',
  'identity-missing',
  'form-wrong',
  'other',
] as const
export const ReturnReason = z.enum(returnReasons)
export type ReturnReason = z.output<typeof ReturnReason>

/** What a checker suspects; somebody then establishes what happened. */
export const suspicions = [
  'signature-doubtful',
  'altered',
  'other-person',
  'copied',
  'not-authorised',
  'purpose-doubtful',
  'other',
] as const
export const Suspicion = z.enum(suspicions)
export type Suspicion = z.output<typeof Suspicion>

/** What a checker writes beside the reason; the officer reads it. It never stands in the log. */
const Note = z.string().trim().min(2).max(200).nullable()

export const ItemVerdict = z.discriminatedUnion('verdict', [
  z.strictObject({ verdict: z.literal('accepted') }),
  z.strictObject({ verdict: z.literal('returned'), reason: ReturnReason, note: Note }),
  z.strictObject({ verdict: z.literal('suspected'), reason: Suspicion, note: Note }),
])
export type ItemVerdict = z.output<typeof ItemVerdict>

const Person = z.strictObject({ employeeId: EmployeeId, name: z.string().max(60) })
const Place = z.strictObject({ code: InstitutionCode, name: z.string().max(80) })

/** One thing that happened to an item, oldest first. */
export const ItemStep = z.strictObject({
  what: z.enum(['accepted', 'returned', 'suspected', 'completed', 'escalated']),
  at: Instant,
  by: EmployeeId.nullable(),
  reason: z.string().max(40).nullable(),
  note: z.string().max(200).nullable(),
})
export type ItemStep = z.output<typeof ItemStep>

/** Everything a checker sees beside the scans; of the report there is nothing. */
export const CheckItem = z.strictObject({
  id: ItemCheckId,
  /** 2: a sample of what somebody below has accepted. */
  level: z.int().min(1).max(2),
  queryId: QueryId,
  institution: Place,
  officer: Person,
  /** As it was typed for the query; `null` once it has been erased. */
  subject: Subject.nullable(),
  purpose: Purpose,
  askedAt: Instant,
  warnings: z.array(Warning),
  business: z.strictObject({
    reference: BusinessReference,
    product: z.string().max(60).nullable(),
    kind: Business.shape.kind.nullable(),
    status: Business.shape.status.nullable(),
  }),
  consent: z.strictObject({
    id: ConsentId,
    signedOn: Day,
    purposes: z.array(Purpose),
    registeredAt: Instant,
    firstUsedAt: Instant.nullable(),
    /** The last day on which it may have been used for the first time. */
    firstUseUntil: Day,
    /** Uses after the loan was granted go by the business, not by the first-use limit. */
    isPostLoan: z.boolean(),
    /** Pages are counted through all of them, from one. */
    scans: z.array(z.strictObject({ mediaType: ScanMediaType, pages: z.int().positive(), isCompletion: z.boolean() })),
  }),
  steps: z.array(ItemStep),
  dueOn: Day,
  isOverdue: z.boolean(),
})
export type CheckItem = z.output<typeof CheckItem>

/** An item in the list: without name and ID number. */
export const ItemCheckRow = z.strictObject({
  id: ItemCheckId,
  level: z.int().min(1).max(2),
  businessReference: BusinessReference,
  purpose: Purpose,
  institution: Place,
  officer: Person,
  askedAt: Instant,
  state: ItemCheckState,
  dueOn: Day,
  isOverdue: z.boolean(),
  isEscalated: z.boolean(),
  /** Somebody else has it on screen at this moment. */
  takenBy: EmployeeId.nullable(),
  /** Who decided last, and how. */
  decidedBy: EmployeeId.nullable(),
  decidedAt: Instant.nullable(),
  reason: z.string().max(40).nullable(),
  /** Whether the caller may check it. */
  isMine: z.boolean(),
})
export type ItemCheckRow = z.output<typeof ItemCheckRow>

/** A consent that came back to the officer who asked. */
export const ReturnedItem = z.strictObject({
  id: ItemCheckId,
  businessReference: BusinessReference,
  purpose: Purpose,
  askedAt: Instant,
  returnedAt: Instant,
  reason: ReturnReason,
  note: z.string().max(200).nullable(),
  dueOn: Day,
  isOverdue: z.boolean(),
})
export type ReturnedItem = z.output<typeof ReturnedItem>

/** How one checker worked in the last thirty days, for the level above. */
export const CheckerStatistics = z.strictObject({
  checker: Person,
  institution: Place,
  decided: z.int().min(0),
  accepted: z.int().min(0),
  returned: z.int().min(0),
  suspected: z.int().min(0),
  medianSeconds: z.number().min(0).nullable(),
  /** Decisions below the policy's seconds. */
  fast: z.int().min(0),
  isTooFast: z.boolean(),
  /** Samples of what he accepted that were checked again, and those the second checker did not accept. */
  sampled: z.int().min(0),
  overruled: z.int().min(0),
})
export type CheckerStatistics = z.output<typeof CheckerStatistics>
