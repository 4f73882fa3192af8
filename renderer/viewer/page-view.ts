/** The page on screen: the only place that holds a report's plaintext. */

import { pageWidthPx, type ReportPage } from '#contract/report-page.ts'
import type { ViewId } from '#contract/viewing.ts'
import { clearPage, drawPage } from './draw-page.ts'
import { createMarkTile } from './mark-tile.ts'
import { createSurface } from './surface.ts'
import { zoomedBy } from './zoom.ts'

const marginPx = 32

export interface PageView {
  show(page: ReportPage): void
  /** Forgets the page; its pixels stay until the next one is drawn. */
  leave(): void
  /** Forgets page and pixels. */
  forget(): void
  /** While nobody looks there are no pixels. */
  cover(isCovered: boolean): void
  zoomBy(steps: number): number
  resetZoom(): number
  /** After the window's size changed. */
  refit(): void
  scrollBy(part: number): void
}

export interface PageViewParts {
  /** Holds the canvas, out of reach of every other script. */
  readonly host: HTMLElement
  readonly stage: HTMLElement
  readonly watermark: string
  readonly viewId: ViewId
}

export function createPageView({ host, stage, watermark, viewId }: PageViewParts): PageView {
  const canvas = createSurface(host)
  const mark = createMarkTile(host.ownerDocument, viewId, devicePixelRatio)
  let page: ReportPage | undefined
  let percent = 100
  let isCovered = false

  return {
    show: (next) => {
      page = next
      draw()
      stage.scrollTop = 0
    },
    leave: () => {
      page = undefined
    },
    cover: (next) => {
      isCovered = next
      if (isCovered) clearPage(canvas)
      else draw()
    },
    forget: () => {
      page = undefined
      clearPage(canvas)
    },
    zoomBy: (steps) => zoomTo(zoomedBy(percent, steps)),
    resetZoom: () => zoomTo(100),
    refit: draw,
    scrollBy: (part) => stage.scrollBy({ top: part * stage.clientHeight }),
  }

  function zoomTo(next: number): number {
    percent = next
    draw()
    return percent
  }

  function draw(): void {
    if (!page || isCovered) return
    const fit = (stage.clientWidth - marginPx) / pageWidthPx
    const cssScale = (fit * percent) / 100
    drawPage(canvas, { page, watermark, mark, scale: cssScale * devicePixelRatio })
    canvas.style.width = `${canvas.width / devicePixelRatio}px`
    canvas.style.height = `${canvas.height / devicePixelRatio}px`
  }
}
