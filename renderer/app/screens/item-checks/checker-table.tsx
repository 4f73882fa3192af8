import { useQuery } from '@tanstack/react-query'
import { type TableColumnsType, Tag } from 'antd'
import type { TFunction } from 'i18next'
import { useTranslation } from 'react-i18next'
import { listCheckerStatistics } from '#contract/ipc/item-check.ts'
import type { CheckerStatistics } from '#contract/item-check.ts'
import { DataTable } from '#renderer/app/components/data-table.tsx'
import { FailureAlert } from '#renderer/app/components/failure-alert.tsx'
import { query } from '#renderer/query.ts'

/** How checkers of the subtree worked: who decides faster than one can look, and whose decisions did not hold. */
export function CheckerTable() {
  const { t } = useTranslation()
  const found = useQuery(query(listCheckerStatistics, {}))
  return (
    <>
      <FailureAlert error={found.error} />
      <DataTable<CheckerStatistics>
        rows={found.data ?? []}
        isLoading={found.isPending}
        rowKey={({ checker }) => checker.employeeId}
        textOf={({ checker, institution }) => [checker.name, checker.employeeId, institution.name].join(' ')}
        columns={columns(t)}
        empty={t('itemCheck.noStatistics')}
      />
    </>
  )
}

const figures = ['decided', 'accepted', 'returned', 'suspected', 'sampled', 'overruled'] as const

function columns(t: TFunction): TableColumnsType<CheckerStatistics> {
  return [
    {
      key: 'checker',
      title: t('itemCheck.checker'),
      render: (_, { checker, institution }) => (
        <>
          {checker.name} <span className="muted">{checker.employeeId}</span>
          <div className="muted">{institution.name}</div>
        </>
      ),
      sorter: (a, b) => a.checker.employeeId.localeCompare(b.checker.employeeId),
    },
    ...figures.map((key) => ({
      key,
      title: t(`itemCheck.figure.${key}`),
      width: 100,
      align: 'right' as const,
      className: 'figure',
      dataIndex: key,
      sorter: (a: CheckerStatistics, b: CheckerStatistics) => a[key] - b[key],
    })),
    {
      key: 'pace',
      title: t('itemCheck.figure.pace'),
      width: 190,
      align: 'right',
      className: 'figure',
      render: (_, { medianSeconds, fast, isTooFast }) => (
        <>
          {medianSeconds === null ? '—' : t('itemCheck.seconds', { seconds: medianSeconds.toFixed(1) })}
          <div>
            {isTooFast ? (
              <Tag color="red">{t('itemCheck.tooFast', { count: fast })}</Tag>
            ) : (
              <span className="muted">{t('itemCheck.fast', { count: fast })}</span>
            )}
          </div>
        </>
      ),
      sorter: (a, b) => (a.medianSeconds ?? 0) - (b.medianSeconds ?? 0),
    },
  ]
}
