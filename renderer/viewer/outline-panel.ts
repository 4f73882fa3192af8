/** The list of sections: drawn, for which sections there are already tells something about the person. */

import type { OutlineItem } from '#contract/report-page.ts'
import { drawOutline } from './draw-outline.ts'
import { rowAfter, rowAt, rowOfNextMark, rowOfPage, rowPx } from './outline-rows.ts'
import { createSurface } from './surface.ts'

export interface OutlinePanel {
  fill(items: readonly OutlineItem[]): void
  mark(page: number): void
  /** The next item that must be noticed, from this page on and round; the one chosen last is passed over. */
  nextMarked(): OutlineItem | undefined
}

export function createOutlinePanel(nav: HTMLElement, onChoose: (item: OutlineItem) => void): OutlinePanel {
  const canvas = createSurface(nav)
  let items: readonly OutlineItem[] = []
  let current = -1
  let pointed = -1
  let chosen = -1
  let lastMarked = -1

  nav.addEventListener('mousemove', (event) => point(rowUnder(event)))
  nav.addEventListener('mouseleave', () => point(-1))
  nav.addEventListener('click', (event) => choose(rowUnder(event)))
  nav.addEventListener('focus', () => select(Math.max(0, current)))
  nav.addEventListener('blur', () => select(-1))
  nav.addEventListener('keydown', (event) => {
    if (event.ctrlKey || event.altKey || event.metaKey || items.length === 0) return
    if (event.key === 'Enter') choose(chosen)
    else if (event.key === 'ArrowDown' || event.key === 'ArrowUp') select(rowAfter(event.key, chosen, items.length))
    else return
    event.preventDefault()
    event.stopPropagation()
  })

  return {
    fill: (next) => {
      if (next.length > 0) items = next
    },
    mark: (page) => {
      current = rowOfPage(items, page)
      draw()
      reveal(current)
    },
    nextMarked: () => {
      lastMarked = rowOfNextMark(items, lastMarked)
      return items[lastMarked]
    },
  }

  function draw(): void {
    drawOutline(canvas, { items, width: nav.clientWidth, current, pointed, chosen })
  }

  function rowUnder({ clientY }: MouseEvent): number {
    return rowAt(clientY - nav.getBoundingClientRect().top + nav.scrollTop, items.length)
  }

  function point(row: number): void {
    if (row === pointed) return
    pointed = row
    nav.classList.toggle('pointed', row >= 0)
    draw()
  }

  function select(row: number): void {
    chosen = row
    draw()
    reveal(row)
  }

  function choose(row: number): void {
    const item = items[row]
    if (item) onChoose(item)
  }

  function reveal(row: number): void {
    if (row < 0) return
    const top = row * rowPx
    if (top < nav.scrollTop) nav.scrollTop = top
    else if (top + rowPx > nav.scrollTop + nav.clientHeight) nav.scrollTop = top + rowPx - nav.clientHeight
  }
}
