/** Undoes the slant of a photograph: four corners of an upright rectangle on the screen become one again. */

import { type GreyImage, levelAt } from './grey-image.ts'

export interface Point {
  readonly x: number
  readonly y: number
}

/** Upper left, upper right, lower right, lower left. */
export type Corners = readonly [Point, Point, Point, Point]

/** The eight numbers of a projective map; the ninth is 1. */
type Projection = readonly number[]

/** @returns The rectangle, as large as the longer of its opposite sides was in the photograph. */
export function straighten(image: GreyImage, corners: Corners): GreyImage {
  const [a, b, c, d] = corners
  const width = Math.round(Math.max(distance(a, b), distance(d, c)))
  const height = Math.round(Math.max(distance(a, d), distance(b, c)))
  if (width < 64 || height < 64) throw new RangeError('The corners lie too close together.')
  const target = [
    { x: 0, y: 0 },
    { x: width, y: 0 },
    { x: width, y: height },
    { x: 0, y: height },
  ] as const
  const projection = projectionOf(target, corners)
  const levels = new Float32Array(width * height)
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      const from = project(projection, { x, y })
      levels[y * width + x] = levelAt(image, from.x, from.y)
    }
  }
  return { width, height, levels }
}

export function project(projection: Projection, { x, y }: Point): Point {
  const [a = 0, b = 0, c = 0, d = 0, e = 0, f = 0, g = 0, h = 0] = projection
  const depth = g * x + h * y + 1
  return { x: (a * x + b * y + c) / depth, y: (d * x + e * y + f) / depth }
}

/** @throws {RangeError} When three of the points lie on one line. */
export function projectionOf(from: Corners, to: Corners): Projection {
  const rows = from.flatMap(({ x, y }, index) => {
    const { x: u, y: v } = to[index] as Point
    return [
      [x, y, 1, 0, 0, 0, -u * x, -u * y, u],
      [0, 0, 0, x, y, 1, -v * x, -v * y, v],
    ]
  })
  return solve(rows)
}

/** Gauss and Jordan, with pivots; the last column is the right side. */
function solve(rows: number[][]): number[] {
  const size = rows.length
  for (let column = 0; column < size; column += 1) {
    const pivot = rows
      .slice(column)
      .reduce((best, row) => (Math.abs(row[column] ?? 0) > Math.abs(best[column] ?? 0) ? row : best))
    if (Math.abs(pivot[column] ?? 0) < 1e-9) throw new RangeError('The corners do not make a quadrilateral.')
    rows[rows.indexOf(pivot)] = rows[column] as number[]
    rows[column] = pivot.map((value) => value / (pivot[column] as number))
    const pivotRow = rows[column] as number[]
    rows.forEach((row, index) => {
      if (index !== column) rows[index] = subtract(row, pivotRow, row[column] ?? 0)
    })
  }
  return rows.map((row) => row[size] ?? 0)
}

function subtract(row: readonly number[], other: readonly number[], times: number): number[] {
  return row.map((value, index) => value - times * (other[index] ?? 0))
}

function distance(a: Point, b: Point): number {
  return Math.hypot(a.x - b.x, a.y - b.y)
}
