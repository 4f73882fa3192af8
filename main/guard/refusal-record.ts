/** A start that was refused leaves a line behind; the next good start takes it along and reports it. */

import { closeSync, constants, fstatSync, mkdirSync, openSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import type { StartRefusal } from './judge-start.ts'

/** JSON lines, in the user's own folder of the program. */
export const refusedStartsFile = 'refused-starts.jsonl'
const maxFileBytes = 64 * 1024

/** Never fails: a start that cannot be recorded is refused all the same. A full file keeps its oldest lines. */
export function recordRefusedStart(folder: string, { kind, names }: StartRefusal, at: Date): void {
  const { O_APPEND, O_CREAT, O_NOFOLLOW = 0, O_WRONLY } = constants
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 })
    const file = openSync(join(folder, refusedStartsFile), O_WRONLY | O_APPEND | O_CREAT | O_NOFOLLOW, 0o600)
    try {
      if (fstatSync(file).size < maxFileBytes)
        writeSync(file, `${JSON.stringify({ at: at.toISOString(), kind, names })}\n`)
    } finally {
      closeSync(file)
    }
  } catch {
    // A full or read-only disk, or somebody else's folder.
  }
}
