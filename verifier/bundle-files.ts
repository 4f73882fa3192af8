/** The files a person brings along to have a bundle verified. */

import { createReadStream, existsSync } from 'node:fs'
import type { Checkpoint } from '#contract/rules/checkpoint.ts'
import { parseNotes } from './bundle-format.ts'
import { openTrusted, type TrustedKey } from './trust-file.ts'

/** The first line that is an age key; others are comments, as age-keygen writes them. */
export function identityIn(text: string): string | undefined {
  return text
    .split(/\r?\n/)
    .find((line) => line.startsWith('AGE-SECRET-KEY-'))
    ?.trim()
}

/** Checkpoints that were kept. @throws {RangeError} When one is not signed by a trusted key or the file is none of checkpoints. */
export function checkpointsIn(text: string, keys: readonly TrustedKey[]): Checkpoint[] {
  return parseNotes(text).map((note, at) => {
    const checkpoint = openTrusted(keys, note)
    if (!checkpoint) throw new RangeError(`Checkpoint ${at + 1} is not signed by a key you trust.`)
    return checkpoint
  })
}

/** `x.001` is followed by `x.002` and so on. */
export function partsOf(bundle: string): string[] {
  const parts = [bundle]
  const [, stem] = /^(.*)\.001$/.exec(bundle) ?? []
  for (let number = 2; stem !== undefined; number += 1) {
    const next = `${stem}.${String(number).padStart(3, '0')}`
    if (!existsSync(next)) break
    parts.push(next)
  }
  return parts
}

/** @param onBytes Hears how many bytes were read so far. */
export async function* readParts(
  files: readonly string[],
  onBytes?: (bytes: number) => void,
): AsyncGenerator<Uint8Array> {
  let bytes = 0
  for (const file of files) {
    for await (const chunk of createReadStream(file, { highWaterMark: 1024 * 1024 })) {
      bytes += chunk.length
      onBytes?.(bytes)
      yield chunk
    }
  }
}
