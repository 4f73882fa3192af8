import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { type LifeStory, lifeStories } from '#central/bureau/simulated/life-stories.ts'
import type { Block } from '#central/reports/layout/page-block.ts'
import { flow } from '#central/reports/layout/page-flow.ts'
import { layOutPersonalReport } from '#central/reports/layout/personal-report-layout.ts'
import { widthOf, wrap } from '#central/reports/layout/text-measure.ts'
import { type PageItem, type PageText, pageHeightPx, pageWidthPx, ReportPage } from '#contract/report-page.ts'
import { anIdNumberOf, aReport, aSubject } from '#test/support/bureau-requests.ts'
import { idNumbers } from '#test/support/id-numbers.ts'

const reports = new Map(lifeStories.map((story) => [story, aReport({ subject: aSubject(anIdNumberOf(story)) })]))
const pagesOf = (story: LifeStory) => layOutPersonalReport(reports.get(story) ?? aReport())

function textsOf(page: ReportPage): PageText[] {
  return page.items.filter((item) => item.kind === 'text')
}

/** Where a text stands, its letters taken to reach a fifth of their size below the line. */
function areaOf({ x, y, text, sizePx, align, maxWidthPx }: PageText) {
  const width = Math.min(widthOf(text, sizePx), maxWidthPx)
  const left = align === 'start' ? x : align === 'middle' ? x - width / 2 : x - width
  return { left, right: left + width, top: y - sizePx * 0.8, bottom: y + sizePx * 0.2, text }
}

test.each(lifeStories)('every page of %s is a page by the schema, numbered, with the outline on the first', (story) => {
  const pages = pagesOf(story)
  for (const [index, page] of pages.entries()) {
    expect(ReportPage.safeParse(page).error).toBeUndefined()
    expect([page.number, page.of]).toEqual([index + 1, pages.length])
    expect(page.outline.length > 0).toBe(index === 0)
    expect(textsOf(page).map(({ text }) => text)).toContain(`第 ${index + 1} 页 / 共 ${pages.length} 页`)
  }
})

/** The rectangle an item covers. */
function coverOf(item: PageItem) {
  switch (item.kind) {
    case 'text':
      return areaOf(item)
    case 'line':
      return { left: item.x1, right: item.x2, top: item.y1, bottom: item.y2 }
    case 'box':
      return { left: item.x, right: item.x + item.width, top: item.y, bottom: item.y + item.height }
  }
}

test.each(lifeStories)('nothing of %s leaves the paper', (story) => {
  const isOutside = (item: PageItem) => {
    const { left, right, top, bottom } = coverOf(item)
    return left < 40 || right > pageWidthPx - 40 || top < 20 || bottom > pageHeightPx - 20
  }
  expect(pagesOf(story).flatMap(({ items }) => items.filter(isOutside))).toEqual([])
})

test.each(lifeStories)('no two texts of %s lie over one another', (story) => {
  for (const page of pagesOf(story)) {
    const areas = textsOf(page).map(areaOf)
    const overlaps = areas.flatMap((one, index) =>
      areas
        .slice(index + 1)
        .filter(
          (other) =>
            one.left < other.right && other.left < one.right && one.top < other.bottom && other.top < one.bottom,
        )
        .map((other) => `${page.number}: ${one.text} / ${other.text}`),
    )
    expect(overlaps).toEqual([])
  }
})

test.each(lifeStories)('every account, agreement and query of %s is printed', (story) => {
  const report = reports.get(story)
  const printed = new Set(pagesOf(story).flatMap((page) => textsOf(page).map(({ text }) => text)))
  const numbers = [
    ...(report?.credit.accounts ?? []).map(({ basics }) => basics.number),
    ...(report?.credit.agreements ?? []).map(({ number }) => number),
  ]
  expect(numbers.filter((number) => !printed.has(number))).toEqual([])
  expect(printed.has(String(report?.queries.length))).toBe(true)
})

test.each(lifeStories)('the outline of %s names the page each heading stands on', (story) => {
  const pages = pagesOf(story)
  for (const { title, page } of pages[0]?.outline.filter(({ mark }) => mark === null) ?? []) {
    expect(textsOf(pages[page - 1] as ReportPage).some(({ text, sizePx }) => text === title && sizePx > 11)).toBe(true)
  }
})

test('every account that is overdue or disputed stands in the outline, where its heading is', () => {
  const pages = pagesOf('heavy-debtor')
  const marked = pages[0]?.outline.filter(({ mark }) => mark !== null) ?? []
  const overdue = reports.get('heavy-debtor')?.credit.accounts.filter(({ latestMonth, latestState, basics }) => {
    const isOwed = latestState.status === 'B' || (basics.type === 'C1' && latestState.closedOn === null)
    return isOwed || (latestMonth?.overdueInstalments ?? 0) > 0
  })
  expect(overdue?.length).toBeGreaterThan(3)
  expect(marked.filter(({ mark }) => mark === 'overdue')).toHaveLength(overdue?.length ?? 0)
  for (const { title, page, y } of marked) {
    const [, name = ''] = title.split(/　(.*)/)
    const heading = textsOf(pages[page - 1] as ReportPage).find(({ text }) => text.startsWith(name))
    expect(heading?.y).toBeCloseTo(y + 15, 0)
  }
})

test.each(lifeStories)('no heading of %s is the last thing on its page', (story) => {
  for (const page of pagesOf(story)) {
    const body = textsOf(page).filter(({ y }) => y < pageHeightPx - 40)
    const lowest = body.toSorted((a, b) => b.y - a.y)[0]
    expect(lowest?.sizePx).toBeLessThan(12)
  }
})

test.each<[LifeStory, number, number]>([
  ['thin-file', 2, 5],
  ['young-card-user', 3, 15],
  ['mortgage-family', 5, 15],
  ['self-employed', 5, 15],
  ['overdue-now', 4, 15],
  ['recovered', 3, 15],
  ['veteran', 3, 15],
  ['heavy-debtor', 25, 35],
])('%s fills %i to %i pages', (story, from, to) => {
  const { length } = pagesOf(story)
  expect(length).toBeGreaterThanOrEqual(from)
  expect(length).toBeLessThanOrEqual(to)
})

test('an overdue month is a red digit in a red box, a disputed account is marked', () => {
  const items = pagesOf('heavy-debtor').flatMap((page) => page.items)
  const marks = items.filter((item) => item.kind === 'text' && item.colour === 'alert')
  expect(marks.filter((item) => item.kind === 'text' && item.text === '7').length).toBeGreaterThan(50)
  expect(marks.filter((item) => item.kind === 'text' && item.text === '异议')).toHaveLength(4)
  expect(items.filter((item) => item.kind === 'box' && item.fill === 'alert').length).toBeGreaterThan(50)
})

test('a report of anybody lays out to valid pages, the same each time', () => {
  const anybody = fc.property(idNumbers(), (idNumber) => {
    const report = aReport({ subject: aSubject(idNumber) })
    const pages = layOutPersonalReport(report)
    expect(pages.map((page) => ReportPage.parse(page))).toEqual(layOutPersonalReport(report))
  })
  fc.assert(anybody, { numRuns: 40 })
})

test('wrapping loses no letter and makes no line wider than a sixth too much', () => {
  const words = fc.string({
    unit: fc.constantFrom(...'征信报告，。（）“”查询ABCxyz0123456789 .-'),
    minLength: 1,
    maxLength: 120,
  })
  fc.assert(
    fc.property(words, fc.integer({ min: 60, max: 400 }), (text, widthPx) => {
      const lines = wrap(text, widthPx, 11)
      expect(lines.join('').replaceAll(' ', '')).toBe(text.replaceAll(' ', ''))
      for (const line of lines) expect(widthOf(line, 11)).toBeLessThanOrEqual(widthPx * 1.16)
    }),
  )
})

test('no line begins with a full stop or ends with an opening bracket', () => {
  const text = '查询机构应当取得书面授权（含电子授权）。信息主体认为有误的，可以提出异议（见说明）。'
  for (let widthPx = 60; widthPx < 300; widthPx += 7) {
    for (const line of wrap(text, widthPx, 11)) expect(line).not.toMatch(/^[。，）]|（$/)
  }
})

function aBlock(changes: Partial<Block>): Block {
  return { height: 100, gap: 0, keepsWithNext: false, draw: () => [], ...changes }
}

test.each([
  { why: 'what fits stays together', blocks: Array.from({ length: 10 }, () => aBlock({})), pages: 1 },
  { why: 'the eleventh does not fit', blocks: Array.from({ length: 11 }, () => aBlock({})), pages: 2 },
  {
    why: 'a chain longer than a page is broken all the same',
    blocks: Array.from({ length: 25 }, () => aBlock({ keepsWithNext: true })),
    pages: 3,
  },
])('$why: $pages pages', ({ blocks, pages }) => {
  expect(flow(blocks).pages).toHaveLength(pages)
})

test('a heading moves to the next page with what it heads, and a table head is repeated there', () => {
  const drawn: string[] = []
  const named = (name: string, changes: Partial<Block> = {}) =>
    aBlock({
      ...changes,
      draw: () => {
        drawn.push(name)
        return []
      },
    })
  const head = named('head', { keepsWithNext: true })
  const filler = Array.from({ length: 8 }, () => aBlock({}))
  const { pages, outline } = flow([
    ...filler,
    named('heading', { keepsWithNext: true, outline: { title: 'heading', mark: null } }),
    head,
    named('row', { head }),
    ...Array.from({ length: 7 }, () => named('row', { head })),
  ])
  expect(pages).toHaveLength(2)
  expect(outline).toEqual([{ title: 'heading', page: 2, y: 62, mark: null }])
  expect(drawn.filter((name) => name === 'head')).toHaveLength(1)
  expect(flow([head, ...Array.from({ length: 20 }, () => named('row', { head }))]).pages).toHaveLength(3)
  expect(drawn.filter((name) => name === 'head')).toHaveLength(4)
})
