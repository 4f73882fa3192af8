/** Checks that a page view really stands in the pinned log before its key goes on to the viewer. */

import { AppError } from '#contract/failure.ts'
import { LogEntry, type LogReceipt } from '#contract/log-entry.ts'
import { type Checkpoint, openCheckpoint, parseVerifierKey } from '#contract/rules/checkpoint.ts'
import { isIncluded, leafHash } from '#contract/rules/merkle-tree.ts'
import { notePrimitives } from './note-primitives.ts'
import type { Witness } from './witness.ts'

/** What the entry must say. */
export interface PageView {
  readonly viewingId: string
  readonly page: number
  readonly deviceThumbprint: string
}

/** What came for a page view. */
export interface PageProof {
  readonly receipt: LogReceipt
  /** From the size known when it was asked for to the size of the receipt's checkpoint. */
  readonly consistency: readonly string[]
}

export interface ReceiptCheck {
  /** To be called before the request is sent: what comes back is measured by what was known then. */
  begin(): {
    /** Entries of the checkpoint known at this moment. */
    readonly knownSize: number
    /** @throws {AppError} `log-proof-refused`; `log-untrusted` when the log changed its past. */
    verify(proof: PageProof, view: PageView): Promise<void>
  }
}

/** @param logKey The pinned verifier key. */
export function createReceiptCheck(logKey: () => string, witness: Pick<Witness, 'known' | 'accept'>): ReceiptCheck {
  return {
    begin() {
      const known = witness.known()
      return {
        knownSize: Number(known?.size ?? 0n),
        async verify({ receipt, consistency }, view) {
          await witness.accept({ known, note: receipt.checkpoint, proof: consistency })
          check(receipt, view)
        },
      }
    },
  }

  function check(receipt: LogReceipt, view: PageView): void {
    const checkpoint = openCheckpoint(notePrimitives, readKey(logKey()), receipt.checkpoint)
    if (!checkpoint) throw refused('The checkpoint is not signed by the pinned log.')
    const entry = decode(receipt.entry)
    if (!isPageView(entry, view)) throw refused('The receipt is about something else.')
    if (!isInTree(entry, receipt, checkpoint)) throw refused('The entry is not in the log.')
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
