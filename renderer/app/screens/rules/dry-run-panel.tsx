import { useMutation } from '@tanstack/react-query'
import { Alert, Button, Form, InputNumber, type TableColumnsType, Tag } from 'antd'
import type { TFunction } from 'i18next'
import { useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { tryMonitoringRule } from '#contract/ipc/monitoring.ts'
import { type DryRun, dryRunDays, type Noticed, type RuleRow } from '#contract/monitoring.ts'
import type { MonitoringRule } from '#contract/monitoring-rule.ts'
import { Chart, type ChartData } from '#renderer/app/components/chart.tsx'
import { DataTable } from '#renderer/app/components/data-table.tsx'
import { FailureAlert } from '#renderer/app/components/failure-alert.tsx'
import { explainFinding } from '#renderer/app/explain-finding.ts'
import { usePolicyLabel } from '#renderer/app/hooks/use-policy-label.ts'
import { invoke } from '#renderer/bridge.ts'
import { fieldOf } from './rule-limits.tsx'

/** What the rule would have raised in the last days, by the numbers in force or by others. */
export function DryRunPanel({ row }: { row: RuleRow }) {
  const { t } = useTranslation()
  const label = usePolicyLabel()
  const [days, setDays] = useState(30)
  const [tried, setTried] = useState<Readonly<Record<string, number>>>({})
  const trying = useMutation({
    mutationFn: () => {
      const limits = Object.entries(tried).map(([name, value]) => ({ name, value }))
      return invoke(tryMonitoringRule, { params: { rule: row.rule }, body: { days, limits } })
    },
  })
  return (
    <div className="stack">
      <Form layout="inline" onFinish={() => trying.mutate()}>
        <Form.Item label={t('monitoring.days')}>
          <InputNumber min={1} max={dryRunDays} value={days} onChange={(value) => setDays(value ?? days)} />
        </Form.Item>
        {row.limits.map(({ name, value }) => (
          <Form.Item key={name} label={label(fieldOf(name))}>
            <InputNumber
              value={tried[name] ?? value}
              onChange={(typed) => setTried((known) => ({ ...known, [name]: typed ?? value }))}
            />
          </Form.Item>
        ))}
        <Button type="primary" htmlType="submit" loading={trying.isPending}>
          {t('monitoring.run')}
        </Button>
      </Form>
      <FailureAlert error={trying.error} />
      {trying.data && <DryRunResult rule={row.rule} result={trying.data} days={days} />}
    </div>
  )
}

function DryRunResult({ rule, result, days }: { rule: MonitoringRule; result: DryRun; days: number }) {
  const { t } = useTranslation()
  const { kind, noticed, raised, perDay, list } = result
  const data: ChartData = useMemo(
    () => ({
      kind: 'bar',
      isStacked: true,
      categories: perDay.map(({ day }) => day.slice(5)),
      series: [
        { name: t('monitoring.onlyCounted'), values: perDay.map((one) => one.noticed - one.raised), colour: '#b8c2cc' },
        { name: t('monitoring.raised'), values: perDay.map((one) => one.raised), colour: '#cf1322' },
      ],
    }),
    [perDay, t],
  )
  const summary = t(`monitoring.result.${kind}`, { days, noticed, raised })
  return (
    <div className="stack">
      <Alert type={raised > 0 ? 'warning' : 'info'} showIcon title={summary} />
      {perDay.length > 0 && <Chart data={data} label={summary} height={180} />}
      <DataTable<Noticed & { readonly place: number }>
        rows={list.map((one, place) => ({ ...one, place }))}
        rowKey={({ place }) => String(place)}
        textOf={(one) => `${one.day} ${one.employeeId ?? ''} ${one.institution} ${saidOf(t, rule, one)}`}
        columns={columnsOf(t, rule)}
        title={`${t('monitoring.try')} ${rule}`}
        empty={t('monitoring.nothingNoticed')}
      />
    </div>
  )
}

function columnsOf(t: TFunction, rule: MonitoringRule): TableColumnsType<Noticed & { readonly place: number }> {
  return [
    {
      key: 'day',
      title: t('monitoring.day'),
      dataIndex: 'day',
      width: 100,
      className: 'figure',
      sorter: (a, b) => a.day.localeCompare(b.day),
    },
    {
      key: 'institution',
      title: t('monitoring.institution'),
      dataIndex: 'institution',
      width: 110,
      sorter: (a, b) => a.institution.localeCompare(b.institution),
    },
    {
      key: 'employeeId',
      title: t('monitoring.user'),
      width: 90,
      render: (_, { employeeId }) => employeeId ?? '—',
      sorter: (a, b) => (a.employeeId ?? '').localeCompare(b.employeeId ?? ''),
    },
    { key: 'said', title: t('monitoring.said'), render: (_, one) => saidOf(t, rule, one) },
    {
      key: 'isRaised',
      title: t('monitoring.becomes'),
      width: 100,
      render: (_, { isRaised }) =>
        isRaised ? <Tag color="red">{t('monitoring.raised')}</Tag> : <Tag>{t('monitoring.onlyCounted')}</Tag>,
      filters: [true, false].map((value) => ({
        value,
        text: t(value ? 'monitoring.raised' : 'monitoring.onlyCounted'),
      })),
      onFilter: (value, { isRaised }) => isRaised === value,
    },
  ]
}

function saidOf(t: TFunction, rule: MonitoringRule, { what, facts }: Noticed): string {
  return explainFinding(t, rule, { ...facts, what })
}
