import { Alert, Empty, type TableColumnsType } from 'antd'
import type { TFunction } from 'i18next'
import { useTranslation } from 'react-i18next'
import type { WhatIf } from '#contract/policy-proposal.ts'
import { DataTable } from '#renderer/app/components/data-table.tsx'
import { shanghaiMoment } from '#renderer/shanghai-time.ts'

type Change = WhatIf['changes'][number]

/** What a proposed policy would have done to past queries: a chart by day, and the list. */
export function WhatIfResult({ result }: { result: WhatIf }) {
  const { t } = useTranslation()
  const { queries, perDay, changes } = result
  const blocked = perDay.reduce((sum, day) => sum + day.newlyBlocked, 0)
  const allowed = perDay.reduce((sum, day) => sum + day.newlyAllowed, 0)
  if (queries === 0) return <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={t('policy.noQueries')} />
  return (
    <div className="stack">
      <Alert
        type={blocked > 0 ? 'warning' : 'info'}
        showIcon
        title={t('policy.result', { queries, blocked, allowed })}
      />
      <DayChart perDay={perDay} />
      <DataTable<Change>
        rows={changes}
        rowKey={({ queryId }) => queryId}
        textOf={({ employeeId, institution, rules }) => `${employeeId} ${institution} ${rules.join(' ')}`}
        columns={columns(t)}
        empty={t('policy.noChange')}
      />
    </div>
  )
}

/** Grey: queries of the day; red: would be blocked; green: would be allowed. */
function DayChart({ perDay }: Pick<WhatIf, 'perDay'>) {
  const { t } = useTranslation()
  const most = Math.max(...perDay.map(({ queries }) => queries), 1)
  const height = (count: number) => `${Math.round((count / most) * 72)}px`
  return (
    <div className="day-chart" role="img" aria-label={t('policy.chart')}>
      {perDay.map(({ day, queries, newlyBlocked, newlyAllowed }) => (
        <div key={day} title={t('policy.chartDay', { day, queries, blocked: newlyBlocked, allowed: newlyAllowed })}>
          <span className="day-chart-all" style={{ height: height(queries - newlyBlocked - newlyAllowed) }} />
          <span className="day-chart-allowed" style={{ height: height(newlyAllowed) }} />
          <span className="day-chart-blocked" style={{ height: height(newlyBlocked) }} />
          <small>{day.slice(5)}</small>
        </div>
      ))}
    </div>
  )
}

function columns(t: TFunction): TableColumnsType<Change> {
  return [
    {
      key: 'askedAt',
      title: t('policy.askedAt'),
      className: 'figure',
      render: (_, { askedAt }) => shanghaiMoment(askedAt),
      sorter: (a, b) => a.askedAt.localeCompare(b.askedAt),
    },
    {
      key: 'employeeId',
      title: t('policy.officer'),
      dataIndex: 'employeeId',
      sorter: (a, b) => a.employeeId.localeCompare(b.employeeId),
    },
    {
      key: 'institution',
      title: t('policy.institution'),
      dataIndex: 'institution',
      sorter: (a, b) => a.institution.localeCompare(b.institution),
    },
    {
      key: 'after',
      title: t('policy.outcome'),
      render: (_, { after }) => t(`policy.outcomeName.${after}`),
      filters: (['blocked', 'allowed'] as const).map((value) => ({ value, text: t(`policy.outcomeName.${value}`) })),
      onFilter: (value, { after }) => after === value,
    },
    {
      key: 'rules',
      title: t('policy.rules'),
      render: (_, { rules }) => rules.map((rule) => <div key={rule}>{t(`policy.ruleName.${rule}`)}</div>),
    },
  ]
}
