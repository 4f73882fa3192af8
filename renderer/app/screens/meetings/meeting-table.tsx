import { Button, type TableColumnsType, Tag } from 'antd'
import type { TFunction } from 'i18next'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { type Meeting, type MeetingState, meetingStates } from '#contract/meeting.ts'
import { DataTable } from '#renderer/app/components/data-table.tsx'

interface MeetingTableProps {
  readonly meetings: readonly Meeting[]
  readonly isLoading: boolean
  readonly onOpen: (meeting: Meeting) => void
  readonly tools: ReactNode
}

const colours: Readonly<Record<MeetingState, string>> = { planned: 'blue', held: 'green', cancelled: 'default' }

export function MeetingTable({ meetings, isLoading, onOpen, tools }: MeetingTableProps) {
  const { t } = useTranslation()
  return (
    <DataTable
      rows={meetings}
      columns={columns(t, onOpen)}
      rowKey={({ id }) => id}
      textOf={({ institution, agenda, place, state }) =>
        `${institution.name} ${agenda} ${place} ${t(`meeting.state.${state}`)}`
      }
      isLoading={isLoading}
      empty={t('meeting.none')}
      tools={tools}
      onOpen={onOpen}
    />
  )
}

function dayOf({ heldOn, plannedOn }: Meeting): string {
  return heldOn ?? plannedOn
}

function columns(t: TFunction, onOpen: (meeting: Meeting) => void): TableColumnsType<Meeting> {
  return [
    {
      key: 'day',
      title: t('meeting.day'),
      width: 110,
      className: 'figure',
      render: (_, meeting) => dayOf(meeting),
      sorter: (a, b) => dayOf(a).localeCompare(dayOf(b)),
      defaultSortOrder: 'descend',
    },
    {
      key: 'institution',
      title: t('meeting.institution'),
      render: (_, { institution }) => institution.name,
      sorter: (a, b) => a.institution.code.localeCompare(b.institution.code),
    },
    {
      key: 'agenda',
      title: t('meeting.agenda'),
      render: (_, meeting) => (
        <Button type="link" className="link-cell breakable" onClick={() => onOpen(meeting)}>
          {firstLine(meeting.agenda)}
        </Button>
      ),
    },
    {
      key: 'state',
      title: t('meeting.stateTitle'),
      width: 100,
      render: (_, { state }) => <Tag color={colours[state]}>{t(`meeting.state.${state}`)}</Tag>,
      filters: meetingStates.map((value) => ({ value, text: t(`meeting.state.${value}`) })),
      onFilter: (value, { state }) => state === value,
    },
    {
      key: 'members',
      title: t('meeting.present'),
      width: 110,
      className: 'figure',
      render: (_, { members, state }) =>
        state === 'held'
          ? `${members.filter(({ wasPresent }) => wasPresent).length}/${members.length}`
          : String(members.length),
    },
    {
      key: 'decisions',
      title: t('meeting.decisions'),
      width: 130,
      render: (_, { decisions }) => {
        const overdue = decisions.filter(({ standing }) => standing === 'overdue').length
        return (
          <>
            {decisions.length} {overdue > 0 && <Tag color="red">{t('meeting.overdueCount', { count: overdue })}</Tag>}
          </>
        )
      },
      sorter: (a, b) => a.decisions.length - b.decisions.length,
    },
  ]
}

const longestLine = 60

function firstLine(text: string): string {
  const [line = ''] = text.split('\n')
  return line.length > longestLine ? `${line.slice(0, longestLine)}…` : line
}
