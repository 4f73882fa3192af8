import { type TableColumnsType, Tag } from 'antd'
import type { TFunction } from 'i18next'
import { useTranslation } from 'react-i18next'
import type { MeetingStanding } from '#contract/meeting.ts'
import { rollUp } from '#contract/rules/roll-up.ts'
import { DataTable } from '#renderer/app/components/data-table.tsx'

interface StandingTableProps {
  readonly standings: readonly MeetingStanding[]
  readonly isLoading: boolean
}

type Row = MeetingStanding & { readonly missedBelow: number }

const colours = { met: 'green', due: 'blue', missed: 'red' } as const

/** Institution by institution; a level above shows how many below it did not meet. */
export function StandingTable({ standings, isLoading }: StandingTableProps) {
  const { t } = useTranslation()
  const own = new Map(standings.map(({ code, standing }) => [code, { missed: standing === 'missed' ? 1 : 0 }]))
  const sums = rollUp(standings, own, { missed: 0 })
  const rows = standings.map((one): Row => {
    const all = sums.get(one.code)?.missed ?? 0
    return { ...one, missedBelow: all - (one.standing === 'missed' ? 1 : 0) }
  })
  return (
    <DataTable
      rows={rows}
      columns={columns(t)}
      rowKey={({ code }) => code}
      textOf={({ name, code, standing }) => `${name} ${code} ${t(`meeting.standing.${standing}`)}`}
      isLoading={isLoading}
    />
  )
}

function columns(t: TFunction): TableColumnsType<Row> {
  return [
    {
      key: 'name',
      title: t('meeting.institution'),
      render: (_, { name, code }) => (
        <>
          {name} <span className="muted figure">{code}</span>
        </>
      ),
      sorter: (a, b) => a.code.localeCompare(b.code),
    },
    {
      key: 'standing',
      title: t('meeting.thisPeriod'),
      render: (_, { standing, missedBelow }) => (
        <>
          <Tag color={colours[standing]}>{t(`meeting.standing.${standing}`)}</Tag>
          {missedBelow > 0 && <Tag color="orange">{t('meeting.missedBelow', { count: missedBelow })}</Tag>}
        </>
      ),
      filters: (['met', 'due', 'missed'] as const).map((value) => ({ value, text: t(`meeting.standing.${value}`) })),
      onFilter: (value, { standing }) => standing === value,
    },
    {
      key: 'lastHeldOn',
      title: t('meeting.lastHeldOn'),
      className: 'figure',
      render: (_, { lastHeldOn }) => lastHeldOn ?? t('meeting.never'),
      sorter: (a, b) => (a.lastHeldOn ?? '').localeCompare(b.lastHeldOn ?? ''),
    },
    { key: 'dueOn', title: t('meeting.periodEnd'), className: 'figure', render: (_, { dueOn }) => dueOn },
    {
      key: 'missed',
      title: t('meeting.missedPeriods'),
      className: 'figure',
      render: (_, { missed }) => missed,
      sorter: (a, b) => a.missed - b.missed,
    },
    {
      key: 'overdue',
      title: t('meeting.overdueDecisions'),
      className: 'figure',
      render: (_, { overdueDecisions }) => overdueDecisions,
      sorter: (a, b) => a.overdueDecisions - b.overdueDecisions,
    },
  ]
}
