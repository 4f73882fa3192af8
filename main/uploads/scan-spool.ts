/** Scans that wait here, sealed, from the moment they are chosen until their consent is registered; a crash loses none. */

import * as z from 'zod'
import { ScanMediaType } from '#contract/consent.ts'
import { Sha256Hex, UploadId } from '#contract/values.ts'
import type { SealedFolder } from './sealed-folder.ts'

const SpooledScan = z.strictObject({
  handle: z.uuid(),
  /** Whose it is; nobody else gets at it. */
  employeeId: z.string(),
  fileName: z.string().max(255),
  bytes: z.int().positive(),
  mediaType: ScanMediaType,
  sha256: Sha256Hex,
  /** Where an upload that was cut goes on. */
  uploadUrl: z.string().optional(),
  uploadId: UploadId.optional(),
})
export type SpooledScan = z.output<typeof SpooledScan>

export interface ScanSpool {
  put(scan: SpooledScan, content: Uint8Array): Promise<void>
  /** Notes how far its upload is. */
  note(scan: SpooledScan): Promise<void>
  find(handle: string): Promise<SpooledScan | undefined>
  contentOf(handle: string): Promise<Buffer | undefined>
  remove(handle: string): Promise<void>
  handles(): Promise<string[]>
}

export function createScanSpool(folder: SealedFolder): ScanSpool {
  return {
    async put(scan, content) {
      await folder.write(`${scan.handle}.scan`, content)
      await note(scan)
    },
    note,
    async find(handle) {
      const text = await folder.read(`${handle}.info`)
      return text && SpooledScan.safeParse(JSON.parse(text.toString())).data
    },
    contentOf: (handle) => folder.read(`${handle}.scan`),
    async remove(handle) {
      await folder.remove(`${handle}.scan`)
      await folder.remove(`${handle}.info`)
    },
    handles: async () => [
      ...new Set((await folder.list()).filter((name) => /\.(scan|info)$/.test(name)).map((name) => name.slice(0, 36))),
    ],
  }

  function note(scan: SpooledScan): Promise<void> {
    return folder.write(`${scan.handle}.info`, Buffer.from(JSON.stringify(scan)))
  }
}
