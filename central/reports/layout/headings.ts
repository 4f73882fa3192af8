import type { AttentionMark } from '#contract/report-page.ts'
import {
  type Block,
  contentWidthPx,
  filled,
  horizontal,
  leftPx,
  lineHeightPx,
  rightPx,
  tableTextPx,
  textAt,
} from './page-block.ts'
import { wrap } from './text-measure.ts'

const numerals = [...'一二三四五六七八九十', '十一', '十二', '十三', '十四', '十五'] as const

/** A main part of the report: `一　个人基本信息`; parts without a number have none. */
export function sectionHeading(title: string, position?: number): Block {
  const text = position === undefined ? title : `${numerals[position]}　${title}`
  return {
    height: 30,
    gap: 22,
    keepsWithNext: true,
    outline: { title: text, mark: null },
    draw: (top) => [
      textAt({ x: leftPx + contentWidthPx / 2, y: top + 18 }, text, { sizePx: 16, weight: 'bold', align: 'middle' }),
      horizontal(top + 26),
    ],
  }
}

/** A part of a part: `（二）信息概要`. */
export function subsectionHeading(title: string, position: number): Block {
  const text = `（${numerals[position]}）${title}`
  return {
    height: 22,
    gap: 12,
    keepsWithNext: true,
    outline: { title: text, mark: null },
    draw: (top) => [textAt({ x: leftPx, y: top + 15 }, text, { sizePx: 13, weight: 'bold' })],
  }
}

/** A small heading above one table. */
export function tableHeading(title: string): Block {
  return {
    height: 20,
    gap: 10,
    keepsWithNext: true,
    draw: (top) => [textAt({ x: leftPx, y: top + 14 }, title, { sizePx: 12, weight: 'bold', colour: 'muted' })],
  }
}

/** A mark at the right end of an account's heading. */
export interface Tag {
  readonly text: string
  readonly isAlert: boolean
  /** Brings the account into the outline. */
  readonly mark?: AttentionMark
}

/** The heading of one account: number and lender, with what must be noticed at the right end. */
export function accountHeading(title: string, tags: readonly Tag[]): Block {
  const [marked] = tags.filter(({ mark }) => mark !== undefined)
  const said = tags.filter(({ mark }) => mark !== undefined).map(({ text }) => text)
  return {
    ...(marked?.mark ? { outline: { title: `${said.join('、')}　${title}`.slice(0, 80), mark: marked.mark } } : {}),
    height: 22,
    gap: 12,
    keepsWithNext: true,
    draw(top) {
      let right = rightPx
      const marks = tags.flatMap(({ text, isAlert }) => {
        const width = text.length * 11 + 12
        right -= width + 6
        const box = filled({ x: right + 6, y: top + 2, width, height: 17 }, isAlert ? 'alert' : 'none-reported')
        const at = { x: right + 6 + width / 2, y: top + 14.5 }
        return [
          box,
          textAt(at, text, { weight: 'bold', colour: isAlert ? 'alert' : 'muted', align: 'middle', maxWidthPx: width }),
        ]
      })
      const heading = textAt({ x: leftPx, y: top + 15 }, title, {
        sizePx: 12,
        weight: 'bold',
        colour: 'accent',
        maxWidthPx: right - leftPx,
      })
      return [heading, ...marks]
    },
  }
}

/** Said on top of a page that goes on with an account begun before. */
export function continuation(title: string): Block {
  const text = `${title}（续）`
  return {
    height: 20,
    gap: 0,
    keepsWithNext: true,
    draw: (top) => [textAt({ x: leftPx, y: top + 13 }, text, { colour: 'muted' })],
  }
}

/** A paragraph outside tables; a long one is one block per line, so that it may cross pages. */
export function paragraph(text: string, indentPx = 0): Block[] {
  const lines = wrap(text, contentWidthPx - indentPx, tableTextPx)
  return lines.map((line, index) => ({
    height: lineHeightPx + 2,
    gap: index === 0 ? 4 : 0,
    keepsWithNext: index < lines.length - 1,
    draw: (top) => [
      textAt({ x: leftPx + indentPx, y: top + tableTextPx }, line, { maxWidthPx: contentWidthPx - indentPx }),
    ],
  }))
}
