/** How much ink lies where on a page: a small picture without paper, light or shadow. */

export interface InkMap {
  readonly width: number
  readonly height: number
  /** From 0 (paper) to 1, row by row. */
  readonly cells: Float32Array
}

const tile = 16
/** What is this much darker than its paper is ink through and through. */
const fullInk = 0.55

/** @param grey One byte a pixel. The paper's own brightness is taken from the light parts round about. */
export function inkOf(grey: Uint8Array, width: number, height: number): InkMap {
  const [columns, rows] = [Math.ceil(width / tile), Math.ceil(height / tile)]
  const paper = smoothed(paperOfTiles(grey, width, height), columns, rows)
  const cells = new Float32Array(width * height)
  for (let y = 0; y < height; y += 1)
    for (let x = 0; x < width; x += 1) {
      const light = sample(
        { width: columns, height: rows, cells: paper },
        (x + 0.5) / tile - 0.5,
        (y + 0.5) / tile - 0.5,
      )
      const dark = (light - (grey[y * width + x] ?? 0)) / Math.max(40, light)
      cells[y * width + x] = Math.min(1, Math.max(0, (dark - 0.08) / fullInk))
    }
  return { width, height, cells }
}

/** The lightest tenth of each tile. */
function paperOfTiles(grey: Uint8Array, width: number, height: number): Float32Array {
  const [columns, rows] = [Math.ceil(width / tile), Math.ceil(height / tile)]
  const paper = new Float32Array(columns * rows)
  const counts = new Uint16Array(256)
  for (let row = 0; row < rows; row += 1)
    for (let column = 0; column < columns; column += 1) {
      counts.fill(0)
      const [right, bottom] = [Math.min(width, (column + 1) * tile), Math.min(height, (row + 1) * tile)]
      for (let y = row * tile; y < bottom; y += 1)
        for (let x = column * tile; x < right; x += 1) {
          const level = grey[y * width + x] as number
          counts[level] = (counts[level] as number) + 1
        }
      paper[row * columns + column] = levelBelow(counts, 0.9)
    }
  return paper
}

function levelBelow(counts: Uint16Array, share: number): number {
  const total = counts.reduce((sum, count) => sum + count, 0)
  let seen = 0
  for (let level = 0; level < 256; level += 1) {
    seen += counts[level] ?? 0
    if (seen >= total * share) return level
  }
  return 255
}

/** A tile full of ink takes the paper of its neighbours. */
function smoothed(values: Float32Array, columns: number, rows: number): Float32Array {
  const lightest = values.map((_, index) => Math.max(...around(values, index, columns, rows)))
  return lightest.map((_, index) => {
    const near = around(lightest, index, columns, rows)
    return near.reduce((sum, value) => sum + value, 0) / near.length
  })
}

/** A tile and those beside it. */
function around(values: Float32Array, index: number, columns: number, rows: number): number[] {
  const [x, y] = [index % columns, Math.floor(index / columns)]
  const near: number[] = []
  for (let row = Math.max(0, y - 1); row <= Math.min(rows - 1, y + 1); row += 1)
    for (let column = Math.max(0, x - 1); column <= Math.min(columns - 1, x + 1); column += 1)
      near.push(values[row * columns + column] as number)
  return near
}

/** Means over squares; the map of a page as seen from further away. */
export function shrunk(map: InkMap, width: number, height: number): InkMap {
  const cells = new Float32Array(width * height)
  const [stepX, stepY] = [map.width / width, map.height / height]
  for (let y = 0; y < height; y += 1)
    for (let x = 0; x < width; x += 1) cells[y * width + x] = meanOf(map, x * stepX, y * stepY, stepX, stepY)
  return { width, height, cells }
}

function meanOf(map: InkMap, left: number, top: number, wide: number, high: number): number {
  const [right, bottom] = [Math.min(map.width, Math.ceil(left + wide)), Math.min(map.height, Math.ceil(top + high))]
  let sum = 0
  let count = 0
  for (let y = Math.floor(top); y < bottom; y += 1)
    for (let x = Math.floor(left); x < right; x += 1) {
      sum += map.cells[y * map.width + x] ?? 0
      count += 1
    }
  return count === 0 ? 0 : sum / count
}

/** A quarter turn clockwise. */
export function turned({ width, height, cells }: InkMap): InkMap {
  const out = new Float32Array(cells.length)
  for (let y = 0; y < height; y += 1)
    for (let x = 0; x < width; x += 1) out[x * height + (height - 1 - y)] = cells[y * width + x] ?? 0
  return { width: height, height: width, cells: out }
}

/** Bilinear; beyond the edge the edge goes on. */
export function sample({ width, height, cells }: InkMap, x: number, y: number): number {
  const [inX, inY] = [Math.min(width - 1, Math.max(0, x)), Math.min(height - 1, Math.max(0, y))]
  const [left, top] = [Math.floor(inX), Math.floor(inY)]
  const [right, bottom] = [Math.min(width - 1, left + 1), Math.min(height - 1, top + 1)]
  const [shareX, shareY] = [inX - left, inY - top]
  const upper = (cells[top * width + left] ?? 0) * (1 - shareX) + (cells[top * width + right] ?? 0) * shareX
  const lower = (cells[bottom * width + left] ?? 0) * (1 - shareX) + (cells[bottom * width + right] ?? 0) * shareX
  return upper * (1 - shareY) + lower * shareY
}
