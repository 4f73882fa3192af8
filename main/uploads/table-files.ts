/** Tables that a person chose to be imported. Their paths stay here; the window knows a handle. */

import { basename } from 'node:path'
import { AppError } from '#contract/failure.ts'
import type { ChosenTable, TablePurpose } from '#contract/ipc/table-file.ts'
import { maxFeedBytes } from '#contract/staff-feed.ts'
import { readLimited } from '#main/storage/read-limited.ts'

export interface TableFiles {
  choose(purpose: TablePurpose): Promise<ChosenTable | null>
  /** The file's bytes in base64, as they were when it was chosen. @throws {AppError} `not-found` for a handle that is none. */
  contentOf(handle: string): string
  /** At the session's end: no handle survives it. */
  forget(): void
}

export interface TableFilesDependencies {
  readonly chooseFile: (purpose: TablePurpose) => Promise<string | undefined>
  readonly newHandle: () => string
}

export function createTableFiles({ chooseFile, newHandle }: TableFilesDependencies): TableFiles {
  // One at a time: who chooses another file is done with the last one.
  let chosen: { readonly handle: string; readonly content: Buffer } | undefined

  return {
    async choose(purpose) {
      const path = await chooseFile(purpose)
      if (path === undefined) return null
      const handle = newHandle()
      const fileName = basename(path).slice(-255)
      const content = await readLimited(path, maxFeedBytes).catch(() => undefined)
      if (!content) return { handle, fileName, bytes: 0, refusal: 'unreadable' }
      const refusal = refusalOf(content.length)
      if (refusal === null) chosen = { handle, content }
      return { handle, fileName, bytes: content.length, refusal }
    },
    contentOf(handle) {
      if (chosen?.handle !== handle) throw new AppError('not-found', 'This file is not chosen any more.')
      return chosen.content.toString('base64')
    },
    forget() {
      chosen = undefined
    },
  }
}

function refusalOf(bytes: number): ChosenTable['refusal'] {
  if (bytes === 0) return 'empty'
  return bytes > maxFeedBytes ? 'too-large' : null
}
