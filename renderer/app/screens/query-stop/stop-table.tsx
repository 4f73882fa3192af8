import { Button, Popconfirm, Space, type TableColumnsType, Tag } from 'antd'
import { useTranslation } from 'react-i18next'
import { type QueryStop, stopStates } from '#contract/query-stop.ts'
import { DataTable } from '#renderer/app/components/data-table.tsx'
import { shanghaiMoment } from '#renderer/shanghai-time.ts'

const colours = {
  proposed: 'orange',
  'in-force': 'red',
  lifting: 'red',
  lifted: 'green',
  withdrawn: 'default',
} as const satisfies Record<QueryStop['state'], string>

interface StopActions {
  readonly employeeId: string
  readonly onSign: (stop: QueryStop) => void
  readonly onWithdraw: (stop: QueryStop) => void
  readonly onProposeLifting: (stop: QueryStop) => void
  readonly onLift: (stop: QueryStop) => void
}

interface StopTableProps extends StopActions {
  readonly stops: readonly QueryStop[]
  readonly isLoading: boolean
}

/** Every stop with who proposed and who signed it, and the next step. */
export function StopTable({ stops, isLoading, ...actions }: StopTableProps) {
  const { t } = useTranslation()
  const columns: TableColumnsType<QueryStop> = [
    {
      key: 'state',
      title: t('queryStop.state'),
      width: 116,
      render: (_, { state }) => <Tag color={colours[state]}>{t(`queryStop.states.${state}`)}</Tag>,
      filters: stopStates.map((value) => ({ value, text: t(`queryStop.states.${value}`) })),
      onFilter: (value, { state }) => state === value,
    },
    {
      key: 'institution',
      title: t('queryStop.institution'),
      width: 150,
      render: (_, { institutionName: name }) => t('queryStop.withBelow', { name }),
      sorter: (a, b) => a.institution.localeCompare(b.institution),
    },
    {
      key: 'cause',
      title: t('queryStop.cause'),
      className: 'breakable',
      render: (_, { cause, reason, lifting }) => (
        <>
          <b>{t(`queryStop.causes.${cause}`)}</b> {reason}
          {lifting && (
            <div className="muted">
              {t('queryStop.liftingNote', { reason: lifting.reason, by: lifting.proposedBy })}
            </div>
          )}
        </>
      ),
      sorter: (a, b) => a.cause.localeCompare(b.cause),
    },
    momentColumn('proposed', 'descend', ({ proposedAt, proposedBy }) => ({ at: proposedAt, by: proposedBy })),
    momentColumn('signed', undefined, ({ state, decidedAt, decidedBy }) =>
      state === 'withdrawn' ? { at: null, by: null } : { at: decidedAt, by: decidedBy },
    ),
    momentColumn('lifted', undefined, ({ liftedAt, liftedBy }) => ({ at: liftedAt, by: liftedBy })),
    {
      key: 'action',
      title: t('queryStop.action'),
      width: 164,
      render: (_, stop) => <Actions stop={stop} {...actions} />,
    },
  ]
  return (
    <DataTable<QueryStop>
      rows={stops}
      isLoading={isLoading}
      rowKey={({ id }) => id}
      textOf={({ institutionName, reason, proposedBy, decidedBy }) =>
        `${institutionName} ${reason} ${proposedBy} ${decidedBy ?? ''}`
      }
      columns={columns}
      empty={t('queryStop.empty')}
    />
  )

  function momentColumn(
    key: 'proposed' | 'signed' | 'lifted',
    defaultSortOrder: 'descend' | undefined,
    of: (stop: QueryStop) => { at: string | null; by: string | null },
  ): TableColumnsType<QueryStop>[number] {
    return {
      key,
      title: t(`queryStop.${key}`),
      width: 124,
      className: 'figure',
      render: (_, stop) => {
        const { at, by } = of(stop)
        return at === null ? (
          '—'
        ) : (
          <>
            {shanghaiMoment(at)} <span className="muted">{by}</span>
          </>
        )
      },
      sorter: (a, b) => (of(a).at ?? '').localeCompare(of(b).at ?? ''),
      ...(defaultSortOrder && { defaultSortOrder }),
    }
  }
}

function Actions({
  stop,
  employeeId,
  onSign,
  onWithdraw,
  onProposeLifting,
  onLift,
}: StopActions & { stop: QueryStop }) {
  const { t } = useTranslation()
  const { state, proposedBy, lifting } = stop
  if (state === 'in-force') {
    return (
      <Button size="small" onClick={() => onProposeLifting(stop)}>
        {t('queryStop.proposeLifting')}
      </Button>
    )
  }
  if (state !== 'proposed' && state !== 'lifting') return null
  const isOwn = (state === 'lifting' ? lifting?.proposedBy : proposedBy) === employeeId
  return (
    <Space size="small">
      <Button
        size="small"
        type="primary"
        danger={state === 'proposed'}
        disabled={isOwn}
        title={isOwn ? t('queryStop.ownProposal') : ''}
        onClick={() => (state === 'lifting' ? onLift(stop) : onSign(stop))}
      >
        {t(state === 'lifting' ? 'queryStop.signLifting' : 'queryStop.sign')}
      </Button>
      <Popconfirm
        title={t('queryStop.confirmWithdraw')}
        okText={t('queryStop.withdraw')}
        cancelText={t('queryStop.cancel')}
        onConfirm={() => onWithdraw(stop)}
      >
        <Button size="small">{t('queryStop.withdraw')}</Button>
      </Popconfirm>
    </Space>
  )
}
