import { Button, type TableColumnsType, Tag } from 'antd'
import type { TFunction } from 'i18next'
import { useTranslation } from 'react-i18next'
import type { RuleRow } from '#contract/monitoring.ts'
import { type RuleReaction, reactionsOf, ruleReactions } from '#contract/monitoring-rule.ts'
import { DataTable } from '#renderer/app/components/data-table.tsx'
import { RuleLimits } from './rule-limits.tsx'

const colours: Readonly<Record<RuleReaction, string>> = {
  block: 'red',
  release: 'orange',
  warn: 'gold',
  report: 'blue',
  lock: 'red',
}

interface RuleTableProps {
  readonly rows: readonly RuleRow[]
  readonly isLoading: boolean
  readonly onOpen: (row: RuleRow) => void
}

export function RuleTable({ rows, isLoading, onOpen }: RuleTableProps) {
  const { t } = useTranslation()
  return (
    <DataTable<RuleRow>
      rows={rows}
      rowKey={({ rule }) => rule}
      textOf={({ rule }) => `${rule} ${t(`monitoring.rule.${rule}.name`)} ${t(`monitoring.rule.${rule}.plain`)}`}
      columns={columnsOf(t, onOpen)}
      isLoading={isLoading}
      title={t('monitoring.title')}
      onOpen={onOpen}
    />
  )
}

function columnsOf(t: TFunction, onOpen: (row: RuleRow) => void): TableColumnsType<RuleRow> {
  return [
    {
      key: 'rule',
      title: t('monitoring.id'),
      width: 64,
      className: 'figure',
      render: (_, { rule }) => (/^M\d/.test(rule) ? rule : '—'),
      sorter: (a, b) => a.rule.localeCompare(b.rule),
    },
    {
      key: 'name',
      title: t('monitoring.name'),
      render: (_, row) => (
        <>
          <Button type="link" size="small" className="link-in-table" onClick={() => onOpen(row)}>
            {t(`monitoring.rule.${row.rule}.name`)}
          </Button>
          <div className="muted">{t(`monitoring.rule.${row.rule}.plain`)}</div>
        </>
      ),
    },
    {
      key: 'reaction',
      title: t('monitoring.does'),
      width: 150,
      render: (_, { rule }) =>
        reactionsOf[rule].map((reaction) => (
          <Tag key={reaction} color={colours[reaction]}>
            {t(`monitoring.reaction.${reaction}`)}
          </Tag>
        )),
      filters: ruleReactions.map((value) => ({ value, text: t(`monitoring.reaction.${value}`) })),
      onFilter: (value, { rule }) => reactionsOf[rule].some((reaction) => reaction === value),
    },
    {
      key: 'limits',
      title: t('monitoring.limits'),
      width: 270,
      render: (_, { limits }) => <RuleLimits limits={limits} />,
    },
    {
      key: 'raising',
      title: t('monitoring.raises'),
      width: 120,
      render: (_, { raising, severity }) => (
        <>
          <div>{t(`monitoring.raising.${raising}`)}</div>
          {severity === 'high' && <Tag color="volcano">{t('monitoring.high')}</Tag>}
        </>
      ),
      filters: (['high', 'normal'] as const).map((value) => ({ value, text: t(`monitoring.${value}`) })),
      onFilter: (value, { severity }) => severity === value,
    },
    {
      key: 'isOn',
      title: t('monitoring.state'),
      width: 90,
      render: (_, { offReason }) =>
        offReason === null ? (
          <Tag color="green">{t('monitoring.on')}</Tag>
        ) : (
          <Tag title={offReason}>{t('monitoring.off')}</Tag>
        ),
      filters: (['on', 'off'] as const).map((value) => ({ value, text: t(`monitoring.${value}`) })),
      onFilter: (value, { offReason }) => (offReason === null) === (value === 'on'),
    },
    {
      key: 'incidents',
      title: t('monitoring.incidents'),
      width: 90,
      align: 'right',
      className: 'figure',
      dataIndex: 'incidents',
      sorter: (a, b) => a.incidents - b.incidents,
    },
  ]
}
