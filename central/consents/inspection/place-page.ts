/** Finds the form a page is on, and which other sheets of that form it is a picture of. */

import type { InkMap } from './ink-map.ts'
import type { KnownForm } from './inspection-tasks.ts'
import { asLaid, packPage, unpackPage } from './page-map.ts'
import { asForm, register } from './register-page.ts'
import { sameSheet } from './same-sheet.ts'

/** Other hands on the same print agree better than this, other prints hardly reach it. */
const sameForm = 0.68

export interface PlacedPage {
  /** A form not seen before has no number yet, and the page is its frame. */
  readonly form: number | null
  readonly frame: Uint8Array | null
  readonly page: Uint8Array
}

export function placeOn(map: InkMap, forms: readonly KnownForm[]): PlacedPage {
  for (const { id, frame } of forms) {
    const placed = register(map, unpackPage(Buffer.from(frame)).map)
    if (placed.likeness >= sameForm) return { form: id, frame: null, page: packPage(placed) }
  }
  const frame = asForm(map)
  // Laid over itself, it is as soft as every other page that is laid over it.
  return { form: null, frame: packPage(asLaid(frame)), page: packPage(register(map, frame)) }
}

export function sameAs(page: Uint8Array, others: readonly Uint8Array[], print: Uint8Array): number[] {
  const own = unpackPage(Buffer.from(page))
  const { map } = unpackPage(Buffer.from(print))
  return others.map((other) => sameSheet(own, unpackPage(Buffer.from(other)), map))
}
