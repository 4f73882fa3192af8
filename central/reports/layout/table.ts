import type { PageItem, PageText } from '#contract/report-page.ts'
import {
  type Block,
  contentWidthPx,
  filled,
  horizontal,
  leftPx,
  lineHeightPx,
  type Tone,
  tableTextPx,
  textAt,
  vertical,
} from './page-block.ts'
import { widthOf, wrap } from './text-measure.ts'

type Align = PageText['align']

/** A cell's words and how they look; a plain string is ink, aligned as its column is. */
export type Cell = string | { readonly text: string; readonly tone?: Tone; readonly align?: Align }

export interface Column {
  readonly title: string
  /** Share of the table's width, relative to the other columns. */
  readonly weight?: number
  readonly align?: Align
}

/** A label with its value; a weight makes its column wider. */
export interface Pair {
  readonly label: string
  readonly value: Cell
  readonly weight?: number
}

const PAD_X = 4
const PAD_Y = 4
const NO_GAP = { gap: 0, keepsWithNext: false }

interface Row {
  readonly cells: readonly { readonly lines: readonly string[]; readonly tone: Tone; readonly align: Align }[]
  readonly widths: readonly number[]
  readonly isHead: boolean
  readonly height: number
}

/** A table with a grey head that is repeated on every page it reaches. */
export function table(columns: readonly Column[], rows: readonly (readonly Cell[])[]): Block[] {
  const widths = widthsOf(columns.map(({ weight = 1 }) => weight))
  const head = {
    ...blockOf([
      rowOf(
        columns.map(({ title }) => ({ text: title, align: 'middle' as const })),
        widths,
        true,
      ),
    ]),
    keepsWithNext: true,
  }
  const bodies = rows.map((cells) => {
    const aligned = cells.map((cell, index) => ({
      align: columns[index]?.align ?? ('middle' as const),
      ...asCell(cell),
    }))
    return { ...blockOf([rowOf(aligned, widths, false)]), head }
  })
  return [head, ...bodies]
}

/** One band of labels above their values, kept together. */
export function band(pairs: readonly Pair[]): Block {
  const widths = widthsOf(pairs.map(({ weight = 1 }) => weight))
  const labels = pairs.map(({ label }) => ({ text: label, align: 'middle' as const }))
  const values = pairs.map(({ value }) => ({ align: 'middle' as const, ...asCell(value) }))
  return blockOf([rowOf(labels, widths, true), rowOf(values, widths, false)])
}

/** A full-width grey line inside a table, saying what the rows below are about. */
export function caption(text: string): Block {
  return { ...blockOf([rowOf([{ text, align: 'start' }], [contentWidthPx], true)]), keepsWithNext: true }
}

/** A full-width row of running text inside a table. */
export function wideRow(cell: Cell): Block {
  return blockOf([rowOf([{ align: 'start', ...asCell(cell) }], [contentWidthPx], false)])
}

function asCell(cell: Cell): Exclude<Cell, string> {
  return typeof cell === 'string' ? { text: cell } : cell
}

/** Whole pixels, so that the lines of different bands meet. */
function widthsOf(weights: readonly number[]): number[] {
  const total = weights.reduce((sum, weight) => sum + weight, 0)
  let [used, reached] = [0, 0]
  return weights.map((weight) => {
    used += weight
    const end = Math.round((contentWidthPx * used) / total)
    const width = end - reached
    reached = end
    return width
  })
}

function rowOf(cells: readonly Exclude<Cell, string>[], widths: readonly number[], isHead: boolean): Row {
  const wrapped = cells.map(({ text, tone = 'ink', align = 'middle' }, index) => {
    const widthPx = (widths[index] ?? 0) - 2 * PAD_X
    return { lines: isHead ? wrapEvenly(text, widthPx) : wrap(text, widthPx, tableTextPx), tone, align }
  })
  const mostLines = Math.max(1, ...wrapped.map(({ lines }) => lines.length))
  return { cells: wrapped, widths, isHead, height: mostLines * lineHeightPx + 2 * PAD_Y }
}

/** A label on two lines looks better with lines of like length than with one last character alone. */
function wrapEvenly(text: string, widthPx: number): string[] {
  const lines = wrap(text, widthPx, tableTextPx)
  const even = wrap(text, Math.min(widthPx, widthOf(text, tableTextPx) / lines.length + tableTextPx), tableTextPx)
  return even.length === lines.length ? even : lines
}

function blockOf(rows: readonly Row[]): Block {
  return {
    ...NO_GAP,
    height: rows.reduce((sum, { height }) => sum + height, 0),
    draw(top) {
      let y = top
      return rows.flatMap((row) => {
        const items = drawRow(row, y)
        y += row.height
        return items
      })
    },
  }
}

function drawRow({ cells, widths, isHead, height }: Row, top: number): PageItem[] {
  const items: PageItem[] = isHead ? [filled({ x: leftPx, y: top, width: contentWidthPx, height }, 'head')] : []
  items.push(horizontal(top), horizontal(top + height), vertical(leftPx, top, top + height))
  let x = leftPx
  cells.forEach(({ lines, tone, align }, index) => {
    const width = widths[index] ?? 0
    const first = top + (height - lines.length * lineHeightPx) / 2 + tableTextPx
    lines.forEach((line, number) => {
      const at = { x: anchor(x, width, align), y: first + number * lineHeightPx }
      items.push(
        textAt(at, line, {
          colour: tone,
          align,
          weight: tone === 'alert' ? 'bold' : 'regular',
          maxWidthPx: width - 2 * PAD_X,
        }),
      )
    })
    x += width
    items.push(vertical(x, top, top + height))
  })
  return items
}

function anchor(x: number, width: number, align: Align): number {
  if (align === 'start') return x + PAD_X
  return align === 'middle' ? x + width / 2 : x + width - PAD_X
}
