/** Runs in a thread of its own: hashes files while the main thread starts the program. */

import { createHash } from 'node:crypto'
import { closeSync, openSync, readSync } from 'node:fs'
import { join } from 'node:path'
import { parentPort, workerData } from 'node:worker_threads'
import type { FileHash } from './shipped-files.ts'

const chunkBytes = 1024 * 1024

export interface HashingWork {
  readonly root: string
  readonly files: readonly FileHash[]
}

/** @returns The files whose content is another, or that cannot be read. */
export function findAltered({ root, files }: HashingWork): FileHash[] {
  const chunk = Buffer.alloc(chunkBytes)
  return files.filter(({ path, sha256 }) => hashOf(join(root, path), chunk) !== sha256)
}

function hashOf(file: string, chunk: Buffer): string | undefined {
  try {
    const hash = createHash('sha256')
    const descriptor = openSync(file, 'r')
    try {
      for (let size = readSync(descriptor, chunk); size > 0; size = readSync(descriptor, chunk))
        hash.update(chunk.subarray(0, size))
    } finally {
      closeSync(descriptor)
    }
    return hash.digest('hex')
  } catch {
    return undefined
  }
}
// Electron's `fs` takes an archive for a folder unless told otherwise.
;(process as { noAsar?: boolean }).noAsar = true
parentPort?.postMessage(findAltered(workerData as HashingWork))
