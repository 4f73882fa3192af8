/** A report page as the report window draws it, made without a window: paper and boxes, the mark, then print and watermark. */

import sharp, { type OutputInfo } from 'sharp'
import { type PageItem, pageHeightPx, pageWidthPx, type ReportPage } from '#contract/report-page.ts'
import { chipPx, chipsPerSide, markDepth, markSwing, markTile } from '#contract/rules/view-mark-tile.ts'
import { fills, inks } from '#renderer/viewer/inks.ts'
import { tileAngle, watermarkTiles } from '#renderer/viewer/watermark-tiles.ts'

export interface PictureOptions {
  /** Without one the page carries no invisible mark. */
  readonly viewId?: number
  /** Device pixels per page pixel. */
  readonly scale?: number
  readonly watermark?: string
}

const line = 'E10017  周敏  JJH-001  127.0.0.1  2026-11-25 10:00'

/** @returns A PNG. */
export async function pagePicture(page: ReportPage, options: PictureOptions = {}): Promise<Buffer> {
  const { viewId, scale = 1, watermark = line } = options
  const boxes = page.items.filter(({ kind }) => kind === 'box')
  const print = page.items.filter(({ kind }) => kind !== 'box')
  const paper = `<rect width="${pageWidthPx}" height="${pageHeightPx}" fill="#fff"/>${boxes.map(svgOf).join('')}`
  const { data, info } = await sharp(svg(paper, scale)).removeAlpha().raw().toBuffer({ resolveWithObject: true })
  if (viewId !== undefined) darken(data, info, markTile(viewId))
  const ink = await sharp(svg(print.map(svgOf).join('') + tilesOf(watermark), scale))
    .png()
    .toBuffer()
  return sharp(data, { raw: info })
    .composite([{ input: ink }])
    .png()
    .toBuffer()
}

function svg(content: string, scale: number): Buffer {
  const [width, height] = [Math.round(pageWidthPx * scale), Math.round(pageHeightPx * scale)]
  return Buffer.from(
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${pageWidthPx} ${pageHeightPx}" font-family="Noto Sans CJK SC">${content}</svg>`,
  )
}

/** As a canvas does it: black, as transparent as the chip says, over what is there. */
function darken(data: Buffer, { width, height, channels }: OutputInfo, tile: Int8Array): void {
  for (let y = 0; y < height; y += 1) {
    const row = (Math.floor(y / chipPx) % chipsPerSide) * chipsPerSide
    for (let x = 0; x < width; x += 1) {
      const chip = tile[row + (Math.floor(x / chipPx) % chipsPerSide)] ?? 0
      const kept = 1 - (markDepth - chip * markSwing) / 255
      for (let channel = 0; channel < channels; channel += 1) {
        const at = (y * width + x) * channels + channel
        data[at] = Math.round((data[at] ?? 0) * kept)
      }
    }
  }
}

function svgOf(item: PageItem): string {
  switch (item.kind) {
    case 'box':
      return `<rect x="${item.x}" y="${item.y}" width="${item.width}" height="${item.height}" fill="${fills[item.fill]}"/>`
    case 'line':
      return `<line x1="${item.x1}" y1="${item.y1}" x2="${item.x2}" y2="${item.y2}" stroke="${inks[item.colour]}"/>`
    case 'text': {
      const text = item.text.replaceAll('&', '&amp;').replaceAll('<', '&lt;')
      const weight = item.weight === 'bold' ? 600 : 400
      return `<text x="${item.x}" y="${item.y}" font-size="${item.sizePx}" font-weight="${weight}" fill="${inks[item.colour]}" text-anchor="${item.align}">${text}</text>`
    }
  }
}

function tilesOf(watermark: string): string {
  const lineWidth = watermark.length * 9
  const tiles = watermarkTiles({ width: pageWidthPx, height: pageHeightPx, lineWidth })
  const texts = tiles.map(({ x, y }) => `<text x="${x}" y="${y}" font-size="15">${watermark}</text>`)
  const degrees = (tileAngle * 180) / Math.PI
  return `<g opacity="0.1" fill="${inks.ink}" transform="translate(${pageWidthPx / 2} ${pageHeightPx / 2}) rotate(${degrees})">${texts.join('')}</g>`
}
