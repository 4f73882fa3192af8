/** Which row of the section list is meant: by a page, by the pointer, by the arrow keys. */

import type { OutlineItem } from '#contract/report-page.ts'

export const rowPx = 32

/** The row that begins on this page; where nothing begins, the last section goes on. `-1` before the first. */
export function rowOfPage(items: readonly Pick<OutlineItem, 'page'>[], page: number): number {
  const begins = items.findIndex((item) => item.page === page)
  return begins >= 0 ? begins : items.findLastIndex((item) => item.page < page)
}

/** The row under the pointer; `-1` when it is past the last one. */
export function rowAt(y: number, count: number): number {
  const row = Math.floor(y / rowPx)
  return row >= 0 && row < count ? row : -1
}

/** The row an arrow key leads to. */
export function rowAfter(key: string, row: number, count: number): number {
  const step = key === 'ArrowDown' ? 1 : key === 'ArrowUp' ? -1 : 0
  return Math.min(count - 1, Math.max(0, row + step))
}

/** The next row that must be noticed, from the beginning again after the last; `-1` when there is none. */
export function rowOfNextMark(items: readonly Pick<OutlineItem, 'mark'>[], row: number): number {
  const after = items.findIndex(({ mark }, index) => index > row && mark !== null)
  return after >= 0 ? after : items.findIndex(({ mark }) => mark !== null)
}
