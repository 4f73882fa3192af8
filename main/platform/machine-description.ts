import { app } from 'electron'
import { EnrolmentRequest } from '#contract/workstation.ts'
import { readHardwareFactors } from '#main/binding/hardware-factors.ts'

const limitMs = 10_000

/** What an enrolment says about this PC; read once, for it takes seconds. */
export function createMachineDescription(pepper: string): () => Promise<Omit<EnrolmentRequest, 'enrolmentCode'>> {
  let read: ReturnType<typeof describe> | undefined
  return () => {
    read ??= describe(pepper)
    return read
  }
}

async function describe(pepper: string): Promise<Omit<EnrolmentRequest, 'enrolmentCode'>> {
  const { hardwareReaders } = await import('./hardware-readers.ts')
  return {
    factors: await readHardwareFactors(hardwareReaders, { pepper, limitMs }),
    platform: EnrolmentRequest.shape.platform.parse(process.platform),
    appVersion: app.getVersion().slice(0, 20),
  }
}
