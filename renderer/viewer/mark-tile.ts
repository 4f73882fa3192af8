import { chipPx, chipsPerSide, denseMarkSwing, markDepth, markSwing, markTile } from '#contract/rules/view-mark-tile.ts'
import type { Viewing } from '#contract/viewing.ts'

/** The invisible watermark of one viewing, ready to be laid over the paper of any page. */
export interface MarkTile {
  /** Darkens what has been drawn, chip by chip, in device pixels: the tile has the same size at every zoom. */
  fill(context: CanvasRenderingContext2D): void
}

/** @param pixelRatio Device pixels of a CSS pixel. */
export function createMarkTile(
  document: Document,
  { viewId, marks }: Pick<Viewing, 'viewId' | 'marks'>,
  pixelRatio: number,
): MarkTile {
  const swing = marks === 'dense' ? denseMarkSwing : markSwing
  const chip = Math.max(1, Math.round(chipPx * pixelRatio))
  const tile = document.createElement('canvas')
  tile.width = chip * chipsPerSide
  tile.height = chip * chipsPerSide
  const context = tile.getContext('2d')
  if (!context) throw new Error('The canvas has no drawing context.')
  markTile(Number.parseInt(viewId, 16)).forEach((sign, position) => {
    context.fillStyle = `rgb(0 0 0 / ${(markDepth - sign * swing) / 255})`
    context.fillRect((position % chipsPerSide) * chip, Math.floor(position / chipsPerSide) * chip, chip, chip)
  })
  return {
    fill: (page) => {
      const pattern = page.createPattern(tile, 'repeat')
      if (!pattern) throw new Error('The mark cannot be drawn.')
      page.save()
      page.setTransform(1, 0, 0, 1, 0, 0)
      page.fillStyle = pattern
      page.fillRect(0, 0, page.canvas.width, page.canvas.height)
      page.restore()
    },
  }
}
