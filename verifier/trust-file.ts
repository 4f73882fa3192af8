/** The log's keys as the auditor holds them: one C2SP verifier key a line, with the sizes for which it signs when it changed. */

import { type Checkpoint, openCheckpoint, parseVerifierKey, type VerifierKey } from '#contract/rules/checkpoint.ts'
import { notePrimitives } from './note-primitives.ts'

export interface TrustedKey {
  readonly key: VerifierKey
  /** Signs checkpoints of `from` entries and more, of fewer than `until`. */
  readonly from: bigint
  readonly until: bigint
}

const forever = 1n << 63n
const line = /^(?<key>\S+)(?:\s+from=(?<from>\d{1,18}))?(?:\s+until=(?<until>\d{1,18}))?$/

/** @throws {RangeError} Naming the line that is no key, or when keys of several logs are mixed. */
export function parseTrustFile(text: string): TrustedKey[] {
  const keys = text.split(/\r?\n/).flatMap((raw, at) => (isComment(raw) ? [] : [parseLine(raw.trim(), at + 1)]))
  if (keys.length === 0) throw new RangeError('The file names no key.')
  if (new Set(keys.map(({ key }) => key.name)).size > 1) throw new RangeError('The keys are those of several logs.')
  return keys
}

function isComment(raw: string): boolean {
  return raw.trim() === '' || raw.trim().startsWith('#')
}

function parseLine(text: string, number: number): TrustedKey {
  const { key = '', from = '0', until } = line.exec(text)?.groups ?? {}
  try {
    return {
      key: parseVerifierKey(notePrimitives, key),
      from: BigInt(from),
      until: until === undefined ? forever : BigInt(until),
    }
  } catch (error) {
    throw new RangeError(`Line ${number} is no verifier key of a log.`, { cause: error })
  }
}

/** The checkpoint in a note when a key that signs at its size signed it. */
export function openTrusted(keys: readonly TrustedKey[], note: string): Checkpoint | undefined {
  for (const { key, from, until } of keys) {
    const checkpoint = openCheckpoint(notePrimitives, key, note)
    if (checkpoint && checkpoint.size >= from && checkpoint.size < until) return checkpoint
  }
  return undefined
}
