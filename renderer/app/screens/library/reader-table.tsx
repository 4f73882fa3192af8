import { useQuery } from '@tanstack/react-query'
import { type TableColumnsType, Tag } from 'antd'
import type { TFunction } from 'i18next'
import { useTranslation } from 'react-i18next'
import { receiptStandings } from '#contract/circular.ts'
import { listLibraryReaders } from '#contract/ipc/library.ts'
import type { LibraryReader } from '#contract/library.ts'
import { DataTable } from '#renderer/app/components/data-table.tsx'
import { FailureAlert } from '#renderer/app/components/failure-alert.tsx'
import { query } from '#renderer/query.ts'
import { shanghaiMoment } from '#renderer/shanghai-time.ts'

/** Who is to read an entry, and who has not. */
export function ReaderTable({ id }: { id: string }) {
  const { t } = useTranslation()
  const readers = useQuery(query(listLibraryReaders, { params: { id } }))
  return (
    <>
      <FailureAlert error={readers.error} />
      <DataTable
        rows={readers.data ?? []}
        columns={columns(t)}
        rowKey={({ employeeId }) => employeeId}
        textOf={({ name, employeeId, institutionName, standing }) =>
          `${name} ${employeeId} ${institutionName} ${t(`library.standing.${standing}`)}`
        }
        isLoading={readers.isPending}
        empty={t('library.noReaders')}
      />
    </>
  )
}

function columns(t: TFunction): TableColumnsType<LibraryReader> {
  return [
    {
      key: 'name',
      title: t('library.reader'),
      render: (_, { name, employeeId }) => `${name} ${employeeId}`,
      sorter: (a, b) => a.employeeId.localeCompare(b.employeeId),
    },
    {
      key: 'institution',
      title: t('library.institution'),
      render: (_, { institutionName }) => institutionName,
      sorter: (a, b) => a.institution.localeCompare(b.institution),
    },
    { key: 'role', title: t('library.role'), render: (_, { role }) => t(`terms.userRole.${role}`) },
    {
      key: 'readAt',
      title: t('library.readAt'),
      className: 'figure',
      render: (_, { readAt }) => (readAt ? shanghaiMoment(readAt) : '—'),
      sorter: (a, b) => (a.readAt ?? '').localeCompare(b.readAt ?? ''),
      defaultSortOrder: 'ascend',
    },
    {
      key: 'standing',
      title: t('library.readers'),
      render: (_, { standing }) => (
        <Tag color={standing === 'late' ? 'red' : standing === 'waiting' ? 'blue' : 'green'}>
          {t(`library.standing.${standing}`)}
        </Tag>
      ),
      filters: receiptStandings.map((value) => ({ value, text: t(`library.standing.${value}`) })),
      onFilter: (value, { standing }) => standing === value,
    },
  ]
}
