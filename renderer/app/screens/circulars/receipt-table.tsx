import type { TableColumnsType } from 'antd'
import type { TFunction } from 'i18next'
import { useTranslation } from 'react-i18next'
import { type Receipt, receiptStandings } from '#contract/circular.ts'
import type { Institution } from '#contract/institution.ts'
import { DataTable } from '#renderer/app/components/data-table.tsx'
import { shanghaiMoment } from '#renderer/shanghai-time.ts'
import { ReceiptTag } from './receipt-tag.tsx'

interface ReceiptTableProps {
  readonly institutions: readonly Institution[]
  readonly receipts: readonly Receipt[]
  readonly isLoading: boolean
}

/** Reader by reader: opened, confirmed, or not. */
export function ReceiptTable({ institutions, receipts, isLoading }: ReceiptTableProps) {
  const { t } = useTranslation()
  const nameOf = (code: string) => institutions.find((one) => one.code === code)?.name ?? code
  return (
    <DataTable
      rows={receipts}
      columns={columns(t, nameOf)}
      rowKey={({ employeeId }) => employeeId}
      textOf={({ name, employeeId, institution, standing }) =>
        `${name} ${employeeId} ${nameOf(institution)} ${t(`circular.standing.${standing}`)}`
      }
      isLoading={isLoading}
      empty={t('circular.noReaders')}
    />
  )
}

function columns(t: TFunction, nameOf: (code: string) => string): TableColumnsType<Receipt> {
  const moment = (at: string | null) => (at ? shanghaiMoment(at) : '—')
  return [
    {
      key: 'name',
      title: t('circular.reader'),
      render: (_, { name, employeeId }) => `${name} ${employeeId}`,
      sorter: (a, b) => a.employeeId.localeCompare(b.employeeId),
    },
    {
      key: 'institution',
      title: t('circular.institution'),
      render: (_, { institution }) => nameOf(institution),
      sorter: (a, b) => a.institution.localeCompare(b.institution),
    },
    { key: 'role', title: t('circular.role'), render: (_, { role }) => t(`terms.userRole.${role}`) },
    {
      key: 'opened',
      title: t('circular.openedAt'),
      className: 'figure',
      render: (_, { openedAt }) => moment(openedAt),
    },
    {
      key: 'confirmed',
      title: t('circular.confirmedAt'),
      className: 'figure',
      render: (_, { confirmedAt }) => moment(confirmedAt),
      sorter: (a, b) => (a.confirmedAt ?? '').localeCompare(b.confirmedAt ?? ''),
    },
    {
      key: 'standing',
      title: t('circular.receipt'),
      render: (_, { standing }) => <ReceiptTag standing={standing} />,
      filters: receiptStandings.map((value) => ({ value, text: t(`circular.standing.${value}`) })),
      onFilter: (value, { standing }) => standing === value,
    },
  ]
}
