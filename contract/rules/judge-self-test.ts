/** What the facts of a self-test mean for IT. */

import type { CaptureFacts, CapturePolicy } from '#contract/capture.ts'
import type { FailureCode } from '#contract/failure.ts'
import type { Health } from '#contract/http/health.ts'
import { judgeCapture } from '#contract/rules/judge-capture.ts'
import {
  type SelfTestFinding,
  type SelfTestItem,
  type SelfTestState,
  type SelfTestView,
  selfTestFindings,
} from '#contract/self-test.ts'
import { type EnrolmentState, hardwareFactors } from '#contract/workstation.ts'

export interface SelfTestFacts {
  /** What the service answered, or why it did not. */
  readonly health: Health | FailureCode
  readonly view: SelfTestView | FailureCode
  /** How far this PC's clock is ahead of the service's. */
  readonly clockAheadSeconds: number | undefined
  /** `undefined`: it could not be read. */
  readonly enrolment: EnrolmentState['status'] | undefined
  readonly keychain: {
    readonly backend: string
    readonly refusal: 'plain-text' | 'unavailable' | 'changed' | undefined
  }
  readonly capture: CaptureFacts
  /** `undefined`: the system does not say. */
  readonly isSandboxed: boolean | undefined
  readonly factors: readonly (typeof hardwareFactors)[number][]
  readonly log: { readonly isDistrusted: boolean; readonly size: bigint | undefined }
  readonly versions: Readonly<Record<'app' | 'electron' | 'chromium' | 'node' | 'system', string>>
  readonly isTestRuntime: boolean
}

/** A TOTP step; codes come from tokens, but people compare times. */
const noticeableSeconds = 60
/** From here on certificates may look expired or not valid yet. */
const wrongSeconds = 3600
const strictest: CapturePolicy = {
  unprotected: { win32: 'refuse', darwin: 'refuse', linux: 'refuse' },
  remoteDesktop: 'refuse',
  virtualMachine: 'refuse',
}

/** Fewer cannot tell one PC from another of the same make. */
const enoughFactors = 3

export function judgeSelfTest(facts: SelfTestFacts): SelfTestItem[] {
  return [
    judgeService(facts),
    judgeCertificate(facts),
    judgeEnrolment(facts),
    judgeAddress(facts),
    judgeClock(facts),
    judgeKeychain(facts),
    judgePictures(facts),
    judgeSandbox(facts),
    judgeFactors(facts),
    judgeLog(facts),
    judgeVersions(facts),
  ]
}

type More = Partial<Pick<SelfTestItem, 'values' | 'codes'>>

function item(name: SelfTestItem['name'], finding: SelfTestFinding, { values = {}, codes = [] }: More = {}) {
  return { name, finding, state: stateOf(finding), values, codes } satisfies SelfTestItem
}

function stateOf(finding: SelfTestFinding): SelfTestState {
  const states = ['ok', 'warn'] as const
  return states.find((state) => selfTestFindings[state].some((one) => one === finding)) ?? 'fail'
}

function judgeService({ health }: SelfTestFacts): SelfTestItem {
  if (typeof health !== 'string') {
    const { status, database, log } = health
    if (status === 'ok') return item('service', 'service-working')
    return item('service', 'service-degraded', { values: { database, log } })
  }
  if (health === 'offline') return item('service', 'service-offline')
  // What is asked is signed with the key in the keychain; and nothing is asked of a service that is not ours.
  if (health.startsWith('keychain-') || health === 'service-untrusted') return item('service', 'service-unasked')
  return item('service', 'service-refusing', { values: { code: health } })
}

function judgeCertificate({ health }: SelfTestFacts): SelfTestItem {
  if (health === 'service-untrusted') return item('certificate', 'certificate-untrusted')
  const isSeen = typeof health !== 'string' || !(health === 'offline' || health.startsWith('keychain-'))
  return item('certificate', isSeen ? 'certificate-trusted' : 'certificate-unseen')
}

const enrolmentFindings = {
  approved: 'enrolment-approved',
  pending: 'enrolment-pending',
  unknown: 'enrolment-unknown',
  revoked: 'enrolment-ended',
  refused: 'enrolment-ended',
  quarantined: 'enrolment-quarantined',
} as const satisfies Record<EnrolmentState['status'], SelfTestFinding>

function judgeEnrolment({ enrolment }: SelfTestFacts): SelfTestItem {
  return item('enrolment', enrolment === undefined ? 'enrolment-unread' : enrolmentFindings[enrolment])
}

function judgeAddress({ view }: SelfTestFacts): SelfTestItem {
  if (typeof view === 'string') return item('address', 'address-unseen')
  const { address, isAddressBound } = view
  const values = { address }
  if (isAddressBound === null) return item('address', 'address-free', { values })
  return item('address', isAddressBound ? 'address-bound' : 'address-outside', { values })
}

function judgeClock({ clockAheadSeconds: ahead }: SelfTestFacts): SelfTestItem {
  if (ahead === undefined) return item('clock', 'clock-unseen')
  const off = Math.abs(ahead)
  const values = { seconds: `${ahead > 0 ? '+' : ''}${ahead}` }
  if (off >= wrongSeconds) return item('clock', 'clock-wrong', { values })
  return item('clock', off >= noticeableSeconds ? 'clock-off' : 'clock-right', { values })
}

function judgeKeychain({ keychain: { backend, refusal } }: SelfTestFacts): SelfTestItem {
  return item('keychain', refusal === undefined ? 'keychain-safe' : `keychain-${refusal}`, { values: { backend } })
}

function judgePictures({ capture, view }: SelfTestFacts): SelfTestItem {
  const policy = typeof view === 'string' ? null : view.capture
  if (policy) {
    const { outcome, risks } = judgeCapture(capture, policy)
    return item('capture', `capture-${outcome}`, { codes: [...risks] })
  }
  // The strictest policy finds every risk there is.
  return item('capture', 'capture-unjudged', { codes: [...judgeCapture(capture, strictest).risks] })
}

function judgeSandbox({ isSandboxed }: SelfTestFacts): SelfTestItem {
  if (isSandboxed === undefined) return item('sandbox', 'sandbox-unread')
  return item('sandbox', isSandboxed ? 'sandbox-on' : 'sandbox-off')
}

function judgeFactors({ factors }: SelfTestFacts): SelfTestItem {
  const values = { readable: String(factors.length), all: String(hardwareFactors.length) }
  const missing = hardwareFactors.filter((name) => !factors.includes(name))
  if (factors.length === 0) return item('factors', 'factors-none', { values })
  return item('factors', factors.length < enoughFactors ? 'factors-few' : 'factors-enough', { values, codes: missing })
}

function judgeLog({ log: { isDistrusted, size } }: SelfTestFacts): SelfTestItem {
  if (isDistrusted) return item('log', 'log-distrusted')
  if (size === undefined) return item('log', 'log-unseen')
  return item('log', 'log-trusted', { values: { size: String(size) } })
}

function judgeVersions({ versions, health, isTestRuntime }: SelfTestFacts): SelfTestItem {
  const service = typeof health === 'string' ? '—' : health.version
  const values = Object.fromEntries(
    Object.entries({ ...versions, service }).map(([name, version]) => [name, version.slice(0, 60)]),
  )
  return item('versions', isTestRuntime ? 'versions-test' : 'versions-release', { values })
}
