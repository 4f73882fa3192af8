import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Button, Card, Popconfirm, type TableColumnsType, Tag } from 'antd'
import type { TFunction } from 'i18next'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Engagement } from '#contract/engagement.ts'
import { endEngagement, listEngagements } from '#contract/ipc/audit-desk.ts'
import { DataTable } from '#renderer/app/components/data-table.tsx'
import { FailureAlert } from '#renderer/app/components/failure-alert.tsx'
import { ScreenTitle } from '#renderer/app/components/screen-title.tsx'
import { invoke } from '#renderer/bridge.ts'
import { query } from '#renderer/query.ts'
import { shanghaiDay } from '#renderer/shanghai-time.ts'
import { EngagementForm } from './engagement-form.tsx'

const colours = { ahead: 'blue', 'in-force': 'green', over: 'default', ended: 'default' } as const
type Standing = keyof typeof colours

/** Auditors' mandates: what each may look at, and for how long. */
export function EngagementsScreen() {
  const { t } = useTranslation()
  const client = useQueryClient()
  const { data = [], isPending, error } = useQuery(query(listEngagements, {}))
  const [isGranting, setGranting] = useState(false)
  const refresh = () => void client.invalidateQueries({ queryKey: [listEngagements.name] })
  const ending = useMutation({
    mutationFn: (id: Engagement['id']) => invoke(endEngagement, { params: { id }, body: {} }),
    onSuccess: refresh,
  })
  return (
    <div className="stack">
      <ScreenTitle title={t('engagement.title')}>
        <p>{t('engagement.hint')}</p>
      </ScreenTitle>
      <FailureAlert error={error ?? ending.error} />
      <Card size="small">
        <DataTable
          title={t('engagement.title')}
          rows={data}
          columns={columns(t, (id) => ending.mutate(id))}
          rowKey={({ id }) => id}
          textOf={(row) =>
            [row.auditor, row.grantedBy, scopeOf(t, row), t(`engagement.standing.${standingOf(row)}`)].join(' ')
          }
          isLoading={isPending}
          empty={t('engagement.none')}
          tools={
            <Button type="primary" size="small" onClick={() => setGranting(true)}>
              {t('engagement.grant')}
            </Button>
          }
        />
      </Card>
      {isGranting && (
        <EngagementForm
          onDone={() => {
            setGranting(false)
            refresh()
          }}
          onClose={() => setGranting(false)}
        />
      )}
    </div>
  )
}

function scopeOf(t: TFunction, { institutions }: Engagement): string {
  return institutions?.join(' ') ?? t('engagement.wholeBank')
}

function standingOf({ endedAt, validity }: Engagement): Standing {
  if (endedAt !== null) return 'ended'
  if (Date.now() < Date.parse(validity.from)) return 'ahead'
  return Date.now() < Date.parse(validity.until) ? 'in-force' : 'over'
}

/** The end is exclusive; people name the last day. */
function span({ from, until }: Engagement['period']): string {
  return `${shanghaiDay(from)} – ${shanghaiDay(Date.parse(until) - 1)}`
}

function columns(t: TFunction, onEnd: (id: Engagement['id']) => void): TableColumnsType<Engagement> {
  return [
    {
      key: 'auditor',
      title: t('engagement.auditor'),
      className: 'figure',
      dataIndex: 'auditor',
      sorter: (a, b) => a.auditor.localeCompare(b.auditor),
    },
    { key: 'scope', title: t('engagement.scope'), className: 'breakable', render: (_, row) => scopeOf(t, row) },
    { key: 'period', title: t('engagement.period'), className: 'figure', render: (_, { period }) => span(period) },
    {
      key: 'validity',
      title: t('engagement.validity'),
      className: 'figure',
      render: (_, { validity }) => span(validity),
      sorter: (a, b) => a.validity.from.localeCompare(b.validity.from),
      defaultSortOrder: 'descend',
    },
    { key: 'grantedBy', title: t('engagement.grantedBy'), className: 'figure', dataIndex: 'grantedBy' },
    {
      key: 'standing',
      title: t('engagement.standingTitle'),
      render: (_, row) => <Tag color={colours[standingOf(row)]}>{t(`engagement.standing.${standingOf(row)}`)}</Tag>,
      filters: (Object.keys(colours) as Standing[]).map((value) => ({
        value,
        text: t(`engagement.standing.${value}`),
      })),
      onFilter: (value, row) => standingOf(row) === value,
    },
    {
      key: 'action',
      title: t('engagement.action'),
      render: (_, row) =>
        (standingOf(row) === 'in-force' || standingOf(row) === 'ahead') && (
          <Popconfirm title={t('engagement.endSure')} onConfirm={() => onEnd(row.id)}>
            <Button size="small">{t('engagement.end')}</Button>
          </Popconfirm>
        ),
    },
  ]
}
