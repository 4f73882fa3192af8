/** Puts a page into the frame of a form and says how well they agree. */

import type { InkMap } from './ink-map.ts'

/** From a place on the form (its width is 1, its middle 0) to one on the picture (its width is 1 as well). */
export interface Fit {
  readonly scaleX: number
  readonly scaleY: number
  readonly angle: number
  readonly shear: number
  readonly left: number
  readonly top: number
}

/** A page in the form's own frame. */
export interface LaidPage {
  readonly map: InkMap
  /** 1 where the picture showed something. */
  readonly seen: Uint8Array
}

/** @param margin How many cells further than the form is looked, on each side. */
export function layOver(page: InkMap, form: Pick<InkMap, 'width' | 'height'>, fit: Fit, margin = 0): LaidPage {
  const [width, height] = [form.width + 2 * margin, form.height + 2 * margin]
  const cells = new Float32Array(width * height)
  const seen = new Uint8Array(width * height)
  const unit = page.width / form.width
  const [cos, sin] = [Math.cos(fit.angle) * unit, Math.sin(fit.angle) * unit]
  const right = { x: cos * fit.scaleX, y: sin * fit.scaleX }
  const down = { x: right.x * fit.shear - sin * fit.scaleY, y: right.y * fit.shear + cos * fit.scaleY }
  const startX = fit.left * page.width + page.width / 2 - 0.5
  const startY = fit.top * page.width + page.height / 2 - 0.5
  for (let y = 0; y < height; y += 1)
    for (let x = 0; x < width; x += 1) {
      // No arrays are taken apart in these loops: that would cost more than all the rest.
      const u = x - margin + 0.5 - form.width / 2
      const v = y - margin + 0.5 - form.height / 2
      const atX = startX + u * right.x + v * down.x
      const atY = startY + u * right.y + v * down.y
      if (atX < 0 || atY < 0 || atX >= page.width - 1 || atY >= page.height - 1) continue
      seen[y * width + x] = 1
      cells[y * width + x] = between(page, atX, atY)
    }
  return { map: { width, height, cells }, seen }
}

/** Bilinear, inside the map. */
function between({ width, cells }: InkMap, x: number, y: number): number {
  const left = x | 0
  const top = y | 0
  const shareX = x - left
  const shareY = y - top
  const at = top * width + left
  const upper = (cells[at] as number) * (1 - shareX) + (cells[at + 1] as number) * shareX
  const lower = (cells[at + width] as number) * (1 - shareX) + (cells[at + width + 1] as number) * shareX
  return upper * (1 - shareY) + lower * shareY
}

/** The least share of a form that a page must show. */
const leastShown = 0.5

/**
 * Correlation over what both show, from -1 to 1; a page that shows less of the form counts for a little less.
 *
 * @param right Cells by which the page is moved; it must be laid with as wide a margin.
 */
export function agreement(page: LaidPage, form: InkMap, right = 0, down = 0): number {
  const wide = page.map.width
  const offset = ((page.map.height - form.height) / 2 + down) * wide + (wide - form.width) / 2 + right
  let count = 0
  let sumA = 0
  let sumB = 0
  let sumAa = 0
  let sumBb = 0
  let sumAb = 0
  for (let y = 0; y < form.height; y += 1)
    for (let x = 0; x < form.width; x += 1) {
      const at = offset + y * wide + x
      if (page.seen[at] === 0) continue
      const a = form.cells[y * form.width + x] as number
      const b = page.map.cells[at] as number
      count += 1
      sumA += a
      sumB += b
      sumAa += a * a
      sumBb += b * b
      sumAb += a * b
    }
  if (count < form.cells.length * leastShown) return -1
  const spread = (sumAa - (sumA * sumA) / count) * (sumBb - (sumB * sumB) / count)
  if (spread <= 1e-9) return 0
  return ((sumAb - (sumA * sumB) / count) / Math.sqrt(spread)) * (0.7 + (0.3 * count) / form.cells.length)
}
