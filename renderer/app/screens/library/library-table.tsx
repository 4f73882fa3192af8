import { Button, type TableColumnsType, Tag } from 'antd'
import type { TFunction } from 'i18next'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { type LibraryRow, libraryCategories } from '#contract/library.ts'
import { DataTable } from '#renderer/app/components/data-table.tsx'
import { ReceiptBar } from '#renderer/app/components/receipt-bar.tsx'
import { shanghaiDay } from '#renderer/shanghai-time.ts'
import { ReadingTag } from './reading-tag.tsx'

interface LibraryTableProps {
  readonly entries: readonly LibraryRow[]
  readonly isLoading: boolean
  readonly onOpen: (entry: LibraryRow) => void
  readonly tools: ReactNode
}

const states = ['in-force', 'replaced', 'retired'] as const

export function LibraryTable({ entries, isLoading, onOpen, tools }: LibraryTableProps) {
  const { t } = useTranslation()
  return (
    <DataTable
      rows={entries}
      columns={columns(
        t,
        onOpen,
        entries.some(({ readers }) => readers !== null),
      )}
      rowKey={({ id }) => id}
      textOf={({ title, source, category }) => `${title} ${source} ${t(`library.category.${category}`)}`}
      isLoading={isLoading}
      empty={t('library.empty')}
      tools={tools}
      onOpen={onOpen}
    />
  )
}

function columns(
  t: TFunction,
  onOpen: (entry: LibraryRow) => void,
  showsReaders: boolean,
): TableColumnsType<LibraryRow> {
  const readers: TableColumnsType<LibraryRow> = [
    {
      key: 'readers',
      title: t('library.readers'),
      width: 250,
      render: (_, row) => <ReceiptBar counts={row.readers ?? { recipients: 0, confirmed: 0, late: 0 }} />,
      sorter: (a, b) => (a.readers?.late ?? 0) - (b.readers?.late ?? 0),
    },
  ]
  return [
    {
      key: 'category',
      title: t('library.categoryTitle'),
      width: 110,
      render: (_, { category }) => <Tag>{t(`library.category.${category}`)}</Tag>,
      filters: libraryCategories.map((value) => ({ value, text: t(`library.category.${value}`) })),
      onFilter: (value, { category }) => category === value,
    },
    {
      key: 'title',
      title: t('library.titleLabel'),
      render: (_, row) => (
        <>
          <Button type="link" className="link-cell breakable" onClick={() => onOpen(row)}>
            {row.isMine && row.readAt === null && row.state === 'in-force' ? <b>{row.title}</b> : row.title}
          </Button>
          <div className="muted">{row.source}</div>
        </>
      ),
      sorter: (a, b) => a.title.localeCompare(b.title),
    },
    {
      key: 'version',
      title: t('library.version'),
      width: 130,
      render: (_, { version, state }) => (
        <>
          {t('library.versionNumber', { version })} {state !== 'in-force' && <Tag>{t(`library.state.${state}`)}</Tag>}
        </>
      ),
      filters: states.map((value) => ({ value, text: t(`library.state.${value}`) })),
      onFilter: (value, { state }) => state === value,
    },
    {
      key: 'publishedAt',
      title: t('library.publishedAt'),
      width: 110,
      className: 'figure',
      render: (_, { publishedAt }) => shanghaiDay(publishedAt),
      sorter: (a, b) => a.publishedAt.localeCompare(b.publishedAt),
      defaultSortOrder: 'descend',
    },
    {
      key: 'own',
      title: t('library.own'),
      width: 110,
      render: (_, row) => <ReadingTag entry={row} />,
    },
    ...(showsReaders ? readers : []),
  ]
}
