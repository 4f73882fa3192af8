import { Button, type TableColumnsType, Tag } from 'antd'
import type { TFunction } from 'i18next'
import { useTranslation } from 'react-i18next'
import type { ReconciliationDay } from '#contract/reconciliation.ts'
import { DataTable } from '#renderer/app/components/data-table.tsx'
import { shanghaiMoment } from '#renderer/shanghai-time.ts'

interface DayTableProps {
  readonly days: readonly ReconciliationDay[]
  readonly isLoading: boolean
  /** The day that is being compared now. */
  readonly comparing: string | undefined
  readonly onCompare: (day: string) => void
}

export function DayTable({ days, isLoading, comparing, onCompare }: DayTableProps) {
  const { t } = useTranslation()
  return (
    <DataTable
      rows={days}
      columns={columns(t, comparing, onCompare)}
      rowKey={({ day }) => day}
      textOf={({ day, state }) => `${day} ${t(`reconciliation.state.${state}`)}`}
      isLoading={isLoading}
      empty={t('reconciliation.noDays')}
    />
  )
}

function columns(
  t: TFunction,
  comparing: string | undefined,
  onCompare: (day: string) => void,
): TableColumnsType<ReconciliationDay> {
  return [
    {
      key: 'day',
      title: t('reconciliation.day'),
      dataIndex: 'day',
      className: 'figure',
      sorter: (a, b) => a.day.localeCompare(b.day),
      defaultSortOrder: 'descend',
    },
    { key: 'state', title: t('reconciliation.stateTitle'), render: (_, day) => <DayState day={day} /> },
    {
      key: 'charges',
      title: t('reconciliation.charges'),
      align: 'right',
      className: 'figure',
      render: (_, { charges }) => charges ?? t('reconciliation.unknown'),
    },
    {
      key: 'queries',
      title: t('reconciliation.queries'),
      align: 'right',
      className: 'figure',
      render: (_, { queries }) => queries ?? t('reconciliation.unknown'),
    },
    {
      key: 'differences',
      title: t('reconciliation.differences'),
      align: 'right',
      className: 'figure',
      dataIndex: 'differences',
      sorter: (a, b) => a.differences - b.differences,
    },
    {
      key: 'comparedAt',
      title: t('reconciliation.comparedAt'),
      className: 'figure',
      render: (_, { comparedAt }) => (comparedAt ? shanghaiMoment(comparedAt) : t('reconciliation.unknown')),
    },
    {
      key: 'action',
      title: t('reconciliation.action'),
      render: (_, { day }) => (
        <Button
          size="small"
          loading={comparing === day}
          disabled={comparing !== undefined}
          aria-label={t('reconciliation.compareOf', { day })}
          onClick={() => onCompare(day)}
        >
          {t('reconciliation.compare')}
        </Button>
      ),
    },
  ]
}

function DayState({ day: { state, unresolved } }: { readonly day: ReconciliationDay }) {
  const { t } = useTranslation()
  if (state !== 'compared') return <Tag color="orange">{t(`reconciliation.state.${state}`)}</Tag>
  if (unresolved === 0) return <Tag color="green">{t('reconciliation.agrees')}</Tag>
  return <Tag color="red">{t('reconciliation.unresolved', { unresolved })}</Tag>
}
