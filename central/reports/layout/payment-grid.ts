import { overdueStatuses, type RepaymentStatus } from '#central/bureau/code-tables.ts'
import type { Account } from '#central/bureau/personal-report-credit.ts'
import type { PageItem } from '#contract/report-page.ts'
import {
  type Area,
  type Block,
  contentWidthPx,
  filled,
  horizontal,
  leftPx,
  rightPx,
  textAt,
  vertical,
} from './page-block.ts'
import { grouped, monthInWords } from './printed-values.ts'
import { caption } from './table.ts'

type Strip = NonNullable<Account['last24Months']>
type FiveYears = NonNullable<Account['last5Years']>

const LABEL_PX = 50
const ROW_PX = 19
const MONTHS_PER_YEAR = 12
const stripCellPx = (contentWidthPx - LABEL_PX) / 24
const yearCellPx = (contentWidthPx - LABEL_PX) / MONTHS_PER_YEAR

/** The last 24 months as one row of cells, years and month numbers above, never parted. */
export function paymentStrip({ from, to, months }: Strip): Block[] {
  const grid: Block = {
    height: 3 * ROW_PX,
    gap: 0,
    keepsWithNext: false,
    draw(top) {
      const [monthTop, statusTop, bottom] = [top + ROW_PX, top + 2 * ROW_PX, top + 3 * ROW_PX]
      const heads = filled({ x: leftPx, y: top, width: contentWidthPx, height: 2 * ROW_PX }, 'head')
      const titles = ['年份', '月份', '还款状态'].map((title, row) => rowTitle(title, top + row * ROW_PX))
      const cells = months.flatMap(({ month, status }, index) => {
        const x = leftPx + LABEL_PX + index * stripCellPx
        const number = textAt({ x: x + stripCellPx / 2, y: monthTop + 13 }, String(Number(month.slice(5))), {
          align: 'middle',
        })
        return [
          number,
          ...statusCell({ x, y: statusTop, width: stripCellPx, height: ROW_PX }, status),
          vertical(x, monthTop, bottom),
        ]
      })
      const lines = [top, monthTop, statusTop, bottom].map((y) => horizontal(y))
      return [
        heads,
        ...titles,
        ...yearSpans(months, top),
        ...cells,
        ...lines,
        vertical(leftPx, top, bottom),
        vertical(rightPx, top, bottom),
      ]
    },
  }
  return [caption(`${monthInWords(from)}—${monthInWords(to)}的还款记录`), grid]
}

function rowTitle(title: string, top: number): PageItem {
  return textAt({ x: leftPx + LABEL_PX / 2, y: top + 13 }, title, { align: 'middle', maxWidthPx: LABEL_PX - 4 })
}

/** One title over the months of each year. */
function yearSpans(months: Strip['months'], top: number): PageItem[] {
  const years = [...Map.groupBy(months, ({ month }) => month.slice(0, 4))]
  let x = leftPx + LABEL_PX
  return years.flatMap(([year, members]) => {
    const width = members.length * stripCellPx
    const at = { x: x + width / 2, y: top + 13 }
    const title = textAt(at, members.length > 1 ? `${year}年` : year, { align: 'middle', maxWidthPx: width - 2 })
    const line = vertical(x, top, top + ROW_PX)
    x += width
    return [title, line]
  })
}

function statusCell(area: Area, status: RepaymentStatus, below?: string): PageItem[] {
  const isBad = overdueStatuses.includes(status) || ['D', 'Z', 'G'].includes(status)
  const isGood = status === 'N' || status === 'C' || status === 'M'
  const fill = isBad ? 'alert' : isGood ? 'good' : 'none-reported'
  const middle = area.x + area.width / 2
  const mark = textAt({ x: middle, y: area.y + 13 }, status, {
    align: 'middle',
    weight: isBad ? 'bold' : 'regular',
    colour: isBad ? 'alert' : isGood ? 'ink' : 'muted',
  })
  const amount =
    below === undefined
      ? []
      : [textAt({ x: middle, y: area.y + 28 }, below, { sizePx: 10, align: 'middle', maxWidthPx: area.width - 4 })]
  return [filled(area, fill), mark, ...amount]
}

/** The overdue months of the last five years: a row a year, the status above the amount overdue. */
export function fiveYearGrid({ from, to, months }: FiveYears): Block[] {
  const overdue = new Map(months.map((entry) => [entry.month, entry]))
  const years = [...new Set(months.map(({ month }) => month.slice(0, 4)))].toSorted().toReversed()
  const head: Block = { ...gridRow('年份', ROW_PX, monthNumber), keepsWithNext: true }
  const rows = years.map((year) => ({
    ...gridRow(year, 2 * ROW_PX - 4, (area, monthNumberOfYear) => {
      const entry = overdue.get(`${year}-${String(monthNumberOfYear).padStart(2, '0')}`)
      return entry === undefined ? [] : statusCell(area, entry.status, grouped(entry.overdueYuan))
    }),
    head,
  }))
  return [caption(`${monthInWords(from)}—${monthInWords(to)}的逾期记录（上为逾期状态，下为逾期总额）`), head, ...rows]
}

function monthNumber(area: Area, month: number): PageItem[] {
  return [
    filled(area, 'head'),
    textAt({ x: area.x + area.width / 2, y: area.y + 13 }, String(month), { align: 'middle' }),
  ]
}

function gridRow(title: string, height: number, cell: (area: Area, month: number) => PageItem[]): Block {
  return {
    height,
    gap: 0,
    keepsWithNext: false,
    draw(top) {
      const cells = Array.from({ length: MONTHS_PER_YEAR }, (_, index) => {
        const x = leftPx + LABEL_PX + index * yearCellPx
        return [...cell({ x, y: top, width: yearCellPx, height }, index + 1), vertical(x, top, top + height)]
      })
      const name = textAt({ x: leftPx + LABEL_PX / 2, y: top + height / 2 + 4 }, title, { align: 'middle' })
      const frame = [
        horizontal(top),
        horizontal(top + height),
        vertical(leftPx, top, top + height),
        vertical(rightPx, top, top + height),
      ]
      return [filled({ x: leftPx, y: top, width: LABEL_PX, height }, 'head'), name, ...cells.flat(), ...frame]
    },
  }
}
