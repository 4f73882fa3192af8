import { Button, type TableColumnsType } from 'antd'
import type { TFunction } from 'i18next'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { WorkstationId } from '#contract/workstation.ts'
import { type WorkstationSummary, workstationStatuses } from '#contract/workstation-administration.ts'
import { DataTable } from '#renderer/app/components/data-table.tsx'
import { shanghaiMoment } from '#renderer/shanghai-time.ts'
import { WorkstationStatusTag } from './workstation-status-tag.tsx'

interface WorkstationTableProps {
  readonly workstations: readonly WorkstationSummary[]
  readonly isLoading: boolean
  readonly tools: ReactNode
  readonly onOpen: (id: WorkstationId) => void
}

/** PCs that wait for somebody stand on top, as the service sends them. */
export function WorkstationTable({ workstations, isLoading, tools, onOpen }: WorkstationTableProps) {
  const { t } = useTranslation()
  return (
    <DataTable
      rows={workstations}
      columns={columns(t, onOpen)}
      rowKey={({ id }) => id}
      textOf={(row) =>
        [row.number, row.institution.name, row.institution.code, ...row.addresses, row.appVersion].join(' ')
      }
      isLoading={isLoading}
      empty={t('workstations.empty')}
      tools={tools}
      onOpen={({ id }) => onOpen(id)}
    />
  )
}

function columns(t: TFunction, onOpen: WorkstationTableProps['onOpen']): TableColumnsType<WorkstationSummary> {
  return [
    {
      key: 'number',
      title: t('workstations.number'),
      width: 120,
      className: 'figure',
      dataIndex: 'number',
      sorter: (a, b) => a.number.localeCompare(b.number),
    },
    {
      key: 'institution',
      title: t('workstations.institution'),
      render: (_, { institution }) => institution.name,
      sorter: (a, b) => a.institution.code.localeCompare(b.institution.code),
    },
    {
      key: 'status',
      title: t('workstations.status'),
      width: 110,
      render: (_, { status }) => <WorkstationStatusTag status={status} />,
      filters: workstationStatuses.map((value) => ({ value, text: t(`terms.workstationStatus.${value}`) })),
      onFilter: (value, { status }) => status === value,
    },
    {
      key: 'addresses',
      title: t('workstations.addresses'),
      className: 'figure breakable',
      render: (_, { addresses }) => addresses.join('  '),
    },
    {
      key: 'lastSeenAt',
      title: t('workstations.lastSeen'),
      width: 150,
      className: 'figure',
      render: (_, { lastSeenAt }) => (lastSeenAt ? shanghaiMoment(lastSeenAt) : '—'),
      sorter: (a, b) => (a.lastSeenAt ?? '').localeCompare(b.lastSeenAt ?? ''),
    },
    {
      key: 'appVersion',
      title: t('workstations.appVersion'),
      width: 96,
      className: 'figure',
      dataIndex: 'appVersion',
      sorter: (a, b) => a.appVersion.localeCompare(b.appVersion),
    },
    {
      key: 'open',
      title: t('workstations.action'),
      width: 90,
      render: (_, { id, number }) => (
        <Button size="small" aria-label={t('workstations.openOne', { number })} onClick={() => onOpen(id)}>
          {t('workstations.open')}
        </Button>
      ),
    },
  ]
}
