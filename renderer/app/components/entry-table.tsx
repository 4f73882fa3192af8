import { Button, type TableColumnsType } from 'antd'
import type { TFunction } from 'i18next'
import { useTranslation } from 'react-i18next'
import type { FoundEntry } from '#contract/log-search.ts'
import { DataTable } from '#renderer/app/components/data-table.tsx'
import { shanghaiMoment } from '#renderer/shanghai-time.ts'
import { factsLine, kindName, queryOf } from './kind-name.ts'

interface EntryTableProps {
  readonly entries: readonly FoundEntry[]
  readonly isLoading: boolean
  readonly empty: string
  /** Opens the life of an entry's query, where the log itself is at hand. */
  readonly onTimeline?: (queryId: string) => void
}

export function EntryTable({ entries, isLoading, empty, onTimeline }: EntryTableProps) {
  const { t } = useTranslation()
  return (
    <DataTable
      rows={entries}
      columns={columns(t, onTimeline)}
      rowKey={({ index }) => String(index)}
      textOf={({ entry }) =>
        [
          kindName(t, entry.kind),
          entry.employeeId,
          entry.institution,
          entry.workstation,
          entry.address,
          factsLine(entry),
        ].join(' ')
      }
      isLoading={isLoading}
      empty={empty}
    />
  )
}

function columns(t: TFunction, onTimeline: EntryTableProps['onTimeline']): TableColumnsType<FoundEntry> {
  return [
    {
      key: 'index',
      title: t('logSearch.index'),
      className: 'figure',
      render: (_, { index }) => index,
      sorter: (a, b) => a.index - b.index,
    },
    {
      key: 'at',
      title: t('logSearch.at'),
      className: 'figure',
      render: (_, { entry }) => shanghaiMoment(entry.at),
      sorter: (a, b) => a.entry.at.localeCompare(b.entry.at),
    },
    {
      key: 'kind',
      title: t('logSearch.kindTitle'),
      render: (_, { entry }) => kindName(t, entry.kind),
      sorter: (a, b) => kindName(t, a.entry.kind).localeCompare(kindName(t, b.entry.kind)),
    },
    {
      key: 'employeeId',
      title: t('logSearch.employeeId'),
      render: (_, { entry }) => entry.employeeId ?? '—',
      sorter: (a, b) => (a.entry.employeeId ?? '').localeCompare(b.entry.employeeId ?? ''),
    },
    {
      key: 'place',
      title: t('logSearch.workstation'),
      render: (_, { entry }) => [entry.workstation ?? '—', entry.address].filter(Boolean).join(' · '),
    },
    { key: 'facts', title: t('logSearch.facts'), ellipsis: true, render: (_, { entry }) => factsLine(entry) },
    ...(onTimeline
      ? [
          {
            key: 'action',
            title: t('logSearch.action'),
            render: (_: unknown, { entry }: FoundEntry) => timelineButton(t, queryOf(entry), onTimeline),
          },
        ]
      : []),
  ]
}

function timelineButton(t: TFunction, queryId: string | undefined, onTimeline: (queryId: string) => void) {
  if (queryId === undefined) return '—'
  return (
    <Button type="link" size="small" onClick={() => onTimeline(queryId)}>
      {t('logSearch.timeline')}
    </Button>
  )
}
