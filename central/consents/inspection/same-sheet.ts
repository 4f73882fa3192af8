/**
 * Whether two pages of one form are pictures of the same sheet. The print is common to all; what is left of each page
 * without it was put there by a hand, and two hands do not put it in the same places.
 */

import type { InkMap } from './ink-map.ts'
import type { LaidPage } from './lay-over.ts'

/** Ink beside print says little: the next scan has it a hair's breadth away. */
const printCounts = 8
/** Paper is never quite flat: each square of cells may lie one cell beside the other page's. */
const square = 32

/**
 * @param print The mean of pages of this form; at least two of them.
 * @returns From about 0 (other hands) to 1.
 */
export function sameSheet(a: LaidPage, b: LaidPage, print: InkMap): number {
  const near = widened(print)
  const [ownA, ownB] = [ownInk(a, print, near), ownInk(b, print, near)]
  let both = 0
  let onlyA = 0
  let onlyB = 0
  for (let top = 0; top < print.height; top += square)
    for (let left = 0; left < print.width; left += square) {
      const found = bestOfSquare(ownA, ownB, { left, top, width: print.width, height: print.height })
      both += found.both
      onlyA += found.a
      onlyB += found.b
    }
  return onlyA <= 0 || onlyB <= 0 ? 0 : both / Math.sqrt(onlyA * onlyB)
}

/** What stands on the page besides the print; not a number where nothing was seen. */
function ownInk({ map, seen }: LaidPage, print: InkMap, near: Float32Array): Float32Array {
  const strength = strengthOf({ map, seen }, print)
  return map.cells.map((cell, at) =>
    seen[at] === 0
      ? Number.NaN
      : (cell / strength - (print.cells[at] as number)) / (1 + printCounts * (near[at] as number)),
  )
}

/** How dark the print came out on this page. */
function strengthOf({ map, seen }: LaidPage, print: InkMap): number {
  let both = 0
  let own = 0
  for (let at = 0; at < seen.length; at += 1) {
    if (seen[at] === 0) continue
    const printed = print.cells[at] as number
    both += printed * (map.cells[at] as number)
    own += printed * printed
  }
  return own === 0 ? 1 : Math.max(0.2, both / own)
}

/** The most ink of a cell and those around it. */
function widened({ width, height, cells }: InkMap): Float32Array {
  const out = new Float32Array(cells.length)
  for (let y = 0; y < height; y += 1)
    for (let x = 0; x < width; x += 1) {
      let most = 0
      for (let at = Math.max(0, y - 1) * width; at <= Math.min(height - 1, y + 1) * width; at += width)
        for (let beside = Math.max(0, x - 1); beside <= Math.min(width - 1, x + 1); beside += 1)
          most = Math.max(most, cells[at + beside] as number)
      out[y * width + x] = most
    }
  return out
}

interface Square {
  readonly left: number
  readonly top: number
  /** Of the whole page. */
  readonly width: number
  readonly height: number
}

function bestOfSquare(a: Float32Array, b: Float32Array, place: Square) {
  let best = { both: Number.NEGATIVE_INFINITY, a: 0, b: 0 }
  for (let down = -1; down <= 1; down += 1)
    for (let right = -1; right <= 1; right += 1) {
      const found = productsOf(a, b, { ...place, right, down })
      if (found.both > best.both) best = found
    }
  return best
}

function productsOf(a: Float32Array, b: Float32Array, place: Square & { right: number; down: number }) {
  const { left, top, width, height, right, down } = place
  const [firstX, lastX] = [Math.max(left, -right), Math.min(left + square, width, width - right)]
  const [firstY, lastY] = [Math.max(top, -down), Math.min(top + square, height, height - down)]
  let both = 0
  let sumA = 0
  let sumB = 0
  for (let y = firstY; y < lastY; y += 1)
    for (let x = firstX; x < lastX; x += 1) {
      const valueA = a[y * width + x] as number
      const valueB = b[(y + down) * width + x + right] as number
      if (Number.isNaN(valueA) || Number.isNaN(valueB)) continue
      both += valueA * valueB
      sumA += valueA * valueA
      sumB += valueB * valueB
    }
  return { both, a: sumA, b: sumB }
}
