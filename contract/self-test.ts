/** What a PC finds out about itself for IT (本机自检): codes and plain values, no secret, no name, no serial number. */

import * as z from 'zod'
import { CapturePolicy } from '#contract/capture.ts'
import { Instant } from '#contract/values.ts'
import { hardwareFactors } from '#contract/workstation.ts'

/** In the order of the screen. */
export const selfTestNames = [
  'service',
  'certificate',
  'enrolment',
  'address',
  'clock',
  'keychain',
  'capture',
  'sandbox',
  'factors',
  'log',
  'versions',
] as const

/** Each finding has a sentence for IT in both languages; all but those that are in order have one for what to do next. */
export const selfTestFindings = {
  ok: [
    'service-working',
    'certificate-trusted',
    'enrolment-approved',
    'address-bound',
    'clock-right',
    'keychain-safe',
    'capture-normal',
    'sandbox-on',
    'factors-enough',
    'log-trusted',
    'versions-release',
  ],
  warn: [
    'service-degraded',
    'service-unasked',
    'certificate-unseen',
    'enrolment-unknown',
    'enrolment-pending',
    'enrolment-unread',
    'address-free',
    'address-unseen',
    'clock-off',
    'clock-unseen',
    'capture-dense',
    'capture-unjudged',
    'sandbox-unread',
    'factors-few',
    'log-unseen',
    'versions-test',
  ],
  fail: [
    'service-offline',
    'service-refusing',
    'certificate-untrusted',
    'enrolment-ended',
    'enrolment-quarantined',
    'address-outside',
    'clock-wrong',
    'keychain-plain-text',
    'keychain-unavailable',
    'keychain-changed',
    'capture-refused',
    'sandbox-off',
    'factors-none',
    'log-distrusted',
  ],
} as const

export type SelfTestState = keyof typeof selfTestFindings
export type SelfTestFinding = (typeof selfTestFindings)[SelfTestState][number]

/** Risks of capture and hardware factors, each with a word of its own. */
export const selfTestCodes = ['unprotected', 'remote-desktop', 'virtual-machine', ...hardwareFactors] as const

const finding = z.enum([...selfTestFindings.ok, ...selfTestFindings.warn, ...selfTestFindings.fail])
const Value = z.string().max(120)

export const SelfTestItem = z.strictObject({
  name: z.enum(selfTestNames),
  state: z.enum(['ok', 'warn', 'fail']),
  finding,
  /** Fills the gaps of the sentences. */
  values: z.record(z.string(), Value),
  codes: z.array(z.enum(selfTestCodes)).max(selfTestCodes.length),
})
export type SelfTestItem = z.output<typeof SelfTestItem>

export const SelfTest = z.strictObject({ items: z.array(SelfTestItem) })

/** How the service sees the PC that asks. */
export const SelfTestView = z.strictObject({
  at: Instant,
  address: z.string().max(45),
  /** Whether the address is one of those bound; `null` while the PC is not approved. */
  isAddressBound: z.boolean().nullable(),
  /** What head office allows; `null` while the PC is not approved. */
  capture: CapturePolicy.nullable(),
})
export type SelfTestView = z.output<typeof SelfTestView>
