/** What is left of a page when text, lines and paper are taken away: the mark and noise. */

import type { GreyImage } from './grey-image.ts'

/** A picture of differences from the paper; nought where something is printed. */
export interface Residue {
  readonly width: number
  readonly height: number
  readonly values: Float32Array
  /** 1 where paper was seen, else 0. */
  readonly paper: Uint8Array
}

const blockPx = 16
/** The paper's level in a block with some text: most of the block is paper, and paper is lighter. */
const paperQuantile = 0.7
/** Differences beyond this many typical ones are print. */
const printFactor = 3.2
const [leastPrint, mostPrint] = [6, 45]
/** Half the side of the square over which the paper's level is evened out. */
const reachPx = 10

export function residueOf(image: GreyImage): Residue {
  const { width, height, levels } = image
  const rough = roughPaper(image)
  const threshold = printThreshold(levels, rough)
  const paper = new Uint8Array(width * height)
  const values = new Float32Array(width * height)
  for (let index = 0; index < paper.length; index += 1) {
    const difference = (levels[index] as number) - (rough[index] as number)
    if (Math.abs(difference) > threshold) continue
    paper[index] = 1
    values[index] = difference
  }
  const means = localMeans({ width, height, values, paper })
  for (let index = 0; index < paper.length; index += 1)
    if (paper[index] === 1) values[index] = (values[index] as number) - (means[index] as number)
  return { width, height, values, paper }
}

/** The paper's level at each pixel: one quantile a block, for between different fills nothing is in between. */
function roughPaper(image: GreyImage): Float32Array {
  const { width, height } = image
  const spread = new Float32Array(width * height)
  for (let top = 0; top < height; top += blockPx) {
    for (let left = 0; left < width; left += blockPx) {
      const block = { left, top, right: Math.min(width, left + blockPx), bottom: Math.min(height, top + blockPx) }
      const level = paperLevel(image, block)
      for (let y = block.top; y < block.bottom; y += 1) spread.fill(level, y * width + left, y * width + block.right)
    }
  }
  return spread
}

interface Block {
  readonly left: number
  readonly top: number
  readonly right: number
  readonly bottom: number
}

function paperLevel({ width, levels }: GreyImage, { left, top, right, bottom }: Block): number {
  const across = right - left
  const members = new Float32Array(across * (bottom - top))
  for (let y = top; y < bottom; y += 1)
    members.set(levels.subarray(y * width + left, y * width + right), (y - top) * across)
  return members.sort()[Math.floor((members.length - 1) * paperQuantile)] ?? 0
}

/** Three times the median difference of what may be paper. */
function printThreshold(levels: Float32Array, rough: Float32Array): number {
  const counts = new Uint32Array(mostPrint + 1)
  let total = 0
  for (let index = 0; index < levels.length; index += 7) {
    const difference = Math.abs((levels[index] as number) - (rough[index] as number))
    if (difference > mostPrint) continue
    counts[Math.floor(difference)] = (counts[Math.floor(difference)] as number) + 1
    total += 1
  }
  let [below, median] = [0, 0]
  while (median < mostPrint && below + (counts[median] as number) < total / 2) {
    below += counts[median] as number
    median += 1
  }
  return Math.min(mostPrint, Math.max(leastPrint, (median + 1) * printFactor))
}

/** The mean of what is paper within a square about each pixel. */
function localMeans({ width, height, values, paper }: Residue): Float32Array {
  const sums = boxSums(values, width, height)
  const counts = boxSums(paper, width, height)
  return sums.map((sum, index) => sum / Math.max(1, counts[index] as number))
}

/** Sums over the square of `reachPx` about each pixel: along rows, then down columns. */
function boxSums(values: ArrayLike<number>, width: number, height: number): Float32Array {
  const along = new Float32Array(width * height)
  for (let y = 0; y < height; y += 1) slide(values, along, { start: y * width, step: 1, count: width })
  const result = new Float32Array(width * height)
  for (let x = 0; x < width; x += 1) slide(along, result, { start: x, step: width, count: height })
  return result
}

/** The running sum of `reachPx` values on either side, along one row or column. */
function slide(
  values: ArrayLike<number>,
  sums: Float32Array,
  { start, step, count }: { start: number; step: number; count: number },
): void {
  let sum = 0
  for (let index = 0; index < Math.min(reachPx, count); index += 1) sum += values[start + index * step] as number
  for (let index = 0; index < count; index += 1) {
    if (index + reachPx < count) sum += values[start + (index + reachPx) * step] as number
    if (index - reachPx - 1 >= 0) sum -= values[start + (index - reachPx - 1) * step] as number
    sums[start + index * step] = sum
  }
}
