/** Every number head office may change. A version takes effect at a moment; each decision names the version it used. */

import * as z from 'zod'
import { CapturePolicy } from '#contract/capture.ts'
import { ResponsibleClass } from '#contract/duty.ts'
import { BureauSection, defaultBureau } from '#contract/policy-sections/bureau.ts'
import { BusinessFeedPolicy, defaultBusinessFeedPolicy } from '#contract/policy-sections/business-feed.ts'
import { defaultIncidentPolicy, IncidentPolicy } from '#contract/policy-sections/incident.ts'
import { defaultItemCheckPolicy, ItemCheckPolicy } from '#contract/policy-sections/item-check.ts'
import { defaultMonitoring, MonitoringSection } from '#contract/policy-sections/monitoring.ts'
import { defaultQueryLimits, QueryLimits } from '#contract/policy-sections/query-limits.ts'
import { defaultRoutines, routineSections } from '#contract/policy-sections/routines.ts'
import {
  defaultScorePolicy,
  defaultSuspensionPolicy,
  ScorePolicy,
  SuspensionPolicy,
} from '#contract/policy-sections/score.ts'
import { defaultTableExportPolicy, TableExportPolicy } from '#contract/policy-sections/table-export.ts'
import { defaultTrainingPolicy, TrainingPolicy } from '#contract/policy-sections/training.ts'
import { Instant, InstitutionCode } from '#contract/values.ts'
import { hardwareFactors } from '#contract/workstation.ts'

/** A time of day in Asia/Shanghai, `HH:MM`. */
const TimeOfDay = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/)
const MonthAndDay = z.string().regex(/^(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/)
const Minutes = z
  .int()
  .positive()
  .max(60 * 24 * 31)

export const PolicyBody = z.strictObject({
  dynamicPassword: z.strictObject({
    /** Steps to either side of where a token's clock is believed to stand. */
    toleratedSteps: z.int().min(0).max(3),
    /** Codes that an event-based token may have run ahead. */
    lookAhead: z.int().min(1).max(50),
    /** How far from our clock two codes in a row bring a token back into step; more needs two administrators. */
    resyncSteps: z.int().min(1).max(100),
    administratorResyncSteps: z.int().min(1).max(5000),
  }),
  lockout: z.strictObject({
    failures: z.int().positive(),
    minutes: Minutes,
    locksBeforeSuspension: z.int().positive(),
  }),
  password: z.strictObject({
    minLength: z.int().min(12).max(64),
    maxAgeDays: z.int().positive(),
    /** How many of the last passwords, the present one included, may not be used again. */
    history: z.int().min(1).max(24),
    /** How long a password that was handed over is good. */
    initialHours: z.int().positive(),
  }),
  session: z.strictObject({ idleMinutes: Minutes, absoluteMinutes: Minutes }),
  consent: z.strictObject({ firstUseWithinDays: z.int().positive() }),
  viewing: z.strictObject({
    periodHours: z.int().positive(),
    openings: z.int().positive(),
    /** A report window that is not in front hides its page at once, and closes after so long. */
    unattendedSeconds: z.int().min(5).max(3600),
    capture: CapturePolicy,
  }),
  query: QueryLimits,
  workingHours: z.strictObject({
    from: TimeOfDay,
    until: TimeOfDay,
    /** Other hours of an institution (`null`: everywhere) in a season, `MM-DD` to `MM-DD`. */
    exceptions: z
      .array(
        z.strictObject({
          institution: InstitutionCode.nullable(),
          fromDay: MonthAndDay,
          untilDay: MonthAndDay,
          from: TimeOfDay,
          until: TimeOfDay,
        }),
      )
      .max(200),
    /** Queries at night are released by a higher institution only. */
    nightFrom: TimeOfDay,
    nightUntil: TimeOfDay,
  }),
  release: z.strictObject({
    /** How long a release is good for. */
    minutes: Minutes,
    /** An unanswered request passes to deputies after this long, and up the tree after as long again. */
    answerMinutes: Minutes,
  }),
  /** The class of those who are responsible because they use the system (谁使用，谁负责). */
  governance: z.strictObject({ userClass: ResponsibleClass }),
  workstation: z.strictObject({
    codeLifeHours: z.int().positive(),
    /** The widest prefixes an address range may have: bits that stay fixed. */
    fewestBitsIpv4: z.int().min(8).max(32),
    fewestBitsIpv6: z.int().min(16).max(128),
    /** A workstation's key older than this is replaced after the next log-in. */
    keyMaxAgeDays: z.int().min(1).max(3650).default(90),
  }),
  /** Days after which page keys of reports, whatever names a subject, and the bytes of log entries are destroyed. */
  retention: z.strictObject({
    reportDays: z.int().min(1),
    subjectDays: z.int().min(30),
    logDays: z.int().min(365),
  }),
  /** How long rights are good before they must be confirmed anew. */
  rights: z.strictObject({ validDays: z.int().positive().max(366) }),
  admission: z.strictObject({
    /** Questions of a paper. */
    perTopic: z.strictObject({
      regulation: z.int().min(0).max(50),
      'information-security': z.int().min(0).max(50),
      operation: z.int().min(0).max(50),
      disputes: z.int().min(0).max(50),
    }),
    minutes: Minutes,
    passMark: z.int().min(1).max(100),
    attemptsPerDay: z.int().positive(),
    /** How long after a passed test one may apply. */
    passValidDays: z.int().positive(),
    codeMinutes: Minutes,
    sessionMinutes: Minutes,
    approvalLevels: z.int().min(1).max(5),
  }),
  hardware: z.strictObject({
    /** How much each factor says about which PC it is. */
    weights: z.record(z.enum(hardwareFactors), z.int().min(0).max(100)),
    /** Share of the comparable weight that must have stayed. */
    acceptPercent: z.int().min(50).max(100),
  }),
  receipt: z.strictObject({ waitMs: z.int().positive().max(30_000) }),
  score: ScorePolicy.default(defaultScorePolicy),
  suspension: SuspensionPolicy.default(defaultSuspensionPolicy),
  incident: IncidentPolicy.default(defaultIncidentPolicy),
  ...routineSections,
  monitoring: MonitoringSection.default(defaultMonitoring),
  bureau: BureauSection.default(defaultBureau),
  itemCheck: ItemCheckPolicy.prefault(defaultItemCheckPolicy),
  training: TrainingPolicy.prefault(defaultTrainingPolicy),
  businessFeed: BusinessFeedPolicy.default(defaultBusinessFeedPolicy),
  tableExport: TableExportPolicy.default(defaultTableExportPolicy),
})
export type PolicyBody = z.output<typeof PolicyBody>

export const Policy = z.strictObject({ version: z.int().positive(), effectiveFrom: Instant, body: PolicyBody })
export type Policy = z.output<typeof Policy>

/** What is in force until head office publishes its first version. */
export const defaultPolicyBody: PolicyBody = {
  dynamicPassword: { toleratedSteps: 1, lookAhead: 10, resyncSteps: 20, administratorResyncSteps: 1000 },
  lockout: { failures: 5, minutes: 30, locksBeforeSuspension: 3 },
  password: { minLength: 12, maxAgeDays: 30, history: 12, initialHours: 24 },
  session: { idleMinutes: 5, absoluteMinutes: 480 },
  consent: { firstUseWithinDays: 90 },
  viewing: {
    periodHours: 24,
    openings: 3,
    unattendedSeconds: 120,
    capture: {
      unprotected: { win32: 'refuse', darwin: 'dense', linux: 'dense' },
      remoteDesktop: 'refuse',
      virtualMachine: 'refuse',
    },
  },
  query: defaultQueryLimits,
  workingHours: { from: '08:30', until: '17:30', exceptions: [], nightFrom: '22:00', nightUntil: '06:00' },
  release: { minutes: 30, answerMinutes: 10 },
  governance: { userClass: 'first-direct' },
  workstation: { codeLifeHours: 24, fewestBitsIpv4: 16, fewestBitsIpv6: 48, keyMaxAgeDays: 90 },
  retention: { reportDays: 365, subjectDays: 5 * 365, logDays: 10 * 365 },
  rights: { validDays: 365 },
  admission: {
    perTopic: { regulation: 10, 'information-security': 8, operation: 10, disputes: 7 },
    minutes: 45,
    passMark: 80,
    attemptsPerDay: 2,
    passValidDays: 90,
    codeMinutes: 30,
    sessionMinutes: 120,
    approvalLevels: 2,
  },
  hardware: {
    weights: { firmware: 30, machine: 20, board: 15, disk: 15, network: 10, system: 5, cpu: 5 },
    acceptPercent: 60,
  },
  receipt: { waitMs: 5000 },
  score: defaultScorePolicy,
  suspension: defaultSuspensionPolicy,
  incident: defaultIncidentPolicy,
  ...defaultRoutines,
  monitoring: defaultMonitoring,
  bureau: defaultBureau,
  itemCheck: defaultItemCheckPolicy,
  training: defaultTrainingPolicy,
  businessFeed: defaultBusinessFeedPolicy,
  tableExport: defaultTableExportPolicy,
}
