/** Finds scale and turn of the tile by how the picture repeats itself: its autocorrelation has peaks on a square lattice. */

import { type Lie, tilePx } from './fold.ts'
import { complexSquare, transform } from './fourier.ts'
import type { Residue } from './residue.ts'

export interface LatticeCandidate {
  readonly lie: Lie
  readonly score: number
}

/** Which lies are thought possible. */
export interface LatticeSearch {
  /** Height to width of a pixel of the screen in the picture. */
  readonly aspects: readonly number[]
  /** Radians. */
  readonly turns: readonly number[]
}

const side = 1024
const maxLagPx = 480
const [leastScale, mostScale, scaleStep] = [0.3, 2.6, 1.004]
const degree = Math.PI / 180
/** Below this it is no better than the best of an unmarked page's worst. */
const leastScore = 5
/** Half of the lattice about nought: the other half says the same. */
const latticePoints = [0, 1, 2, 3].flatMap((i) =>
  [-3, -2, -1, 0, 1, 2, 3].map((j) => [i, j] as const).filter(([, j]) => i > 0 || j > 0),
)
/** Eight points about a peak, farther out than it is wide. */
const surroundings = [-8, 0, 8]
  .flatMap((dx) => [-8, 0, 8].map((dy) => [dx, dy] as const))
  .filter(([dx, dy]) => dx !== 0 || dy !== 0)

type Extent = Pick<Residue, 'width' | 'height'>

/** A picture that was turned a little and scaled alike in both directions. */
export const turnedPicture: LatticeSearch = { aspects: [1], turns: range(-6 * degree, 6 * degree, 0.2 * degree) }

/** A straightened photograph: upright, but the true sides of the rectangle are not known. */
export const straightenedPicture: LatticeSearch = {
  aspects: range(0.75, 1.334, 0.005),
  turns: range(-1 * degree, 1 * degree, 0.25 * degree),
}

function range(from: number, to: number, step: number): number[] {
  return Array.from({ length: Math.floor((to - from) / step + 1.5) }, (_, index) => from + index * step)
}

/** The most likely lies, best first; each a real alternative to the others. */
export function findLattices(residue: Residue, search: LatticeSearch, count: number): LatticeCandidate[] {
  const extent = { width: Math.min(side, residue.width), height: Math.min(side, residue.height) }
  const correlation = sharpened(autocorrelation(residue), extent)
  const limit = farthest(extent)
  const found: LatticeCandidate[] = []
  for (const lie of liesOf(search)) {
    const score = latticeScore(correlation, limit, lie)
    if (score > leastScore) found.push({ lie, score })
  }
  return distinct(
    found.sort((a, b) => b.score - a.score),
    count,
  )
}

function* liesOf({ aspects, turns }: LatticeSearch): Generator<Lie> {
  for (let scaleX = leastScale; scaleX < mostScale; scaleX *= scaleStep)
    for (const aspect of aspects) for (const turn of turns) yield { scaleX, scaleY: scaleX * aspect, turn }
}

function distinct(sorted: readonly LatticeCandidate[], count: number): LatticeCandidate[] {
  const chosen: LatticeCandidate[] = []
  for (const candidate of sorted) {
    if (chosen.length === count) break
    if (!chosen.some(({ lie }) => isNear(candidate.lie, lie))) chosen.push(candidate)
  }
  return chosen
}

function isNear(a: Lie, b: Lie): boolean {
  return (
    Math.abs(Math.log(a.scaleX / b.scaleX)) < 0.03 &&
    Math.abs(Math.log(a.scaleY / b.scaleY)) < 0.03 &&
    Math.abs(a.turn - b.turn) < 0.02
  )
}

/** Of the middle of the picture; by the Wiener-Khinchin theorem. */
function autocorrelation({ width, height, values }: Residue): Float64Array {
  const square = complexSquare(side)
  const left = Math.max(0, Math.floor((width - side) / 2))
  const top = Math.max(0, Math.floor((height - side) / 2))
  for (let y = 0; y < Math.min(side, height); y += 1)
    for (let x = 0; x < Math.min(side, width); x += 1)
      square.re[y * side + x] = values[(y + top) * width + x + left] as number
  transform(square, 'forward')
  for (let index = 0; index < square.re.length; index += 1) {
    square.re[index] = (square.re[index] as number) ** 2 + (square.im[index] as number) ** 2
    square.im[index] = 0
  }
  // What is the same along whole rows or columns is print.
  for (let index = 0; index < side; index += 1) {
    square.re[index] = 0
    square.re[index * side] = 0
  }
  transform(square, 'backward')
  return square.re
}

/**
 * Takes the surroundings from each value, so that only sharp peaks stand out, and gives it in multiples of the noise:
 * the more pixels had a partner at that distance, the more noise there is.
 */
function sharpened(correlation: Float64Array, { width, height }: Extent): Float64Array {
  const result = new Float64Array(correlation.length)
  let [squares, count] = [0, 0]
  forEachLag(width, height, (lagX, lagY, at) => {
    const overlap = Math.max(1, (width - Math.abs(lagX)) * (height - Math.abs(lagY)))
    const value = ((correlation[at] as number) - meanAround(correlation, lagX, lagY)) / Math.sqrt(overlap)
    result[at] = value
    if (Math.abs(lagX) <= 24 || Math.abs(lagY) <= 24) return
    squares += value * value
    count += 1
  })
  const noise = Math.sqrt(squares / Math.max(1, count)) || 1
  return result.map((value) => value / noise)
}

/** Every distance at which enough of the picture has a partner. */
function forEachLag(width: number, height: number, use: (lagX: number, lagY: number, at: number) => void): void {
  const { lagX: mostX, lagY: mostY } = farthest({ width, height })
  for (let lagY = -mostY; lagY <= mostY; lagY += 1)
    for (let lagX = -mostX; lagX <= mostX; lagX += 1) use(lagX, lagY, indexOf(lagX, lagY))
}

function farthest({ width, height }: Extent): { lagX: number; lagY: number } {
  const most = (extent: number) => Math.floor(Math.min(maxLagPx, extent * 0.8))
  return { lagX: most(width), lagY: most(height) }
}

function indexOf(x: number, y: number): number {
  return (y & (side - 1)) * side + (x & (side - 1))
}

function meanAround(correlation: Float64Array, x: number, y: number): number {
  let sum = 0
  for (const [dx, dy] of surroundings) sum += correlation[indexOf(x + dx, y + dy)] as number
  return sum / surroundings.length
}

function latticeScore(
  correlation: Float64Array,
  limit: { lagX: number; lagY: number },
  { scaleX, scaleY, turn }: Lie,
): number {
  const [acrossX, acrossY] = [Math.cos(turn) * scaleX * tilePx, Math.sin(turn) * scaleX * tilePx]
  const [downX, downY] = [-Math.sin(turn) * scaleY * tilePx, Math.cos(turn) * scaleY * tilePx]
  let [sum, count] = [0, 0]
  for (const [i, j] of latticePoints) {
    const x = i * acrossX + j * downX
    const y = i * acrossY + j * downY
    if (Math.abs(x) > limit.lagX || Math.abs(y) > limit.lagY) continue
    sum += Math.min(8, valueAt(correlation, x, y))
    count += 1
  }
  return count === 0 ? 0 : sum / Math.sqrt(count)
}

function valueAt(correlation: Float64Array, x: number, y: number): number {
  const [left, top] = [Math.floor(x), Math.floor(y)]
  const [right, low] = [x - left, y - top]
  const at = (dx: number, dy: number) => correlation[indexOf(left + dx, top + dy)] as number
  return (at(0, 0) * (1 - right) + at(1, 0) * right) * (1 - low) + (at(0, 1) * (1 - right) + at(1, 1) * right) * low
}
