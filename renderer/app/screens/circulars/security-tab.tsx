import { useMutation, useQuery } from '@tanstack/react-query'
import { Alert, Button, type TableColumnsType, Tag } from 'antd'
import { useTranslation } from 'react-i18next'
import type { SecurityMonth } from '#contract/circular.ts'
import { draftSecurityCircular, listSecurityMonths } from '#contract/ipc/circular.ts'
import { DataTable } from '#renderer/app/components/data-table.tsx'
import { FailureAlert } from '#renderer/app/components/failure-alert.tsx'
import { useSession } from '#renderer/app/hooks/use-session.ts'
import { invoke } from '#renderer/bridge.ts'
import { query } from '#renderer/query.ts'
import { shanghaiMoment } from '#renderer/shanghai-time.ts'

const colours = {
  published: 'green',
  'published-late': 'orange',
  open: 'blue',
  late: 'red',
  'not-required': 'default',
} as const

/** The monthly security circulars; a late one shows to everybody who administers. */
export function SecurityTab({ onEdit }: { onEdit: (id: string) => void }) {
  const { t } = useTranslation()
  const { user } = useSession()
  const canDraft = user.role === 'head-office-administrator'
  const months = useQuery(query(listSecurityMonths, {}))
  const drafting = useMutation({
    mutationFn: (month: string) => invoke(draftSecurityCircular, { params: { month } }),
    onSuccess: ({ id, state }) => {
      if (state === 'draft') onEdit(id)
      void months.refetch()
    },
  })
  const [latest] = months.data ?? []

  const columns: TableColumnsType<SecurityMonth> = [
    {
      key: 'month',
      title: t('circular.month'),
      className: 'figure',
      render: (_, { month }) => month,
      sorter: (a, b) => a.month.localeCompare(b.month),
      defaultSortOrder: 'descend',
    },
    { key: 'dueOn', title: t('circular.publishBy'), className: 'figure', render: (_, { dueOn }) => dueOn },
    {
      key: 'published',
      title: t('circular.publishedAt'),
      className: 'figure',
      render: (_, { circular }) => (circular?.publishedAt ? shanghaiMoment(circular.publishedAt) : '—'),
    },
    {
      key: 'standing',
      title: t('circular.stateTitle'),
      render: (_, { standing, circular }) => (
        <>
          <Tag color={colours[standing]}>{t(`circular.monthStanding.${standing}`)}</Tag>
          {circular?.state === 'draft' && <Tag>{t('circular.state.draft')}</Tag>}
        </>
      ),
      filters: (['published', 'published-late', 'open', 'late', 'not-required'] as const).map((value) => ({
        value,
        text: t(`circular.monthStanding.${value}`),
      })),
      onFilter: (value, { standing }) => standing === value,
    },
    {
      key: 'action',
      title: t('circular.action'),
      render: (_, { month, circular }) =>
        canDraft &&
        circular?.state !== 'published' && (
          <Button size="small" onClick={() => drafting.mutate(month)} loading={drafting.isPending}>
            {t(circular ? 'circular.editDraft' : 'circular.draftFromFigures')}
          </Button>
        ),
    },
  ]

  return (
    <div className="stack">
      <FailureAlert error={months.error ?? drafting.error} />
      {latest?.standing === 'late' && (
        <Alert type="error" showIcon title={t('circular.securityLate', { month: latest.month, dueOn: latest.dueOn })} />
      )}
      <DataTable
        rows={months.data ?? []}
        columns={columns}
        rowKey={({ month }) => month}
        textOf={({ month, standing }) => `${month} ${t(`circular.monthStanding.${standing}`)}`}
        isLoading={months.isPending}
      />
    </div>
  )
}
