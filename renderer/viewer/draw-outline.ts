import type { AttentionMark, OutlineItem } from '#contract/report-page.ts'
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
/** Shape and colour both: not everybody tells red from brown. */
const markSigns = { overdue: '▲', disputed: '◆' } as const satisfies Record<AttentionMark, string>
const markInks = { overdue: 'alert', disputed: 'accent' } as const satisfies Record<AttentionMark, keyof typeof inks>

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
  drawing: OutlineDrawing,
  { title, page, mark }: OutlineItem,
  row: number,
): void {
  const { width } = drawing
  drawGround(context, drawing, row)
  const middle = row * rowPx + rowPx / 2
  const isPart = title.startsWith('（') || mark !== null
  const left = padPx + (isPart ? 10 : 0)
  const room = width - left - padPx - numberPx
  context.font = `${isPart ? 400 : 600} ${textPx}px ${fontFamily}`
  context.textAlign = 'left'
  context.fillStyle = inkOf(mark, row === drawing.current)
  context.fillText(fitted(context, mark === null ? title : `${markSigns[mark]} ${title}`, room), left, middle, room)
  context.font = `400 ${textPx}px ${fontFamily}`
  context.fillStyle = inks.muted
  context.textAlign = 'right'
  context.fillText(String(page), width - padPx, middle)
}

function inkOf(mark: AttentionMark | null, isCurrent: boolean): string {
  if (mark !== null) return inks[markInks[mark]]
  return isCurrent ? inks.accent : inks.ink
}

function drawGround(
  context: CanvasRenderingContext2D,
  { width, current, pointed, chosen }: OutlineDrawing,
  row: number,
): void {
  const top = row * rowPx
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
}

function fill(context: CanvasRenderingContext2D, colour: string, top: number, width: number): void {
  context.fillStyle = colour
  context.fillRect(0, top, width, rowPx)
}

/** Long titles lose their end: letters squeezed further than this are hard to read. */
const mostSqueezed = 1.12

function fitted(context: CanvasRenderingContext2D, title: string, room: number): string {
  let text = title
  while (text.length > 4 && context.measureText(text).width > room * mostSqueezed) text = `${text.slice(0, -2)}…`
  return text
}
