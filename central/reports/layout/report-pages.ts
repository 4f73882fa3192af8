import { type OutlineItem, type PageItem, pageHeightPx, type ReportPage } from '#contract/report-page.ts'
import { type Block, contentWidthPx, horizontal, leftPx, rightPx, textAt } from './page-block.ts'
import { flow } from './page-flow.ts'

export interface ReportParts {
  /** Stands at the top of every page. */
  readonly title: string
  readonly reportNumber: string
  /** The first page's blocks, with the list of contents. */
  front(outline: readonly OutlineItem[]): readonly Block[]
  readonly body: readonly Block[]
}

/** Puts a report on pages; page 1 carries the outline. */
export function reportPages({ title, reportNumber, front, body }: ReportParts): ReportPage[] {
  const headings = body.flatMap(({ outline }) => (outline === undefined ? [] : [{ ...outline, page: 1, y: 0 }]))
  // The contents take the same room whatever the page numbers are, so the first pass tells them and the second prints them.
  const { outline } = flow([...front(headings), ...body])
  const { pages } = flow([...front(outline), ...body])

  return pages.map((items, index) => ({
    number: index + 1,
    of: pages.length,
    outline: index === 0 ? [...outline] : [],
    items: [...pageFrame(title, reportNumber, { page: index + 1, of: pages.length }), ...items],
  }))
}

function pageFrame(title: string, reportNumber: string, { page, of }: { page: number; of: number }): PageItem[] {
  return [
    textAt({ x: leftPx, y: 38 }, title, { sizePx: 10, colour: 'muted' }),
    textAt({ x: rightPx, y: 38 }, `报告编号：${reportNumber}`, { sizePx: 10, colour: 'muted', align: 'end' }),
    horizontal(45),
    horizontal(pageHeightPx - 46),
    textAt({ x: leftPx + contentWidthPx / 2, y: pageHeightPx - 28 }, `第 ${page} 页 / 共 ${of} 页`, {
      sizePx: 10,
      colour: 'muted',
      align: 'middle',
    }),
  ]
}
