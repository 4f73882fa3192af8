/** The tool that writes a table into a file: reads the cells as they are shown, on all pages, and hands them on. */

import { Button, type TableColumnsType } from 'antd'
import { createContext, type ReactNode, useContext, useLayoutEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { AppError, type FailureCode } from '#contract/failure.ts'
import { maxExportRows } from '#contract/table-export.ts'
import { keyOf } from './table-view.ts'

export interface TableContents {
  readonly title: string
  readonly head: string[]
  readonly rows: (string | number)[][]
}

export interface TableExporter {
  /** What a table is called that has no title of its own. */
  readonly title: string
  /** @returns The file's name; `null` when the person cancelled. */
  readonly save: (contents: TableContents) => Promise<string | null>
}

/** Who writes files; without one tables have no such tool. */
export const TableExportContext = createContext<TableExporter | undefined>(undefined)

interface ExportToolProps<Row> {
  readonly columns: TableColumnsType<Row>
  /** Everything that is shown, on all pages. */
  readonly rows: () => readonly Row[]
  readonly title: string | undefined
}

type State =
  | { readonly is: 'idle' }
  | { readonly is: 'reading' | 'saving' }
  | { readonly is: 'done'; readonly count: number; readonly fileName: string }
  | { readonly is: 'failed'; readonly code: FailureCode }

export function ExportTool<Row extends object>({ columns, rows, title }: ExportToolProps<Row>) {
  const exporter = useContext(TableExportContext)
  const { t } = useTranslation()
  const [state, setState] = useState<State>({ is: 'idle' })
  if (!exporter) return null

  const begin = () => setState(rows().length > maxExportRows ? { is: 'failed', code: 'too-large' } : { is: 'reading' })
  const save = async (cells: Omit<TableContents, 'title'>) => {
    setState({ is: 'saving' })
    try {
      const fileName = await exporter.save({ title: title ?? exporter.title, ...cells })
      setState(fileName === null ? { is: 'idle' } : { is: 'done', count: cells.rows.length, fileName })
    } catch (error) {
      setState({ is: 'failed', code: error instanceof AppError ? error.code : 'unexpected' })
    }
  }

  return (
    <span className="row row-tight">
      {state.is === 'done' && (
        <span role="status" className="muted">
          {t('table.exported', { count: state.count, fileName: state.fileName })}
        </span>
      )}
      {state.is === 'failed' && (
        <span role="alert" className="refusal">
          {state.code === 'too-large'
            ? t('table.exportTooLarge', { most: maxExportRows })
            : t(`failure.${state.code}.what`)}
        </span>
      )}
      <Button size="small" loading={state.is === 'saving'} onClick={begin}>
        {t('table.export')}
      </Button>
      {state.is === 'reading' && <CellReader columns={columns} rows={rows()} onRead={(cells) => void save(cells)} />}
    </span>
  )
}

/** Columns of buttons are none of a table's contents. */
const actionKeys: ReadonlySet<string> = new Set(['action', 'actions', 'open'])

interface CellReaderProps<Row> {
  readonly columns: TableColumnsType<Row>
  readonly rows: readonly Row[]
  readonly onRead: (cells: Omit<TableContents, 'title'>) => void
}

/** Renders every cell unseen, with the very function that shows it, and reads its text. */
function CellReader<Row extends object>({ columns, rows, onRead }: CellReaderProps<Row>) {
  const table = useRef<HTMLTableElement>(null)
  const shown = columns.filter((column) => !actionKeys.has(keyOf(column)))
  useLayoutEffect(() => {
    const [head = [], ...lines] = [...(table.current?.rows ?? [])].map((line) => [...line.cells].map(textOf))
    const isNumber = shown.map(({ align }) => align === 'right')
    onRead({
      head,
      rows: lines.map((line) => line.map((text, at) => (isNumber[at] && plainNumber.test(text) ? Number(text) : text))),
    })
  })
  return (
    <table ref={table} hidden>
      <tbody>
        <tr>
          {shown.map((column) => (
            <td key={keyOf(column)}>{typeof column.title === 'function' ? column.title({}) : column.title}</td>
          ))}
        </tr>
        {rows.map((row, index) => (
          // The table is read once and thrown away.
          // biome-ignore lint/suspicious/noArrayIndexKey: rows do not move in it.
          <tr key={index}>
            {shown.map((column) => (
              <td key={keyOf(column)}>{cellOf(column, row, index)}</td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  )
}

const plainNumber = /^-?\d{1,15}(\.\d+)?$/

function cellOf<Row extends object>(column: TableColumnsType<Row>[number], row: Row, index: number): ReactNode {
  const value = 'dataIndex' in column ? valueAt(row, column.dataIndex) : undefined
  return (column.render ? column.render(value, row, index) : value) as ReactNode
}

function valueAt(row: object, path: unknown): unknown {
  const keys = Array.isArray(path) ? path : [path]
  return keys.reduce<unknown>((at, key) => (at as Record<string, unknown> | undefined)?.[String(key)], row)
}

/** The texts of a cell; what stands in elements of its own is set apart by a space. */
function textOf(cell: Element): string {
  const walker = document.createTreeWalker(cell, NodeFilter.SHOW_TEXT)
  const parts: string[] = []
  let last: Node | null = null
  while (walker.nextNode()) {
    const { parentNode, nodeValue } = walker.currentNode
    if (parentNode !== last) parts.push('')
    parts.push(`${parts.pop() ?? ''}${nodeValue ?? ''}`)
    last = parentNode
  }
  return parts
    .map((part) => part.trim())
    .filter(Boolean)
    .join(' ')
    .slice(0, 2000)
}
