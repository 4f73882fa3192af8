/** Draws one page with its watermark in one go; the canvas is the only place where a report's text appears. */

import {
  type PageBox,
  type PageLine,
  type PageText,
  pageHeightPx,
  pageWidthPx,
  type ReportPage,
} from '#contract/report-page.ts'
import { fills, fontFamily, inks } from './inks.ts'
import type { MarkTile } from './mark-tile.ts'
import { tileAngle, watermarkTiles } from './watermark-tiles.ts'

const aligns = { start: 'left', middle: 'center', end: 'right' } as const satisfies Record<
  PageText['align'],
  CanvasTextAlign
>

const watermarkOpacity = 0.1
const denseWatermarkOpacity = 0.13
const watermarkSizePx = 15

export interface PageDrawing {
  readonly page: ReportPage
  readonly watermark: string
  /** More and stronger marks. */
  readonly isDense: boolean
  /** What is drawn under the text, invisible to the eye. */
  readonly mark: MarkTile
  /** Device pixels per page pixel. */
  readonly scale: number
}

export function drawPage(canvas: HTMLCanvasElement, { page, watermark, isDense, mark, scale }: PageDrawing): void {
  canvas.width = Math.round(pageWidthPx * scale)
  canvas.height = Math.round(pageHeightPx * scale)
  const context = canvas.getContext('2d')
  if (!context) throw new Error('The canvas has no drawing context.')

  context.setTransform(scale, 0, 0, scale, 0, 0)
  context.fillStyle = '#ffffff'
  context.fillRect(0, 0, pageWidthPx, pageHeightPx)
  for (const item of page.items) if (item.kind === 'box') drawBox(context, item)
  mark.fill(context)
  for (const item of page.items) {
    if (item.kind === 'line') drawLine(context, item)
    if (item.kind === 'text') drawText(context, item)
  }
  drawWatermark(context, watermark, isDense)
}

/** Leaves no pixel of a page behind. */
export function clearPage(canvas: HTMLCanvasElement): void {
  // Setting the size throws the bitmap away; painting over it might not.
  canvas.width = 0
  canvas.height = 0
}

function drawBox(context: CanvasRenderingContext2D, { x, y, width, height, fill }: PageBox): void {
  context.fillStyle = fills[fill]
  context.fillRect(x, y, width, height)
}

function drawLine(context: CanvasRenderingContext2D, { x1, y1, x2, y2, colour }: PageLine): void {
  context.strokeStyle = inks[colour]
  context.lineWidth = 1
  context.beginPath()
  context.moveTo(x1, y1)
  context.lineTo(x2, y2)
  context.stroke()
}

function drawText(context: CanvasRenderingContext2D, item: PageText): void {
  context.font = `${item.weight === 'bold' ? 600 : 400} ${item.sizePx}px ${fontFamily}`
  context.fillStyle = inks[item.colour]
  context.textAlign = aligns[item.align]
  context.textBaseline = 'alphabetic'
  context.fillText(item.text, item.x, item.y, item.maxWidthPx)
}

function drawWatermark(context: CanvasRenderingContext2D, line: string, isDense: boolean): void {
  context.save()
  context.translate(pageWidthPx / 2, pageHeightPx / 2)
  context.rotate(tileAngle)
  context.globalAlpha = isDense ? denseWatermarkOpacity : watermarkOpacity
  context.fillStyle = inks.ink
  context.textAlign = 'left'
  context.textBaseline = 'middle'
  context.font = `400 ${watermarkSizePx}px ${fontFamily}`
  const area = { width: pageWidthPx, height: pageHeightPx, lineWidth: context.measureText(line).width, isDense }
  for (const { x, y } of watermarkTiles(area)) context.fillText(line, x, y)
  context.restore()
}
