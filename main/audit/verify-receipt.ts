/** Checks that a page view really stands in the pinned log before its key goes on to the viewer. */

import { AppError } from '#contract/failure.ts'
import { LogEntry, type LogReceipt } from '#contract/log-entry.ts'
import { type Checkpoint, openCheckpoint, parseVerifierKey } from '#contract/rules/checkpoint.ts'
import { isEqual, isIncluded, leafHash } from '#contract/rules/merkle-tree.ts'
import { notePrimitives } from './note-primitives.ts'

/** What the entry must say. */
export interface PageView {
  readonly viewingId: string
  readonly page: number
  readonly deviceThumbprint: string
}

/** @throws {AppError} `log-proof-refused`. */
export type VerifyReceipt = (receipt: LogReceipt, view: PageView) => void

export interface ReceiptCheck {
  /**
   * To be called before the request is sent: its receipt must not be older than what was known then. Answers may
   * overtake one another, so what arrived meanwhile is no measure.
   */
  begin(): VerifyReceipt
}

/**
 * Remembers the largest checkpoint of the run: a log that shrinks, or shows two trees of one size, is refused.
 *
 * @param logKey The pinned verifier key.
 */
export function createReceiptCheck(logKey: () => string): ReceiptCheck {
  let largest: Checkpoint | undefined

  return {
    begin() {
      const known = largest
      return (receipt, view) => {
        const checkpoint = check(receipt, view)
        if (known && !canFollow(checkpoint, known)) throw refused('The log has lost entries.')
        remember(checkpoint)
      }
    },
  }

  function remember(checkpoint: Checkpoint): void {
    if (!largest || checkpoint.size > largest.size) largest = checkpoint
    else if (checkpoint.size === largest.size && !canFollow(checkpoint, largest))
      throw refused('The log shows two trees.')
  }

  function check(receipt: LogReceipt, view: PageView): Checkpoint {
    const checkpoint = openCheckpoint(notePrimitives, readKey(logKey()), receipt.checkpoint)
    if (!checkpoint) throw refused('The checkpoint is not signed by the pinned log.')
    const entry = decode(receipt.entry)
    if (!isPageView(entry, view)) throw refused('The receipt is about something else.')
    if (!isInTree(entry, receipt, checkpoint)) throw refused('The entry is not in the log.')
    return checkpoint
  }
}

function isPageView(entry: Uint8Array, { viewingId, page, deviceThumbprint }: PageView): boolean {
  const parsed = LogEntry.safeParse(parseJson(entry))
  if (!parsed.success) return false
  const { kind, object, facts } = parsed.data
  const isOurs = parsed.data.deviceThumbprint === deviceThumbprint
  return isOurs && kind === 'report.page-viewed' && object === viewingId && facts['page'] === page
}

function isInTree(entry: Uint8Array, { index, path }: LogReceipt, { size, root }: Checkpoint): boolean {
  const hash = notePrimitives.sha256
  return isIncluded(hash, {
    index: BigInt(index),
    size,
    leaf: leafHash(hash, entry),
    root,
    path: path.map(decode),
  })
}

function canFollow(next: Checkpoint, last: Checkpoint): boolean {
  return next.size > last.size || (next.size === last.size && isEqual(next.root, last.root))
}

function readKey(text: string) {
  try {
    return parseVerifierKey(notePrimitives, text)
  } catch (error) {
    throw new AppError('log-proof-refused', 'The pinned log key cannot be read.', { cause: error })
  }
}

function decode(text: string): Uint8Array {
  try {
    return notePrimitives.fromBase64(text)
  } catch (error) {
    throw new AppError('log-proof-refused', 'The receipt cannot be read.', { cause: error })
  }
}

function parseJson(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes))
  } catch {
    return undefined
  }
}

function refused(message: string): AppError {
  return new AppError('log-proof-refused', message)
}
