/** Which consents an auditor gets to see: drawn by the log itself, so that nobody at the bank can choose them. */

import type { ScanMediaType } from '#contract/consent.ts'
import { notePrimitives, sha256 } from './note-primitives.ts'

/** Keeps those whose SHA-256 behind the signed root of the tree comes first, however many are added. */
export function createLots<T>(root: Uint8Array, count: number) {
  let kept: { readonly id: string; readonly lot: Buffer; readonly about: T }[] = []
  const cut = () => {
    kept = kept.toSorted((a, b) => Buffer.compare(a.lot, b.lot)).slice(0, count)
  }
  return {
    add(id: string, about: T): void {
      if (kept.some((one) => one.id === id)) return
      kept.push({ id, lot: lotOf(root, id), about })
      if (kept.length > 2 * count) cut()
    },
    /** In the order of their lots. */
    drawn(): ReadonlyMap<string, T> {
      cut()
      return new Map(kept.map(({ id, about }) => [id, about]))
    },
  }
}

export function drawSample(root: Uint8Array, consentIds: readonly string[], count: number): string[] {
  const lots = createLots<undefined>(root, count)
  for (const id of consentIds) lots.add(id, undefined)
  return [...lots.drawn().keys()]
}

function lotOf(root: Uint8Array, id: string): Buffer {
  return Buffer.from(sha256(Buffer.concat([root, notePrimitives.utf8(id)])))
}

const endings: Readonly<Record<ScanMediaType, string>> = {
  'application/pdf': 'pdf',
  'image/jpeg': 'jpg',
  'image/png': 'png',
  'image/tiff': 'tif',
}

export function scanFile(consentId: string, page: number, mediaType: ScanMediaType): string {
  return `consents/${consentId}/${page}.${endings[mediaType]}`
}

/** Stands in the place of a scan that can no longer be read. */
export function missingScanFile(consentId: string, page: number): string {
  return `consents/${consentId}/${page}.missing`
}
