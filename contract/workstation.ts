/** A registered PC: its key, its hardware factors, the addresses it may speak from (绑定). */

import * as z from 'zod'
import { AddressRange, Instant, InstitutionCode, Sha256Hex } from '#contract/values.ts'

export const hardwareFactors = ['firmware', 'machine', 'board', 'disk', 'network', 'system', 'cpu'] as const

export type HardwareFactor = (typeof hardwareFactors)[number]

/** Factors leave the PC only as keyed hashes; one that cannot be read is left out. */
export const HardwareFactors = z.partialRecord(z.enum(hardwareFactors), z.array(Sha256Hex).min(1).max(16))
export type HardwareFactors = z.output<typeof HardwareFactors>

/** Asks for this PC to be registered. The public key comes in the DPoP proof that the request carries. */
export const EnrolmentRequest = z.strictObject({
  /** Given by IT for one PC: 80 random bits in Crockford base 32. */
  enrolmentCode: z.string().regex(/^[0-9A-HJKMNP-TV-Z]{16}$/),
  factors: HardwareFactors,
  platform: z.enum(['win32', 'linux', 'darwin']),
  appVersion: z.string().max(20),
})
export type EnrolmentRequest = z.output<typeof EnrolmentRequest>

/** What a PC shows of itself at each log-in. */
export const DeviceReport = z.strictObject({
  factors: HardwareFactors,
  /** Grows with each log-in of this PC and is kept in its profile: an older copy of the profile is noticed. */
  counter: z.int().min(0),
})
export type DeviceReport = z.output<typeof DeviceReport>

/** What an approved workstation knows about itself. */
export const Binding = z.strictObject({
  workstationNumber: z.string().max(20),
  institution: z.strictObject({ code: InstitutionCode, name: z.string().max(80) }),
  addresses: z.array(AddressRange).min(1),
  approvedAt: Instant,
  /** The log's verifier key in C2SP signed-note form; pinned from then on. */
  logKey: z.string().max(200),
})
export type Binding = z.output<typeof Binding>

export const WorkstationId = z.uuid().brand('WorkstationId')
export type WorkstationId = z.output<typeof WorkstationId>

/** Why a workstation was refused or taken out of use; the person at the PC reads it in words. */
export const workstationReasons = [
  'not-ours',
  'wrong-institution',
  'wrong-number',
  'replaced',
  'moved',
  'unused',
  'lost',
  'stolen',
  'suspicious',
] as const
export const WorkstationReason = z.enum(workstationReasons)
export type WorkstationReason = z.output<typeof WorkstationReason>

export const EnrolmentState = z.discriminatedUnion('status', [
  z.strictObject({ status: z.literal('unknown') }),
  z.strictObject({ status: z.literal('pending'), requestedAt: Instant }),
  z.strictObject({ status: z.literal('approved'), binding: Binding }),
  /** Out of use: this key is good for nothing any more. */
  z.strictObject({ status: z.enum(['revoked', 'refused']), reason: WorkstationReason.nullable() }),
  /** Two PCs were seen with this key; an administrator has to look. */
  z.strictObject({ status: z.literal('quarantined') }),
])
export type EnrolmentState = z.output<typeof EnrolmentState>
