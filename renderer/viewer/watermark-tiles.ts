/** Where the visible watermark stands: rows of the same line, turned, over the whole page and past its edges. */

export interface TileArea {
  readonly width: number
  readonly height: number
  /** Width of the line as it will be drawn. */
  readonly lineWidth: number
  readonly isDense?: boolean
}

export interface Tile {
  readonly x: number
  readonly y: number
}

/** Upwards to the right. */
export const tileAngle = (-24 * Math.PI) / 180
const [looseRowGap, denseRowGap] = [118, 74]
const columnGap = 70

/**
 * Starting points of the line in a coordinate system turned by `tileAngle` about the page's centre. Every other row is
 * shifted by half, so that no upright strip of the page stays free.
 */
export function watermarkTiles({ width, height, lineWidth, isDense = false }: TileArea): Tile[] {
  const rowGap = isDense ? denseRowGap : looseRowGap
  const reach = Math.hypot(width, height) / 2
  const step = lineWidth + columnGap
  const rows = Math.ceil(reach / rowGap)
  const columns = Math.ceil(reach / step) + 1

  const tiles: Tile[] = []
  for (let row = -rows; row <= rows; row++) {
    const shift = row % 2 === 0 ? 0 : step / 2
    for (let column = -columns; column <= columns; column++) {
      tiles.push({ x: column * step + shift - lineWidth / 2, y: row * rowGap })
    }
  }
  return tiles
}
