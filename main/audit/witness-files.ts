/** What the witness keeps on disk: the last checkpoint, and evidence against a log that changed its past. */

import { readFileSync } from 'node:fs'
import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import * as z from 'zod'
import { Distrust } from '#contract/distrust.ts'
import { Instant } from '#contract/values.ts'
import { replaceFile, syncFolder } from '#main/storage/durable-file.ts'

/** The note proves itself: sealing would add nothing, and auditors can read it. */
export const KeptCheckpoint = z.strictObject({
  format: z.literal(1),
  note: z.string().max(4000).nullable(),
  seenAt: Instant,
  /** Set for good: only IT takes it away, with the file. */
  distrust: Distrust.nullable(),
})
export type KeptCheckpoint = z.output<typeof KeptCheckpoint>

export interface WitnessFiles {
  /** `undefined` when nothing is kept, or nothing that can be read. */
  read(): KeptCheckpoint | undefined
  write(kept: KeptCheckpoint): Promise<void>
  /** @returns The evidence's path, when it is on the disk. */
  keepEvidence(at: Date, evidence: object): Promise<string>
}

export function openWitnessFiles(folder: string): WitnessFiles {
  const path = join(folder, 'log-witness.json')
  return {
    read() {
      try {
        return KeptCheckpoint.safeParse(JSON.parse(readFileSync(path, 'utf8'))).data
      } catch {
        return undefined
      }
    },
    write: (kept) => replaceFile(path, `${JSON.stringify(kept, null, 2)}\n`),
    async keepEvidence(at, evidence) {
      const place = join(folder, 'evidence')
      await mkdir(place, { recursive: true, mode: 0o700 })
      await syncFolder(folder)
      const file = join(place, `log-${at.toISOString().replaceAll(/[:.]/g, '-')}.json`)
      await replaceFile(file, `${JSON.stringify(evidence, null, 2)}\n`)
      return file
    },
  }
}
