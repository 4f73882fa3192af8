import { type TableColumnsType, Tag } from 'antd'
import type { TFunction } from 'i18next'
import { useTranslation } from 'react-i18next'
import type { ScoreRow } from '#contract/score.ts'
import { shanghaiMoment } from '#renderer/shanghai-time.ts'
import { DataTable } from './data-table.tsx'

/** Every deduction and what was taken back, with the incident behind it. */
export function ScoreLedger({ rows }: { rows: readonly ScoreRow[] }) {
  const { t } = useTranslation()
  return (
    <DataTable<ScoreRow>
      rows={rows}
      rowKey={({ id }) => String(id)}
      textOf={(row) => `${row.year} ${shanghaiMoment(row.at)} ${whatOf(t, row)} ${reasonOf(t, row)} ${row.by ?? ''}`}
      columns={columns(t)}
      title={t('score.ledger')}
      empty={t('score.noRows')}
    />
  )
}

function columns(t: TFunction): TableColumnsType<ScoreRow> {
  return [
    {
      key: 'at',
      title: t('score.at'),
      width: 150,
      className: 'figure',
      render: (_, { at }) => shanghaiMoment(at),
      sorter: (a, b) => a.at.localeCompare(b.at),
    },
    {
      key: 'points',
      title: t('score.points'),
      width: 90,
      className: 'figure',
      render: (_, row) => <span className={row.counts ? '' : 'muted score-void'}>{pointsOf(t, row)}</span>,
      sorter: (a, b) => a.points - b.points,
    },
    {
      key: 'what',
      title: t('score.what'),
      render: (_, row) => (
        <>
          {whatOf(t, row)} {row.kind === 'deduction' && !row.counts && <Tag>{t('score.void')}</Tag>}
        </>
      ),
    },
    { key: 'reason', title: t('score.reason'), render: (_, row) => reasonOf(t, row) },
    {
      key: 'by',
      title: t('score.by'),
      width: 110,
      className: 'figure',
      render: (_, { by }) => by ?? t('score.service'),
    },
  ]
}

function pointsOf(t: TFunction, { kind, category, points }: ScoreRow): string {
  if (kind === 'fresh-start') return '—'
  if (kind === 'reversal') return `+${points}`
  return category === 'grave' ? t('score.toC') : `−${points}`
}

function whatOf(t: TFunction, { kind, category }: ScoreRow): string {
  if (kind === 'fresh-start') return t('score.kind.fresh-start')
  const name = category ? t(`score.category.${category}`) : ''
  return kind === 'reversal' ? t('score.kind.reversal', { name }) : name
}

function reasonOf(t: TFunction, { rule, incident }: ScoreRow): string {
  const number = incident?.slice(0, 8).toUpperCase() ?? ''
  return rule ? `${t(`monitoring.rule.${rule}.name`)} ${number}` : number
}
