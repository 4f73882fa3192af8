import type { ConsentScanService } from '#central/consents/consent-scan-service.ts'
import type { Queryable } from '#central/database/database.ts'
import { drawSample, missingScanFile, scanFile } from '#verifier/consent-sample.ts'
import type { Member } from '#verifier/tar-file.ts'

export interface Sample {
  /** Root of the tree, which draws the lots. */
  readonly root: Uint8Array
  readonly consentIds: readonly string[]
  readonly count: number
}

/** The scans of the consents drawn, in clear: the bundle they go into is sealed to the auditor. */
export async function* sampledScans(
  scans: ConsentScanService,
  queryable: Queryable,
  { root, consentIds, count }: Sample,
): AsyncGenerator<Member> {
  for (const id of drawSample(root, consentIds, count)) {
    for (const [at, scan] of (await scans.scansOf(queryable, id)).entries()) {
      const bytes = await scan.read().catch(() => undefined)
      yield bytes
        ? { name: scanFile(id, at + 1, scan.mediaType), bytes }
        : { name: missingScanFile(id, at + 1), bytes: Buffer.from(`${scan.sha256}\n`) }
    }
  }
}
