/** Lays all repetitions of the tile over one another, as they would lie for a given scale and turn. */

import { chipPx, chipsPerSide, markLayout } from '#contract/rules/view-mark-tile.ts'
import { complexSquare, transform } from './fourier.ts'
import type { Residue } from './residue.ts'

export const tilePx = chipsPerSide * chipPx

/** How the screen's pixels lie in the picture. */
export interface Lie {
  /** Picture pixels per screen pixel, across and down. */
  readonly scaleX: number
  readonly scaleY: number
  /** Radians, clockwise in the picture. */
  readonly turn: number
}

export interface Area {
  readonly left: number
  readonly top: number
  readonly width: number
  readonly height: number
}

/** The mean of all repetitions, one value a screen pixel, row by row. */
export function fold({ width, values, paper }: Residue, area: Area, lie: Lie): Float64Array {
  const sums = new Float64Array(tilePx * tilePx)
  const weights = new Float64Array(tilePx * tilePx)
  const [cos, sin] = [Math.cos(lie.turn), Math.sin(lie.turn)]
  const [stepX, stepY] = [cos / lie.scaleX, -sin / lie.scaleY]
  for (let y = area.top; y < area.top + area.height; y += 1) {
    // Far from nought, so that no coordinate is negative.
    let u = (area.left * cos + y * sin) / lie.scaleX + tilePx * 64
    let v = (y * cos - area.left * sin) / lie.scaleY + tilePx * 64
    const row = y * width
    for (let x = area.left; x < area.left + area.width; x += 1, u += stepX, v += stepY) {
      if (paper[row + x] === 0) continue
      const at = (Math.round(v) & (tilePx - 1)) * tilePx + (Math.round(u) & (tilePx - 1))
      sums[at] = (sums[at] as number) + (values[row + x] as number)
      weights[at] = (weights[at] as number) + 1
    }
  }
  return sums.map((sum, index) => sum / Math.max(1, weights[index] as number))
}

export interface SyncMatch {
  /** The highest peak in multiples of the noise about it. */
  readonly score: number
  /** Where the tile begins. */
  readonly x: number
  readonly y: number
  /** The folded tile without what repeats every 8 pixels or along whole rows and columns: blocks of JPEG, lines of text. */
  readonly tile: Float64Array
}

export type FindSync = (folded: Float64Array) => SyncMatch

/** @returns A function that finds where in a folded tile the sync chips fit best. */
export function createFindSync(): FindSync {
  const pattern = complexSquare(tilePx)
  for (const { position, sign } of markLayout().sync) {
    const [column, row] = [position % chipsPerSide, Math.floor(position / chipsPerSide)]
    for (let y = 0; y < chipPx; y += 1)
      for (let x = 0; x < chipPx; x += 1) pattern.re[(row * chipPx + y) * tilePx + column * chipPx + x] = sign
  }
  transform(pattern, 'forward')

  return (folded) => {
    const seen = complexSquare(tilePx)
    seen.re.set(folded)
    transform(seen, 'forward')
    dropRegular(seen.re, seen.im)
    const clean = { side: tilePx, re: seen.re.slice(), im: seen.im.slice() }
    transform(clean, 'backward')
    for (let index = 0; index < seen.re.length; index += 1) {
      const [a, b] = [seen.re[index] as number, seen.im[index] as number]
      const [c, d] = [pattern.re[index] as number, -(pattern.im[index] as number)]
      seen.re[index] = a * c - b * d
      seen.im[index] = a * d + b * c
    }
    transform(seen, 'backward')
    return { ...peakOf(seen.re), tile: clean.re }
  }
}

function dropRegular(re: Float64Array, im: Float64Array): void {
  const step = tilePx / 8
  for (let row = 0; row < tilePx; row += 1) {
    for (let column = 0; column < tilePx; column += 1) {
      const isRegular = row === 0 || column === 0 || (row % step === 0 && column % step === 0)
      if (!isRegular) continue
      re[row * tilePx + column] = 0
      im[row * tilePx + column] = 0
    }
  }
}

function peakOf(correlation: Float64Array): { score: number; x: number; y: number } {
  let [peak, squares] = [0, 0]
  correlation.forEach((value, index) => {
    squares += value * value
    if (value > (correlation[peak] as number)) peak = index
  })
  const noise = Math.sqrt(squares / correlation.length)
  const score = noise > 0 ? (correlation[peak] as number) / noise : 0
  return { score, x: peak % tilePx, y: Math.floor(peak / tilePx) }
}
