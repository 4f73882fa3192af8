/** Checks that a page view really stands in the pinned log before its key goes on to the viewer. */

import { AppError } from '#contract/failure.ts'
import { LogEntry, type LogReceipt } from '#contract/log-entry.ts'
import { type Checkpoint, openCheckpoint, parseVerifierKey } from '#contract/rules/checkpoint.ts'
import { isIncluded, leafHash } from '#contract/rules/merkle-tree.ts'
import { notePrimitives } from '#verifier/note-primitives.ts'
import type { Witness } from './witness.ts'

/** Instances of the service may differ by so much in what time it is. */
const clockSlackMs = 10_000

/** What the entry must say. */
export interface PageView {
  readonly viewingId: string
  readonly queryId: string
  readonly page: number
  readonly employeeId: string
  readonly deviceThumbprint: string
  /** By the service's clock, RFC 3339: the entry lies between these. */
  readonly openedAt: string
  readonly viewableUntil: string
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
    /**
     * A receipt serves once.
     *
     * @returns The id of its entry.
     * @throws {AppError} `log-proof-refused`; `log-untrusted` when the log changed its past. */
    verify(proof: PageProof, view: PageView): Promise<string>
  }
}

/** @param logKey The pinned verifier key. */
export function createReceiptCheck(logKey: () => string, witness: Pick<Witness, 'known' | 'accept'>): ReceiptCheck {
  const used = new Set<string>()
  return {
    begin() {
      const known = witness.known()
      return {
        knownSize: Number(known?.size ?? 0n),
        async verify({ receipt, consistency }, view) {
          await witness.accept({ known, note: receipt.checkpoint, proof: consistency })
          const entryId = check(receipt, view)
          if (used.has(entryId)) throw refused('The receipt has been used.')
          used.add(entryId)
          return entryId
        },
      }
    },
  }

  /** @returns The id of the entry. */
  function check(receipt: LogReceipt, view: PageView): string {
    const checkpoint = openCheckpoint(notePrimitives, readKey(logKey()), receipt.checkpoint)
    if (!checkpoint) throw refused('The checkpoint is not signed by the pinned log.')
    const entry = decode(receipt.entry)
    const parsed = LogEntry.safeParse(parseJson(entry))
    if (!parsed.success || !isPageView(parsed.data, view)) throw refused('The receipt is about something else.')
    if (!isInTree(entry, receipt, checkpoint)) throw refused('The entry is not in the log.')
    return parsed.data.id
  }
}

function isPageView(entry: LogEntry, view: PageView): boolean {
  const { kind, object, facts, at } = entry
  const isOurs = entry.deviceThumbprint === view.deviceThumbprint && entry.employeeId === view.employeeId
  const isOfPage = facts['page'] === view.page && facts['query'] === view.queryId
  const isInTime =
    Date.parse(at) >= Date.parse(view.openedAt) - clockSlackMs && Date.parse(at) <= Date.parse(view.viewableUntil)
  return isOurs && isOfPage && isInTime && kind === 'report.page-viewed' && object === view.viewingId
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
