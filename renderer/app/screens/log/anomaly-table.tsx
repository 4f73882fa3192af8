import { useQuery } from '@tanstack/react-query'
import { type TableColumnsType, Tag } from 'antd'
import type { TFunction } from 'i18next'
import { useTranslation } from 'react-i18next'
import { listLogAnomalies } from '#contract/ipc/log-search.ts'
import { type LogAnomaly, logAnomalyKinds } from '#contract/log-anomaly.ts'
import { DataTable } from '#renderer/app/components/data-table.tsx'
import { FailureAlert } from '#renderer/app/components/failure-alert.tsx'
import { query } from '#renderer/query.ts'
import { shanghaiMoment } from '#renderer/shanghai-time.ts'

const colours = { gap: 'orange', 'back-dated': 'red', 'same-second': 'gold', 'approver-pair': 'purple' } as const

/** What is odd in the log, before anybody asked. */
export function AnomalyTable() {
  const { t } = useTranslation()
  const { data = [], isPending, error } = useQuery(query(listLogAnomalies, {}))
  return (
    <div className="stack">
      <p className="muted">{t('logSearch.anomaliesHint')}</p>
      <FailureAlert error={error} />
      <DataTable
        title={t('logSearch.anomaliesTab')}
        rows={data}
        columns={columns(t)}
        rowKey={({ id }) => String(id)}
        textOf={(row) => [row.institution, t(`logSearch.anomaly.${row.kind}`), sentence(t, row)].join(' ')}
        isLoading={isPending}
        empty={t('logSearch.noAnomalies')}
      />
    </div>
  )
}

function sentence(t: TFunction, { kind, facts }: LogAnomaly): string {
  return t(`logSearch.anomalySays.${kind}`, facts)
}

function columns(t: TFunction): TableColumnsType<LogAnomaly> {
  return [
    {
      key: 'at',
      title: t('logSearch.at'),
      width: 150,
      className: 'figure',
      render: (_, { at }) => shanghaiMoment(at),
      sorter: (a, b) => a.at.localeCompare(b.at),
      defaultSortOrder: 'descend',
    },
    {
      key: 'kind',
      title: t('logSearch.anomalyTitle'),
      width: 150,
      render: (_, { kind }) => <Tag color={colours[kind]}>{t(`logSearch.anomaly.${kind}`)}</Tag>,
      filters: logAnomalyKinds.map((value) => ({ value, text: t(`logSearch.anomaly.${value}`) })),
      onFilter: (value, { kind }) => kind === value,
    },
    { key: 'facts', title: t('logSearch.facts'), render: (_, row) => sentence(t, row) },
    {
      key: 'institution',
      title: t('logSearch.institution'),
      width: 130,
      className: 'figure',
      render: (_, { institution }) => institution ?? '—',
      sorter: (a, b) => (a.institution ?? '').localeCompare(b.institution ?? ''),
    },
    {
      key: 'place',
      title: t('logSearch.index'),
      width: 140,
      className: 'figure',
      render: (_, { firstIndex, lastIndex }) =>
        firstIndex === lastIndex ? firstIndex : `${firstIndex} – ${lastIndex}`,
      sorter: (a, b) => a.lastIndex - b.lastIndex,
    },
  ]
}
