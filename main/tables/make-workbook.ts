/** A table as an Office Open XML workbook (ECMA-376). Read when the first table is exported. */

import writeXlsx from 'write-excel-file/node'
import type { ExportedTable } from '#contract/table-export.ts'

const widest = 60

/** Texts are written as texts, whatever they begin with: a cell that looks like a formula stays what it says. */
export function makeTableWorkbook({ title, head, rows }: ExportedTable): Promise<Uint8Array> {
  const sheet = {
    sheet: sheetNameOf(title),
    data: [
      head.map((value) => ({ value, type: String, fontWeight: 'bold' as const })),
      ...rows.map((row) =>
        row.map((value) => (typeof value === 'number' ? { value, type: Number } : { value, type: String })),
      ),
    ],
    columns: head.map((_, column) => ({
      width: widthOf([head[column] ?? '', ...rows.map((row) => row[column] ?? '')]),
    })),
    stickyRowsCount: 1,
  }
  return writeXlsx([sheet]).toBuffer()
}

/** At most 31 characters, none of `\ / ? * [ ] :` (ECMA-376 part 1, section 18.2.19, as Excel holds to it). */
function sheetNameOf(title: string): string {
  return (
    title
      .replaceAll(/[\p{Cc}\\/?*[\]:']/gu, ' ')
      .slice(0, 31)
      .trim() || '1'
  )
}

/** In characters of the standard font; a Chinese one takes two. */
function widthOf(values: readonly (string | number)[]): number {
  const lengths = values.map((value) => [...String(value)].reduce((sum, one) => sum + (one > '⺀' ? 2 : 1), 2))
  return Math.min(
    widest,
    lengths.reduce((most, length) => Math.max(most, length), 8),
  )
}
