/** Everything that a decision sees. Kept with the decision, so that it can be made again; no name, no ID number. */

import * as z from 'zod'
import { DayKind } from '#contract/calendar.ts'
import { BlockingRule } from '#contract/decision.ts'
import { InstitutionLevel } from '#contract/institution.ts'
import { StopCause } from '#contract/query-stop.ts'
import { SubjectKind, subjectKinds } from '#contract/user.ts'
import { BusinessReference, Day, Instant, InstitutionCode } from '#contract/values.ts'

const PurposeCode = z.string().regex(/^\d{2}$/)
const RegionCode = z.string().regex(/^\d{6}$/)
const Count = z.int().min(0)

export const QueryFacts = z.strictObject({
  purpose: PurposeCode,
  businessReference: BusinessReference,
  subject: z.strictObject({
    kind: z.enum(['personal', 'corporate']),
    /** First two digits of a resident identity number: the province that gave it out (GB/T 2260). */
    province: z
      .string()
      .regex(/^\d{2}$/)
      .nullable(),
    /** Somebody employed by the bank has this ID number; the user himself. */
    isEmployee: z.boolean().default(false),
    isSelf: z.boolean().default(false),
    /** Surname and address code of the ID number (GB 11643, section 4.2.1) are the user's. */
    mayBeRelated: z.boolean().default(false),
  }),
  user: z.strictObject({
    status: z.enum(['active', 'suspended', 'stopped']),
    grade: z.enum(['A', 'B', 'C']),
    purposes: z.array(PurposeCode),
    subjectKinds: z.array(SubjectKind).default([...subjectKinds]),
    rightsUntil: Instant,
    /** Since when a compulsory course has been overdue. */
    trainingOverdueSince: Day.nullable().default(null),
    regionCode: RegionCode,
    /** The user's institution and those above it, nearest first. */
    institutions: z.array(InstitutionCode).min(1).max(8),
    level: InstitutionLevel.default('outlet'),
  }),
  /** `null`: the loan systems know none. */
  business: z
    .strictObject({
      kind: z.enum(['application', 'contract']),
      status: z.enum(['open', 'settled', 'withdrawn']),
      regionCode: RegionCode,
      isSubjectParty: z.boolean(),
    })
    .nullable(),
  /** When the loan systems last said how things stand; `null`: they never have. */
  businessFeed: z.strictObject({ receivedAt: Instant }).nullable().default(null),
  /** `null`: none was given, or it is another institution's. */
  consent: z
    .strictObject({
      isForSubject: z.boolean(),
      businessReference: BusinessReference,
      purposes: z.array(PurposeCode),
      signedOn: Day,
      firstUsedAt: Instant.nullable(),
      revokedAt: Instant.nullable(),
      /** A scan of it is, byte for byte, a scan of another subject's consent. */
      isScanReused: z.boolean(),
      /** A scan of it shows the same sheet as a scan of another subject's consent. */
      isScanSimilar: z.boolean().default(false),
    })
    .nullable(),
  /** This user's queries that went to the bureau. */
  volume: z.strictObject({
    /** Of the subject's kind. */
    today: Count,
    lastMinute: Count,
    lastHour: Count,
    /** The thirty days before today: how many queries, on how many days. */
    thirtyDays: z.strictObject({ queries: Count, days: Count }),
    daysSinceLast: Count.nullable(),
    sameSubjectToday: Count,
    /** By anybody of the institution. */
    sameSubjectAtInstitution: Count,
    /** Queries of today that the bureau had no subject for. */
    missesToday: Count,
    /** Seconds between one query and the next, the newest last; at most twelve. */
    intervalsSeconds: z.array(z.number().min(0)).max(12),
    /** How many queries in a row, this one included, were about ID numbers in sequence, and names in alphabetical order. */
    consecutiveIds: Count.default(0),
    alphabeticalNames: Count.default(0),
  }),
  /** An approver's permission that came with the query. */
  release: z
    .strictObject({
      /** Same user, subject, purpose, business and consent as the query that was blocked. */
      isForThisQuery: z.boolean(),
      rules: z.array(BlockingRule),
      grantedAt: Instant,
      isUsed: z.boolean(),
    })
    .nullable(),
  /** Stops of all queries in force over the user's institution. */
  stops: z.array(z.strictObject({ institutionName: z.string().max(80), cause: StopCause, since: Instant })).default([]),
  now: Instant,
  dayKind: DayKind,
})
export type QueryFacts = z.output<typeof QueryFacts>
