import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Button, Card, Tabs } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { listInstitutions } from '#contract/ipc/institution.ts'
import { listMeetingStandings, listMeetings } from '#contract/ipc/meeting.ts'
import { readToDoCounts, toDoChanged } from '#contract/ipc/to-do.ts'
import type { Meeting, MeetingStanding } from '#contract/meeting.ts'
import { administratorRoles } from '#contract/role.ts'
import { FailureAlert } from '#renderer/app/components/failure-alert.tsx'
import { ScreenTitle } from '#renderer/app/components/screen-title.tsx'
import { useAnnouncement } from '#renderer/app/hooks/use-announcement.ts'
import { useSession } from '#renderer/app/hooks/use-session.ts'
import { query } from '#renderer/query.ts'
import { DecisionTable } from './decision-table.tsx'
import { MeetingDrawer } from './meeting-drawer.tsx'
import { MeetingTable } from './meeting-table.tsx'
import { PlanForm } from './plan-form.tsx'
import { StandingTable } from './standing-table.tsx'

/** Meetings of leading groups: planned and held, what was decided, and who did not meet in time. */
export function MeetingsScreen() {
  const { t } = useTranslation()
  const client = useQueryClient()
  const { user } = useSession()
  const isAdministrator = administratorRoles.some((role) => role === user.role)
  const meetings = useQuery(query(listMeetings, {}))
  const standings = useQuery(query(listMeetingStandings, {}))
  const institutions = useQuery(query(listInstitutions, {}))
  const [openId, setOpenId] = useState<string>()
  const [isPlanning, setIsPlanning] = useState(false)
  const refresh = () => {
    for (const { name } of [listMeetings, listMeetingStandings, readToDoCounts])
      void client.invalidateQueries({ queryKey: [name] })
  }
  useAnnouncement(toDoChanged, refresh)
  const opened = meetings.data?.find(({ id }) => id === openId)

  return (
    <div className="stack">
      <ScreenTitle title={t('meeting.title')}>
        <p>{t('meeting.intro')}</p>
      </ScreenTitle>
      <FailureAlert error={meetings.error ?? standings.error ?? institutions.error} />
      <Card size="small">
        <Tabs
          size="small"
          items={[
            {
              key: 'meetings',
              label: t('meeting.meetingsTab'),
              children: (
                <MeetingTable
                  meetings={meetings.data ?? []}
                  isLoading={meetings.isPending}
                  onOpen={({ id }) => setOpenId(id)}
                  tools={
                    isAdministrator && (
                      <Button size="small" type="primary" onClick={() => setIsPlanning(true)}>
                        {t('meeting.plan')}
                      </Button>
                    )
                  }
                />
              ),
            },
            {
              key: 'decisions',
              label: t('meeting.decisionsTab', { count: openDecisions(meetings.data) }),
              children: (
                <DecisionTable
                  meetings={meetings.data ?? []}
                  isLoading={meetings.isPending}
                  canComplete={isAdministrator}
                  onChanged={refresh}
                />
              ),
            },
            {
              key: 'standings',
              label: t('meeting.standingsTab', { count: missedMeetings(standings.data) }),
              children: <StandingTable standings={standings.data ?? []} isLoading={standings.isPending} />,
            },
          ]}
        />
      </Card>
      {isPlanning && (
        <PlanForm
          institutions={institutions.data ?? []}
          onClose={() => setIsPlanning(false)}
          onDone={(meeting) => {
            setIsPlanning(false)
            setOpenId(meeting.id)
            refresh()
          }}
        />
      )}
      {opened && (
        <MeetingDrawer
          key={`${opened.id} ${opened.state}`}
          meeting={opened}
          institutions={institutions.data ?? []}
          canEdit={isAdministrator}
          onChanged={refresh}
          onClose={() => setOpenId(undefined)}
        />
      )}
    </div>
  )
}

function openDecisions(meetings: readonly Meeting[] = []): number {
  return meetings.flatMap(({ decisions }) => decisions).filter(({ completion }) => completion === null).length
}

function missedMeetings(standings: readonly MeetingStanding[] = []): number {
  return standings.filter(({ standing }) => standing === 'missed').length
}
