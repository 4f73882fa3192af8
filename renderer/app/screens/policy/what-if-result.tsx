import { Alert, Empty, type TableColumnsType } from 'antd'
import type { TFunction } from 'i18next'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import type { WhatIf } from '#contract/policy-proposal.ts'
import { Chart, type ChartData } from '#renderer/app/components/chart.tsx'
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

/** Queries of each day by what would become of them. */
function DayChart({ perDay }: Pick<WhatIf, 'perDay'>) {
  const { t } = useTranslation()
  const data: ChartData = useMemo(
    () => ({
      kind: 'bar',
      isStacked: true,
      categories: perDay.map(({ day }) => day.slice(5)),
      series: [
        {
          name: t('policy.unchanged'),
          values: perDay.map(({ queries, newlyBlocked, newlyAllowed }) => queries - newlyBlocked - newlyAllowed),
          colour: '#b8c2cc',
        },
        { name: t('policy.newlyAllowed'), values: perDay.map(({ newlyAllowed }) => newlyAllowed), colour: '#389e0d' },
        { name: t('policy.newlyBlocked'), values: perDay.map(({ newlyBlocked }) => newlyBlocked), colour: '#cf1322' },
      ],
    }),
    [perDay, t],
  )
  return <Chart data={data} label={t('policy.chart')} height={180} />
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
