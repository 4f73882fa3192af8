import fc from 'fast-check'
import { expect, test } from 'vitest'
import { pageHeightPx, pageWidthPx } from '#contract/report-page.ts'
import { tileAngle, watermarkTiles } from '#renderer/viewer/watermark-tiles.ts'

const page = { width: pageWidthPx, height: pageHeightPx }

/** Whether a tile's line passes through the square of this half size about a point of the page. */
function isMarked(lineWidth: number, x: number, y: number, halfSize: number): boolean {
  const [dx, dy] = [x - page.width / 2, y - page.height / 2]
  const along = dx * Math.cos(-tileAngle) - dy * Math.sin(-tileAngle)
  const across = dx * Math.sin(-tileAngle) + dy * Math.cos(-tileAngle)
  return watermarkTiles({ ...page, lineWidth }).some(
    (tile) =>
      Math.abs(tile.y - across) <= halfSize && tile.x - halfSize <= along && along <= tile.x + lineWidth + halfSize,
  )
}

test('no spot of the page as large as a quarter of its width is without mark', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 150, max: 700 }),
      fc.integer({ min: 0, max: page.width }),
      fc.integer({ min: 0, max: page.height }),
      (lineWidth, x, y) => isMarked(lineWidth, x, y, 100),
    ),
  )
})

test('the lines of a row do not run into each other', () => {
  const tiles = watermarkTiles({ ...page, lineWidth: 300 })
  const row = tiles.filter(({ y }) => y === 0).map(({ x }) => x)
  for (const [index, x] of row.slice(1).entries()) expect(x - (row[index] ?? 0)).toBeGreaterThan(300)
})

test('a page is not covered so densely that it cannot be read', () => {
  expect(watermarkTiles({ ...page, lineWidth: 380 }).length).toBeLessThan(120)
})
