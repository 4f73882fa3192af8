import { expect, test } from 'vitest'
import { companyStories } from '#central/bureau/simulated/company/company-stories.ts'
import { layOutCorporateReport } from '#central/reports/layout/corporate-report-layout.ts'
import { widthOf } from '#central/reports/layout/text-measure.ts'
import { type PageText, pageHeightPx, pageWidthPx, ReportPage } from '#contract/report-page.ts'
import { aCompanyOf, aCorporateReport } from '#test/support/bureau-requests.ts'

const laidOut = new Map(
  companyStories.map((story) => [story, layOutCorporateReport(aCorporateReport({ subject: aCompanyOf(story) }))]),
)
const pagesOf = (story: (typeof companyStories)[number]) => laidOut.get(story) ?? []
const textsOf = (page: ReportPage): PageText[] => page.items.filter((item) => item.kind === 'text')

/** Where a text stands, its letters taken to reach a fifth of their size below the line. */
function areaOf({ x, y, text, sizePx, align, maxWidthPx }: PageText) {
  const width = Math.min(widthOf(text, sizePx), maxWidthPx)
  const left = align === 'start' ? x : align === 'middle' ? x - width / 2 : x - width
  return { left, right: left + width, top: y - sizePx * 0.8, bottom: y + sizePx * 0.2, text }
}

test.each(companyStories)('every page of %s is a page by the schema, numbered, and no more than forty', (story) => {
  const pages = pagesOf(story)
  for (const [index, page] of pages.entries()) {
    expect(ReportPage.safeParse(page).error).toBeUndefined()
    expect([page.number, page.of, page.outline.length > 0]).toEqual([index + 1, pages.length, index === 0])
  }
  expect(pages.length).toBeLessThanOrEqual(40)
})

test.each(companyStories)('nothing of %s leaves the paper, and no two texts lie over one another', (story) => {
  for (const page of pagesOf(story)) {
    const areas = textsOf(page).map(areaOf)
    const outside = areas.filter(
      ({ left, right, top, bottom }) => left < 40 || right > pageWidthPx - 40 || top < 20 || bottom > pageHeightPx - 20,
    )
    expect(outside).toEqual([])
    const overlaps = areas.flatMap((one, index) =>
      areas
        .slice(index + 1)
        .filter(
          (other) =>
            one.left < other.right - 1 &&
            other.left < one.right - 1 &&
            one.top < other.bottom - 1 &&
            other.top < one.bottom - 1,
        )
        .map((other) => [one.text, other.text]),
    )
    expect(overlaps).toEqual([])
  }
})

test('the sections stand in the order of the bureau, the annex behind them, and the contents name their pages', () => {
  const [first, ...others] = pagesOf('group-subsidiary')
  const headings = first?.outline.filter(({ mark }) => mark === null) ?? []
  const main = headings.map(({ title }) => title).filter((title) => !title.startsWith('（'))
  expect(main).toEqual([
    '一　基本信息',
    '二　信息概要',
    '三　信贷记录明细',
    '四　非信贷记录明细',
    '五　公共记录明细',
    '六　财务报表',
    '七　评级信息',
    '八　声明及异议标注',
    '附件 1　信用记录补充信息',
    '报告说明',
  ])
  for (const { title, page } of headings) {
    const texts = textsOf([first, ...others][page - 1] as ReportPage).map(({ text }) => text)
    expect(texts).toContain(title)
  }
})

test('the report of a big group is long, that of a start-up short, and a debtor reads the alarm in red', () => {
  expect(pagesOf('group-subsidiary').length).toBeGreaterThan(15)
  expect(pagesOf('start-up').length).toBeLessThan(8)
  const alarms = pagesOf('defaulted').flatMap((page) => textsOf(page).filter(({ colour }) => colour === 'alert'))
  expect(alarms.length).toBeGreaterThan(20)
  expect(pagesOf('manufacturer').flatMap((page) => textsOf(page).filter(({ colour }) => colour === 'alert'))).toEqual(
    [],
  )
})

test('overdue and disputed accounts can be reached from the outline', () => {
  const marks = pagesOf('defaulted')[0]?.outline.flatMap(({ mark }) => mark ?? [])
  expect(marks).toEqual(expect.arrayContaining(['overdue']))
  expect(pagesOf('troubled')[0]?.outline.flatMap(({ mark }) => mark ?? [])).toContain('disputed')
})
