import { Empty, Input, Table, type TableColumnsType, type TableProps } from 'antd'
import { type Key, type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ExportTool } from './table-export.tsx'
import { arrange, initialView, viewOf } from './table-view.ts'

interface DataTableProps<Row extends object> {
  readonly rows: readonly Row[]
  readonly columns: TableColumnsType<Row>
  readonly rowKey: (row: Row) => string
  /** What the filter looks at: the texts of a row as they stand on screen. */
  readonly textOf: (row: Row) => string
  readonly isLoading?: boolean
  /** What stands there when there is nothing at all: why, and what to do. */
  readonly empty?: ReactNode
  /** Beside the filter: buttons that belong to the table. */
  readonly tools?: ReactNode
  /** Names the file it is exported to; the screen's name when not given. */
  readonly title?: string
  readonly onOpen?: (row: Row) => void
  readonly expandable?: TableProps<Row>['expandable']
  /** Height of the rows, when they scroll under their heads instead of standing on pages. */
  readonly scrollHeight?: string
  /** Rows that can be ticked, by their key. */
  readonly selection?: {
    readonly chosen: readonly string[]
    readonly onChoose: (keys: readonly string[]) => void
    readonly canChoose: (row: Row) => boolean
  }
}

const pageSize = 50
const paging = { pageSize, showSizeChanger: false, size: 'small' } as const

/** A table one can filter by typing and sort by its heads; says how many rows there are and why there are none. */
export function DataTable<Row extends object>(props: DataTableProps<Row>) {
  const { rows, columns, rowKey, textOf, isLoading = false, empty, tools, onOpen, selection } = props
  const { title, expandable, scrollHeight } = props
  const { t } = useTranslation()
  const [filter, setFilter] = useState('')
  const [view, setView] = useState(() => initialView(columns))
  const wanted = filter.trim().toLowerCase()
  const shown = wanted === '' ? rows : rows.filter((row) => textOf(row).toLowerCase().includes(wanted))
  const count = shown.length === rows.length ? t('table.total', { count: rows.length }) : countOf()
  const nothing = wanted === '' ? (empty ?? t('table.empty')) : t('table.noMatch')

  function countOf(): string {
    return t('table.shown', { shown: shown.length, count: rows.length })
  }

  return (
    <>
      <div className="table-tools">
        <Input.Search
          allowClear
          size="small"
          aria-label={t('table.filter')}
          placeholder={t('table.filterHint')}
          value={filter}
          onChange={({ target }) => setFilter(target.value)}
        />
        <span className="row">
          <span className="muted">{count}</span>
          {tools}
          {rows.length > 0 && <ExportTool columns={columns} rows={() => arrange(shown, columns, view)} title={title} />}
        </span>
      </div>
      <Table<Row>
        size="small"
        rowKey={rowKey}
        columns={columns}
        dataSource={shown}
        loading={isLoading}
        onChange={(...told) => setView(viewOf(...told))}
        pagination={scrollHeight === undefined && shown.length > pageSize && paging}
        {...(scrollHeight !== undefined && { scroll: { y: scrollHeight } })}
        {...(expandable && { expandable })}
        locale={{ emptyText: <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={nothing} /> }}
        {...(selection && {
          rowSelection: {
            selectedRowKeys: [...selection.chosen],
            onChange: (keys: Key[]) => selection.onChoose(keys.map(String)),
            getCheckboxProps: (row: Row) => ({ disabled: !selection.canChoose(row) }),
          },
        })}
        {...(onOpen && { onRow: (row) => ({ onDoubleClick: () => onOpen(row) }) })}
      />
    </>
  )
}
