import type { Part } from './report-part.ts'
import { type Cell, type Column, table } from './table.ts'

/** A part that is one table; without rows it is left out. */
export function tablePart(title: string, columns: readonly Column[], rows: readonly (readonly Cell[])[]): Part {
  return { title, blocks: rows.length === 0 ? [] : table(columns, rows) }
}
