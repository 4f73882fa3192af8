/** Enrolment by files at this PC: the request goes onto a stick, the binding comes back on it. Needs no line at all. */

import { EnrolmentFileText, fileRefused } from '#contract/enrolment-file.ts'
import { keyFingerprint } from '#contract/rules/key-fingerprint.ts'
import type { Binding, EnrolmentState } from '#contract/workstation.ts'
import type { DeviceKey } from './device-key.ts'
import { readBindingFile } from './read-binding-file.ts'
import { type RequestFacts, writeRequestFile } from './request-file.ts'

/** Files a person chooses in the system's dialogs; `undefined` when the person cancelled. */
export interface CarriedFiles {
  /** @throws {AppError} `enrolment-file-refused`: `unwritable`. @returns The name the person gave it. */
  save(suggestedName: string, content: string): Promise<string | undefined>
  /** @throws {AppError} `enrolment-file-refused`: `unreadable` or `too-large`. */
  open(): Promise<string | undefined>
}

export interface EnrolmentFiles {
  saveRequest(asked: { enrolmentCode: string; institution: string }): Promise<SavedRequest | null>
  /** @throws {AppError} `enrolment-file-refused` with the problem; the PC stays as it was. */
  openBinding(): Promise<EnrolmentState | null>
}

export interface SavedRequest {
  readonly fileName: string
  readonly fingerprint: string
}

export interface EnrolmentFilesDependencies {
  readonly deviceKey: () => Promise<DeviceKey>
  readonly describeMachine: () => Promise<Pick<RequestFacts, 'factors' | 'platform' | 'appVersion'>>
  /** Of the PC's network cards. */
  readonly addresses: () => readonly string[]
  readonly requests: Pick<CarriedFiles, 'save'>
  readonly bindings: Pick<CarriedFiles, 'open'>
  readonly serviceUrl: string
  readonly caCertificate: string
  readonly adopt: (binding: Binding) => EnrolmentState
  readonly clock: () => number
}

export function createEnrolmentFiles(dependencies: EnrolmentFilesDependencies): EnrolmentFiles {
  const { deviceKey, describeMachine, addresses, requests, bindings } = dependencies
  const { serviceUrl, caCertificate, adopt, clock } = dependencies
  return { saveRequest, openBinding }

  async function saveRequest({ enrolmentCode, institution }: { enrolmentCode: string; institution: string }) {
    const key = await deviceKey()
    const { factors, platform, appVersion } = await describeMachine()
    const content = await writeRequestFile(key, enrolmentCode, {
      serviceUrl,
      institution,
      factors,
      platform,
      appVersion,
      addresses: addresses().slice(0, 16),
      madeAt: new Date(clock()).toISOString(),
    })
    const fingerprint = keyFingerprint(key.thumbprint)
    const fileName = await requests.save(`登记申请-${fingerprint.slice(0, 4)}`, content)
    return fileName === undefined ? null : { fileName, fingerprint }
  }

  async function openBinding(): Promise<EnrolmentState | null> {
    const content = await bindings.open()
    if (content === undefined) return null
    if (!EnrolmentFileText.safeParse(content.trim()).success) throw fileRefused('not-a-binding')
    const { thumbprint } = await deviceKey()
    const expected = { caCertificate, serviceUrl, thumbprint, now: new Date(clock()) }
    return adopt(await readBindingFile(content, expected))
  }
}
