import type { OutlineItem } from '#contract/report-page.ts'
import { fontFamily, inks } from './inks.ts'
import { rowPx } from './outline-rows.ts'
import { prepareSurface } from './surface.ts'

export interface OutlineDrawing {
  readonly items: readonly OutlineItem[]
  readonly width: number
  /** Row of the page on screen, under the pointer, under the keyboard; `-1` for none. */
  readonly current: number
  readonly pointed: number
  readonly chosen: number
}

const padPx = 14
const numberPx = 26
const textPx = 13.5

export function drawOutline(canvas: HTMLCanvasElement, drawing: OutlineDrawing): void {
  const { items, width } = drawing
  const context = prepareSurface(canvas, width, items.length * rowPx)
  context.textBaseline = 'middle'
  items.forEach((item, row) => {
    drawRow(context, drawing, item, row)
  })
}

function drawRow(
  context: CanvasRenderingContext2D,
  { width, current, pointed, chosen }: OutlineDrawing,
  { title, page }: OutlineItem,
  row: number,
): void {
  const top = row * rowPx
  const middle = top + rowPx / 2
  const isPart = title.startsWith('（')
  if (row === current || row === pointed) fill(context, row === current ? '#e6eef7' : '#eef2f6', top, width)
  if (row === current) {
    context.fillStyle = inks.accent
    context.fillRect(0, top, 3, rowPx)
  }
  if (row === chosen) {
    context.strokeStyle = inks.accent
    context.lineWidth = 2
    context.strokeRect(2, top + 1, width - 4, rowPx - 2)
  }
  context.font = `${isPart ? 400 : 600} ${textPx}px ${fontFamily}`
  context.fillStyle = row === current ? inks.accent : inks.ink
  context.textAlign = 'left'
  const left = padPx + (isPart ? 10 : 0)
  context.fillText(title, left, middle, width - left - padPx - numberPx)
  context.font = `400 ${textPx}px ${fontFamily}`
  context.fillStyle = inks.muted
  context.textAlign = 'right'
  context.fillText(String(page), width - padPx, middle)
}

function fill(context: CanvasRenderingContext2D, colour: string, top: number, width: number): void {
  context.fillStyle = colour
  context.fillRect(0, top, width, rowPx)
}
