import { Button, type TableColumnsType, Tag } from 'antd'
import type { TFunction } from 'i18next'
import { useTranslation } from 'react-i18next'
import { differenceKinds, type ReconciliationDifference } from '#contract/reconciliation.ts'
import { DataTable } from '#renderer/app/components/data-table.tsx'
import { shanghaiMoment } from '#renderer/shanghai-time.ts'

interface DifferenceTableProps {
  readonly differences: readonly ReconciliationDifference[]
  readonly isLoading: boolean
  readonly onResolve: (difference: ReconciliationDifference) => void
}

export function DifferenceTable({ differences, isLoading, onResolve }: DifferenceTableProps) {
  const { t } = useTranslation()
  return (
    <DataTable
      rows={differences}
      columns={columns(t, onResolve)}
      rowKey={({ id }) => id}
      textOf={({ day, kind, reportNumber, institution, purpose, resolution }) =>
        [day, t(`reconciliation.kind.${kind}`), reportNumber, institution, purpose, resolution?.reason].join(' ')
      }
      isLoading={isLoading}
      empty={t('reconciliation.noDifferences')}
    />
  )
}

function columns(
  t: TFunction,
  onResolve: (difference: ReconciliationDifference) => void,
): TableColumnsType<ReconciliationDifference> {
  const unknown = t('reconciliation.unknown')
  return [
    {
      key: 'happenedAt',
      title: t('reconciliation.happenedAt'),
      width: 138,
      className: 'figure',
      render: (_, { happenedAt }) => shanghaiMoment(happenedAt),
      sorter: (a, b) => a.happenedAt.localeCompare(b.happenedAt),
    },
    {
      key: 'kind',
      title: t('reconciliation.kindTitle'),
      render: (_, { kind }) => (
        <span title={t(`reconciliation.kindMeaning.${kind}`)}>{t(`reconciliation.kind.${kind}`)}</span>
      ),
      filters: differenceKinds.map((value) => ({ value, text: t(`reconciliation.kind.${value}`) })),
      onFilter: (value, { kind }) => kind === value,
    },
    {
      key: 'reportNumber',
      title: t('reconciliation.reportNumber'),
      className: 'figure breakable',
      render: (_, { reportNumber }) => reportNumber ?? unknown,
    },
    {
      key: 'institution',
      title: t('reconciliation.institution'),
      width: 118,
      className: 'figure',
      render: (_, { institution }) => institution ?? unknown,
    },
    {
      key: 'purpose',
      title: t('reconciliation.purpose'),
      width: 96,
      className: 'figure',
      render: (_, { purpose }) => purpose ?? unknown,
    },
    {
      key: 'resolution',
      title: t('reconciliation.resolution'),
      width: 240,
      render: (_, difference) => <ResolutionCell difference={difference} onResolve={onResolve} />,
      filters: [
        { value: 'open', text: t('reconciliation.open') },
        { value: 'resolved', text: t('reconciliation.resolved') },
      ],
      onFilter: (value, { resolution }) => (value === 'open') === (resolution === null),
    },
  ]
}

function ResolutionCell({
  difference,
  onResolve,
}: Pick<DifferenceTableProps, 'onResolve'> & { readonly difference: ReconciliationDifference }) {
  const { t } = useTranslation()
  const { resolution, reportNumber } = difference
  if (resolution === null)
    return (
      <span className="row row-tight">
        <Tag color="red">{t('reconciliation.open')}</Tag>
        <Button
          size="small"
          type="primary"
          aria-label={t('reconciliation.resolveOf', { number: reportNumber ?? '' })}
          onClick={() => onResolve(difference)}
        >
          {t('reconciliation.resolve')}
        </Button>
      </span>
    )
  const { at, name, employeeId, reason } = resolution
  return (
    <>
      {reason}
      <br />
      <span className="muted">{t('reconciliation.resolvedBy', { name, employeeId, at: shanghaiMoment(at) })}</span>
    </>
  )
}
