/** Every number head office may change. A version takes effect at a moment; each decision names the version it used. */

import * as z from 'zod'
import { ResponsibleClass } from '#contract/duty.ts'
import { Instant } from '#contract/values.ts'

/** A time of day in Asia/Shanghai, `HH:MM`. */
const TimeOfDay = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/)
const Minutes = z
  .int()
  .positive()
  .max(60 * 24 * 31)

export const PolicyBody = z.strictObject({
  dynamicPassword: z.strictObject({ toleratedSteps: z.int().min(0).max(3) }),
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
  query: z.strictObject({ personalPerDay: z.int().positive() }),
  workingHours: z.strictObject({ from: TimeOfDay, until: TimeOfDay }),
  viewing: z.strictObject({
    periodHours: z.int().positive(),
    openings: z.int().positive(),
    /** A report window that is not in front hides its page at once, and closes after so long. */
    unattendedSeconds: z.int().min(5).max(3600),
  }),
  /** The class of those who are responsible because they use the system (谁使用，谁负责). */
  governance: z.strictObject({ userClass: ResponsibleClass }),
  workstation: z.strictObject({
    codeLifeHours: z.int().positive(),
    /** The widest prefixes an address range may have: bits that stay fixed. */
    fewestBitsIpv4: z.int().min(8).max(32),
    fewestBitsIpv6: z.int().min(16).max(128),
  }),
  /** Days after which page keys of reports, whatever names a subject, and the bytes of log entries are destroyed. */
  retention: z.strictObject({
    reportDays: z.int().min(1),
    subjectDays: z.int().min(30),
    logDays: z.int().min(365),
  }),
  /** How long rights are good before they must be confirmed anew. */
  rights: z.strictObject({ validDays: z.int().positive().max(366) }),
  receipt: z.strictObject({ waitMs: z.int().positive().max(30_000) }),
})
export type PolicyBody = z.output<typeof PolicyBody>

export const Policy = z.strictObject({ version: z.int().positive(), effectiveFrom: Instant, body: PolicyBody })
export type Policy = z.output<typeof Policy>

/** What is in force until head office publishes its first version. */
export const defaultPolicyBody: PolicyBody = {
  dynamicPassword: { toleratedSteps: 1 },
  lockout: { failures: 5, minutes: 30, locksBeforeSuspension: 3 },
  password: { minLength: 12, maxAgeDays: 30, history: 12, initialHours: 24 },
  session: { idleMinutes: 5, absoluteMinutes: 480 },
  consent: { firstUseWithinDays: 90 },
  query: { personalPerDay: 60 },
  workingHours: { from: '08:30', until: '17:30' },
  viewing: { periodHours: 24, openings: 3, unattendedSeconds: 120 },
  governance: { userClass: 'first-direct' },
  workstation: { codeLifeHours: 24, fewestBitsIpv4: 16, fewestBitsIpv6: 48 },
  retention: { reportDays: 365, subjectDays: 5 * 365, logDays: 10 * 365 },
  rights: { validDays: 365 },
  receipt: { waitMs: 5000 },
}
