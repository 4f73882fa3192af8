/**
 * Puts a new device key in the old one's place. Whatever happens in between, the keychain holds a key that the service
 * knows: the new one is kept beside the old one before the service hears of it, and takes its place only afterwards.
 */

import { CompactSign } from 'jose'
import { AppError } from '#contract/failure.ts'
import { getEnrolment } from '#contract/http/identity.ts'
import { getWorkstationKey, postWorkstationKey } from '#contract/http/workstation-key.ts'
import { handoverType, possessionType } from '#contract/key-rotation.ts'
import type { Log } from '#main/log.ts'
import type { ServiceClient } from '#main/service/service-client.ts'
import type { DeviceKey, DeviceKeys } from './device-key.ts'

export interface KeyRotation {
  /** Changes the key when it is due. Silent: what fails is tried again the next time. */
  changeWhenDue(): Promise<void>
  /**
   * Finds out which of two keys the service knows, after a change that was cut off. Asks nothing when there is one only.
   *
   * @throws {AppError} `offline` and the like: it is not known yet.
   */
  settle(): Promise<void>
}

export interface KeyRotationDependencies {
  readonly keys: DeviceKeys
  readonly service: ServiceClient
  /** Calls the service with the key that is to follow. */
  readonly serviceWithNext: ServiceClient
  /** A report is open, whose receipts name the present key. */
  readonly isBusy: () => boolean
  readonly log: Log
}

export function createKeyRotation(dependencies: KeyRotationDependencies): KeyRotation {
  const { keys, service, serviceWithNext, isBusy, log } = dependencies
  let running: Promise<void> | undefined
  return { changeWhenDue, settle }

  function changeWhenDue(): Promise<void> {
    running ??= attempt().finally(() => {
      running = undefined
    })
    return running
  }

  async function attempt(): Promise<void> {
    try {
      await settle()
      const { isDue } = await service.call(getWorkstationKey, {})
      if (!isDue || isBusy()) return
      await change()
      log.write('device-key-changed')
    } catch (error) {
      if (!(error instanceof AppError)) log.unexpected('key-change-failed', error)
      else log.write('key-change-failed', { reason: error.code })
    }
  }

  async function change(): Promise<void> {
    const current = await keys.current()
    const next = await keys.prepareNext()
    try {
      await service.call(postWorkstationKey, { body: { handover: await handOver(current, next) } })
    } catch (error) {
      // The answer may have been lost on its way back.
      await settle()
      throw error
    }
    await keys.adoptNext()
  }

  async function settle(): Promise<void> {
    if (!(await keys.next())) return
    const { status } = await serviceWithNext.call(getEnrolment, {})
    if (status !== 'unknown') await keys.adoptNext()
  }
}

/** The new key says whose place it takes; the old one signs that. */
async function handOver(current: DeviceKey, next: DeviceKey): Promise<string> {
  const claims = { format: 1, replaces: current.thumbprint }
  const possession = await new CompactSign(Buffer.from(JSON.stringify(claims)))
    .setProtectedHeader({ typ: possessionType, alg: 'ES256', jwk: { ...next.publicJwk } })
    .sign(next.privateKey)
  return new CompactSign(Buffer.from(possession))
    .setProtectedHeader({ typ: handoverType, alg: 'ES256' })
    .sign(current.privateKey)
}
