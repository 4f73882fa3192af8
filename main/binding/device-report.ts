/** What this PC shows of itself at each log-in: its hardware as keyed hashes, and a number that only grows. */

import * as z from 'zod'
import type { DeviceReport, HardwareFactors } from '#contract/workstation.ts'
import type { SettingsFile } from '#main/settings/user-settings.ts'

const Counter = z.looseObject({ counter: z.int().min(0) })

export interface DeviceReportDependencies {
  /** Takes seconds the first time and is kept for the run. */
  readonly factors: () => Promise<HardwareFactors>
  /** In the profile: an older copy of the profile has an older number. */
  readonly file: SettingsFile
}

/** The number is written before it is sent: one that the service has seen is never sent again. */
export function createDeviceReport({ factors, file }: DeviceReportDependencies): () => Promise<DeviceReport> {
  return async () => {
    const read = await factors()
    const kept = Counter.safeParse(file.read())
    const counter = (kept.success ? kept.data.counter : 0) + 1
    file.write({ counter })
    return { factors: read, counter }
  }
}
