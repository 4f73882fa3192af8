/** Tables as an Office Open XML workbook (ECMA-376). */

import writeXlsx, { type Cell } from 'write-excel-file/node'

export interface WorkbookSheet {
  /** At most 31 characters, none of `\ / ? * [ ] :`. */
  readonly name: string
  readonly head: readonly string[]
  readonly rows: readonly (readonly (string | number | null)[])[]
}

const widest = 60

/** Texts are written as texts: what begins like a formula stays what it says. */
export function makeWorkbook(sheets: readonly WorkbookSheet[]): Promise<Buffer> {
  return writeXlsx(
    sheets.map(({ name, head, rows }) => ({
      sheet: name,
      data: [
        head.map((value): Cell => ({ value, type: String, fontWeight: 'bold' })),
        ...rows.map((row) => row.map(cell)),
      ],
      columns: head.map((title, column) => ({ width: widthOf([title, ...rows.map((row) => row[column] ?? '')]) })),
      stickyRowsCount: 1,
    })),
  ).toBuffer()
}

function cell(value: string | number | null): Cell {
  if (value === null) return null
  return typeof value === 'number' ? { value, type: Number } : { value, type: String }
}

/** In characters of the standard font; a Chinese one takes two. */
function widthOf(values: readonly (string | number)[]): number {
  const lengths = values.map((value) => [...String(value)].reduce((sum, one) => sum + (one > '⺀' ? 2 : 1), 2))
  return Math.min(widest, Math.max(8, ...lengths))
}
