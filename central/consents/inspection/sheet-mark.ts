/**
 * A mark of a sheet, 256 bits: in which squares of its form more stands than on other sheets. Marks of the same sheet differ
 * in few bits, so that a database can find the nearest among a million.
 */

import type { InkMap } from './ink-map.ts'
import type { LaidPage } from './lay-over.ts'

const square = 4
export const markBits = 256

/** The squares in which sheets of a form differ most: numbers, row by row. */
export function tellingSquares(sheets: readonly LaidPage[]): number[] {
  const [first] = sheets
  if (!first) return []
  const inks = sheets.map(({ map }) => squaresOf(map))
  const spread = inks[0]?.map((_, at) => {
    const values = inks.map((ink) => ink[at] as number)
    const mean = values.reduce((sum, value) => sum + value, 0) / values.length
    return { at, variance: values.reduce((sum, value) => sum + (value - mean) ** 2, 0) }
  })
  return (spread ?? [])
    .toSorted((a, b) => b.variance - a.variance)
    .slice(0, markBits)
    .map(({ at }) => at)
    .toSorted((a, b) => a - b)
}

/** As PostgreSQL writes bit strings. */
export function markOf({ map }: LaidPage, print: InkMap, squares: readonly number[]): string {
  const [own, mean] = [squaresOf(map), squaresOf(print)]
  return squares
    .map((at) => ((own[at] as number) > (mean[at] as number) ? '1' : '0'))
    .join('')
    .padEnd(markBits, '0')
}

function squaresOf({ width, height, cells }: InkMap): number[] {
  const [columns, rows] = [Math.floor(width / square), Math.floor(height / square)]
  return Array.from({ length: columns * rows }, (_, index) => {
    const [left, top] = [(index % columns) * square, Math.floor(index / columns) * square]
    let sum = 0
    for (let y = top; y < top + square; y += 1)
      for (let x = left; x < left + square; x += 1) sum += cells[y * width + x] as number
    return sum
  })
}
