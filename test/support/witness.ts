/** A witness of a log in memory, with files in memory. */

import type { Distrust } from '#contract/distrust.ts'
import { createWitness } from '#main/audit/witness.ts'
import type { KeptCheckpoint, WitnessFiles } from '#main/audit/witness-files.ts'
import type { ServiceClient } from '#main/service/service-client.ts'
import { aLog, testTime } from '#test/support/client-parts.ts'
import type { TestLog } from '#test/support/test-log.ts'

export function memoryFiles(kept?: KeptCheckpoint) {
  const evidence: object[] = []
  const written: KeptCheckpoint[] = kept ? [kept] : []
  const files: WitnessFiles = {
    read: () => written.at(-1),
    write: async (next) => void written.push(next),
    keepEvidence: async (_at, given) => `evidence-${evidence.push(given)}.json`,
  }
  return { files, written, evidence }
}

/** @param logOf The log that the service shows at this moment. */
export function aWitness(
  logOf: () => TestLog,
  { memory = memoryFiles(), deliver = <T>(answer: T): Promise<T> => Promise.resolve(answer), key = logOf().key } = {},
) {
  const told: Distrust[] = []
  const asked: { from: number; to: number | 'latest' }[] = []
  const call = async (_endpoint: unknown, { params }: { params: { from: number; to: number | 'latest' } }) => {
    asked.push(params)
    const log = logOf()
    const to = params.to === 'latest' ? log.size() : params.to
    return deliver({ checkpoint: log.size() === 0 ? null : log.note(), proof: log.consistency(params.from, to) })
  }
  const witness = createWitness({
    service: { call } as unknown as ServiceClient,
    files: memory.files,
    logKey: () => key.verifier,
    clock: () => testTime,
    log: aLog().log,
    onDistrust: (distrust) => void told.push(distrust),
  })
  return { witness, told, asked, ...memory }
}
