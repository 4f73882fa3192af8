/** What a table shows after its own filters and sorting, for whoever needs all of it and not one page: pure. */

import type { TableColumnsType, TableProps } from 'antd'

type Columns<Row> = TableColumnsType<Row>
type Column<Row> = Columns<Row>[number]
type Compare<Row> = (a: Row, b: Row) => number
type Order = 'ascend' | 'descend' | null | undefined

/** How the heads of a table stand: which filters are chosen, what it is sorted by. */
export interface TableView {
  readonly filters: Readonly<Record<string, readonly unknown[] | null>>
  readonly sortedBy: string | undefined
  readonly order: Order
}

/** How the heads stand before anybody touched them. */
export function initialView<Row>(columns: Columns<Row>): TableView {
  const sorted = columns.find((column) => column.defaultSortOrder)
  const filters = columns.flatMap((column): [string, unknown[]][] =>
    'defaultFilteredValue' in column && column.defaultFilteredValue
      ? [[keyOf(column), [...column.defaultFilteredValue]]]
      : [],
  )
  return {
    filters: Object.fromEntries(filters),
    sortedBy: sorted && keyOf(sorted),
    order: sorted?.defaultSortOrder,
  }
}

/** From what the table tells when a head was pressed. */
export function viewOf<Row>(...[, filters, sorter]: Parameters<NonNullable<TableProps<Row>['onChange']>>): TableView {
  const [first] = Array.isArray(sorter) ? sorter : [sorter]
  const key = first?.columnKey ?? first?.field
  return { filters, sortedBy: key === undefined ? undefined : String(key), order: first?.order }
}

/** The rows that are shown, in the order in which they are shown, on all pages. */
export function arrange<Row>(rows: readonly Row[], columns: Columns<Row>, view: TableView): Row[] {
  const kept = rows.filter((row) => columns.every((column) => passes(column, view.filters[keyOf(column)], row)))
  const sorted = columns.find((column) => keyOf(column) === view.sortedBy)
  const compare = sorted && comparisonOf(sorted)
  if (!compare || !view.order) return kept
  const direction = view.order === 'descend' ? -1 : 1
  return kept.sort((a, b) => direction * compare(a, b))
}

export function keyOf<Row>(column: Column<Row>): string {
  if (column.key !== undefined) return String(column.key)
  return 'dataIndex' in column ? String(column.dataIndex) : ''
}

function passes<Row>(column: Column<Row>, chosen: readonly unknown[] | null | undefined, row: Row): boolean {
  if (!chosen || chosen.length === 0 || !column.onFilter) return true
  return chosen.some((value) => column.onFilter?.(value as never, row))
}

function comparisonOf<Row>({ sorter }: Column<Row>): Compare<Row> | undefined {
  if (typeof sorter === 'function') return sorter
  return typeof sorter === 'object' && typeof sorter.compare === 'function' ? sorter.compare : undefined
}
