/** The page on screen: the only place that holds a report's plaintext. */

import { pageHeightPx, pageWidthPx, type ReportPage } from '#contract/report-page.ts'
import type { Viewing } from '#contract/viewing.ts'
import { clearPage, drawPage } from './draw-page.ts'
import { createMarkTile } from './mark-tile.ts'
import { createSurface } from './surface.ts'
import { zoomedBy } from './zoom.ts'

const marginPx = 32
/** Left free above an item that was jumped to. */
const aboveItemPx = 40

export interface PageView {
  /** @param y Where on the page to look, in page pixels. */
  show(page: ReportPage, y?: number): void
  /** Scrolls to a place on the page, in page pixels. */
  lookAt(y: number): void
  /** Forgets the page; its pixels stay until the next one is drawn. */
  leave(): void
  /** Forgets page and pixels. */
  forget(): void
  /** While nobody looks there are no pixels. */
  cover(isCovered: boolean): void
  zoomBy(steps: number): number
  resetZoom(): number
  /** Small enough that the whole page is seen. */
  showWhole(): number
  /** After the window's size changed. */
  refit(): void
  scrollBy(part: number): void
}

export interface PageViewParts {
  /** Holds the canvas, out of reach of every other script. */
  readonly host: HTMLElement
  readonly stage: HTMLElement
  readonly watermark: string
  readonly viewing: Pick<Viewing, 'viewId' | 'marks'>
}

export function createPageView({ host, stage, watermark, viewing }: PageViewParts): PageView {
  const canvas = createSurface(host)
  const mark = createMarkTile(host.ownerDocument, viewing, devicePixelRatio)
  let page: ReportPage | undefined
  let percent = 100
  let isCovered = false

  return {
    show: (next, y = 0) => {
      page = next
      draw()
      lookAt(y)
    },
    lookAt,
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
    showWhole: () =>
      zoomTo(Math.min(100, Math.floor((100 * (stage.clientHeight - marginPx)) / (widthScale() * pageHeightPx)))),
    refit: draw,
    scrollBy: (part) => stage.scrollBy({ top: part * stage.clientHeight }),
  }

  /** CSS pixels per page pixel when the page is as wide as the window lets it be. */
  function widthScale(): number {
    return (stage.clientWidth - marginPx) / pageWidthPx
  }

  function scale(): number {
    return (widthScale() * percent) / 100
  }

  function lookAt(y: number): void {
    stage.scrollTop = y === 0 ? 0 : Math.max(0, y * scale() - aboveItemPx)
  }

  function zoomTo(next: number): number {
    percent = next
    draw()
    return percent
  }

  function draw(): void {
    if (!page || isCovered) return
    drawPage(canvas, { page, watermark, isDense: viewing.marks === 'dense', mark, scale: scale() * devicePixelRatio })
    canvas.style.width = `${canvas.width / devicePixelRatio}px`
    canvas.style.height = `${canvas.height / devicePixelRatio}px`
  }
}
