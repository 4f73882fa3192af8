import { useQuery } from '@tanstack/react-query'
import { Button, type TableColumnsType, Tag } from 'antd'
import type { TFunction } from 'i18next'
import { useTranslation } from 'react-i18next'
import { listItemChecks } from '#contract/ipc/item-check.ts'
import { type ItemCheckId, type ItemCheckRow, itemCheckStates } from '#contract/item-check.ts'
import { DataTable } from '#renderer/app/components/data-table.tsx'
import { FailureAlert } from '#renderer/app/components/failure-alert.tsx'
import { query } from '#renderer/query.ts'
import { shanghaiMoment } from '#renderer/shanghai-time.ts'
import { useReasonName } from './reason-name.ts'

const colours = { waiting: 'orange', returned: 'blue', accepted: 'green', suspected: 'red' } as const

/** What waits in the queue and what was decided in the last days. */
export function ItemTable({ onOpen }: { onOpen: (id: ItemCheckId) => void }) {
  const { t } = useTranslation()
  const nameOf = useReasonName()
  const found = useQuery(query(listItemChecks, {}))
  return (
    <>
      <FailureAlert error={found.error} />
      <DataTable<ItemCheckRow>
        rows={found.data ?? []}
        isLoading={found.isPending}
        rowKey={({ id }) => id}
        textOf={({ businessReference, officer, institution, state, reason, decidedBy }) =>
          [
            businessReference,
            officer.name,
            officer.employeeId,
            institution.name,
            t(`itemCheck.state.${state}`),
            nameOf(state, reason),
            decidedBy,
          ].join(' ')
        }
        columns={columns(t, nameOf, onOpen)}
        empty={t('itemCheck.emptyList')}
        onOpen={(row) => row.isMine && row.takenBy === null && onOpen(row.id)}
      />
    </>
  )
}

function columns(
  t: TFunction,
  nameOf: ReturnType<typeof useReasonName>,
  onOpen: (id: ItemCheckId) => void,
): TableColumnsType<ItemCheckRow> {
  return [
    {
      key: 'askedAt',
      title: t('itemCheck.askedAt'),
      width: 138,
      className: 'figure',
      render: (_, { askedAt }) => shanghaiMoment(askedAt),
      sorter: (a, b) => a.askedAt.localeCompare(b.askedAt),
    },
    {
      key: 'reference',
      title: t('itemCheck.business'),
      width: 164,
      className: 'figure breakable',
      render: (_, { businessReference, level }) => (
        <>
          {businessReference} {level === 2 && <Tag color="purple">{t('itemCheck.sample')}</Tag>}
        </>
      ),
      sorter: (a, b) => a.businessReference.localeCompare(b.businessReference),
    },
    {
      key: 'purpose',
      title: t('itemCheck.purpose'),
      width: 120,
      render: (_, { purpose }) => t(`terms.purpose.${purpose}`),
      sorter: (a, b) => a.purpose.localeCompare(b.purpose),
    },
    {
      key: 'officer',
      title: t('itemCheck.officer'),
      render: (_, { officer, institution }) => (
        <>
          {officer.name} <span className="muted">{officer.employeeId}</span>
          <div className="muted">{institution.name}</div>
        </>
      ),
      sorter: (a, b) => a.officer.employeeId.localeCompare(b.officer.employeeId),
    },
    {
      key: 'dueOn',
      title: t('itemCheck.due'),
      width: 128,
      className: 'figure',
      render: (_, { dueOn, isOverdue, isEscalated }) => (
        <>
          {dueOn} {isOverdue && <Tag color="red">{t('itemCheck.overdue')}</Tag>}
          {isEscalated && <div className="muted">{t('itemCheck.escalated')}</div>}
        </>
      ),
      sorter: (a, b) => a.dueOn.localeCompare(b.dueOn),
    },
    {
      key: 'state',
      title: t('itemCheck.stateTitle'),
      width: 168,
      render: (_, { state, reason, decidedBy, takenBy }) => (
        <>
          <Tag color={colours[state]}>{t(`itemCheck.state.${state}`)}</Tag>{' '}
          <span className="muted">{takenBy ? t('itemCheck.takenBy', { who: takenBy }) : decidedBy}</span>
          <div className="muted">{nameOf(state, reason)}</div>
        </>
      ),
      filters: itemCheckStates.map((value) => ({ value, text: t(`itemCheck.state.${value}`) })),
      onFilter: (value, { state }) => state === value,
    },
    {
      key: 'action',
      title: t('itemCheck.action'),
      width: 88,
      render: (_, { id, isMine, takenBy }) =>
        isMine &&
        takenBy === null && (
          <Button size="small" onClick={() => onOpen(id)}>
            {t('itemCheck.open')}
          </Button>
        ),
    },
  ]
}
