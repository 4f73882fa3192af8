/** Finished bundles on the service's disk, in parts that fit on a stick. They are sealed before they touch it. */

import { createHash } from 'node:crypto'
import { type FileHandle, mkdir, open, rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { ExportPart } from '#contract/audit-export.ts'

export interface PartStore {
  /** Writes a sealed stream in parts; durable when it returns. What stood there under the id is replaced. */
  write(id: string, sealed: AsyncIterable<Uint8Array>): Promise<ExportPart[]>
  /** At most `length` bytes of a part; empty beyond its end. @param part Counted from 1. */
  read(
    id: string,
    part: number,
    range: { readonly offset: number; readonly length: number },
  ): Promise<Uint8Array<ArrayBuffer>>
  remove(id: string): Promise<void>
}

export function createPartStore(folder: string, partBytes: number): PartStore {
  const remove = (id: string) => rm(join(folder, id), { recursive: true, force: true })
  return {
    remove,

    async write(id, sealed) {
      await remove(id)
      await mkdir(join(folder, id), { recursive: true, mode: 0o700 })
      const writer = createPartWriter((number) => fileOf(id, number), partBytes)
      try {
        for await (const bytes of sealed) await writer.take(bytes)
        return await writer.finish()
      } catch (error) {
        await writer.abandon()
        await remove(id)
        throw error
      }
    },

    async read(id, part, { offset, length }) {
      const file = await open(fileOf(id, part), 'r')
      try {
        const { buffer, bytesRead } = await file.read(Buffer.alloc(length), 0, length, offset)
        return buffer.subarray(0, bytesRead)
      } finally {
        await file.close()
      }
    },
  }

  function fileOf(id: string, part: number): string {
    return join(folder, id, `${String(part).padStart(3, '0')}.age`)
  }
}

function createPartWriter(pathOf: (number: number) => string, partBytes: number) {
  const parts: ExportPart[] = []
  let current: Awaited<ReturnType<typeof startPart>> | undefined
  return {
    async take(bytes: Uint8Array): Promise<void> {
      for (let rest = bytes; rest.length > 0; ) {
        current ??= await startPart(pathOf(parts.length + 1), partBytes)
        rest = await current.take(rest)
        if (current.isFull()) await finishPart()
      }
    },
    async finish(): Promise<ExportPart[]> {
      await finishPart()
      return parts
    },
    abandon: async () => current?.close(),
  }

  async function finishPart(): Promise<void> {
    if (current) parts.push(await current.finish())
    current = undefined
  }
}

async function startPart(path: string, partBytes: number) {
  const file: FileHandle = await open(path, 'w', 0o600)
  const hash = createHash('sha256')
  let written = 0
  return {
    isFull: () => written >= partBytes,
    /** @returns What did not fit. */
    async take(bytes: Uint8Array): Promise<Uint8Array> {
      const fitting = bytes.subarray(0, partBytes - written)
      await file.writeFile(fitting)
      hash.update(fitting)
      written += fitting.length
      return bytes.subarray(fitting.length)
    },
    async finish(): Promise<ExportPart> {
      await file.sync()
      await file.close()
      return { bytes: written, sha256: hash.digest('hex') }
    },
    close: () => file.close().catch(() => undefined),
  }
}
