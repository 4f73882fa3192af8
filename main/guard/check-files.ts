/** Checks the program's own files at its start. */

import { join, sep } from 'node:path'
import { Worker } from 'node:worker_threads'
import type { HashingWork } from './hash-files.ts'
import type { StartRefusal } from './judge-start.ts'
import { alteredFiles, type FileHash, lookAtFiles } from './shipped-files.ts'

export type FilesCheck =
  | { readonly refusal: StartRefusal }
  | {
      readonly buildId: string
      readonly isRelease: boolean
      /** The large rest: `undefined` when all of it is as it was signed. */
      readonly rest: Promise<StartRefusal | undefined>
    }

export interface FilesPlace {
  /** Folder of the executable. */
  readonly root: string
  /** Folder of the main bundle, inside the archive. */
  readonly bundle: string
  readonly key: string
}

/** Looks at once at what Electron loads of ours, and begins to hash the rest. */
export function checkFiles({ root, bundle, key }: FilesPlace): FilesCheck {
  const look = withoutArchives(() => lookAtFiles(root, key))
  if ('refusal' in look) return look
  // A thread cannot be started from inside an archive.
  const script = join(bundle, 'hash-files.cjs').replace(`app.asar${sep}`, `app.asar.unpacked${sep}`)
  const worker = new Worker(script, { workerData: { root, files: look.unchecked } satisfies HashingWork })
  const rest = new Promise<StartRefusal | undefined>((resolve) => {
    worker.once('message', (altered: readonly FileHash[]) =>
      resolve(altered.length > 0 ? alteredFiles(altered) : undefined),
    )
    worker.once('error', () => resolve({ kind: 'files', names: ['unchecked'] }))
    worker.once('exit', () => resolve({ kind: 'files', names: ['unchecked'] }))
  })
  return { buildId: look.buildId, isRelease: look.isRelease, rest }
}

/** Electron's `fs` takes an archive for a folder unless told otherwise. */
function withoutArchives<T>(look: () => T): T {
  const settings = process as { noAsar?: boolean }
  settings.noAsar = true
  try {
    return look()
  } finally {
    settings.noAsar = false
  }
}
