import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Button, Card, Segmented } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Incident } from '#contract/incident.ts'
import { listIncidents, readIncident, readIncidentFigures } from '#contract/ipc/incident.ts'
import { toDoChanged } from '#contract/ipc/to-do.ts'
import { administratorRoles } from '#contract/role.ts'
import { FailureAlert } from '#renderer/app/components/failure-alert.tsx'
import { ScreenTitle } from '#renderer/app/components/screen-title.tsx'
import { useAnnouncement } from '#renderer/app/hooks/use-announcement.ts'
import { useSession } from '#renderer/app/hooks/use-session.ts'
import { query } from '#renderer/query.ts'
import { IncidentDrawer } from './incident-drawer.tsx'
import { IncidentFigureRow } from './incident-figures.tsx'
import { IncidentTable } from './incident-table.tsx'
import { ReportWindow } from './report-window.tsx'

const views = ['all', 'mine', 'overdue', 'open'] as const
type View = (typeof views)[number]

/** What must be looked into in the subtree: new ones come in by themselves. */
export function IncidentsScreen() {
  const { t } = useTranslation()
  const client = useQueryClient()
  const { user } = useSession()
  const isAdministrator = administratorRoles.some((role) => role === user.role)
  const incidents = useQuery(query(listIncidents, {}))
  const [view, setView] = useState<View>('all')
  const [openId, setOpenId] = useState<Incident['id']>()
  const [isReporting, setIsReporting] = useState(false)
  const refresh = () => {
    for (const { name } of [listIncidents, readIncident, readIncidentFigures])
      void client.invalidateQueries({ queryKey: [name] })
  }
  useAnnouncement(toDoChanged, refresh)
  const shown = (incidents.data ?? []).filter(isIn[view])

  return (
    <div className="stack">
      <ScreenTitle title={t('incident.title')}>
        <p>{t('incident.intro')}</p>
      </ScreenTitle>
      <FailureAlert error={incidents.error} />
      {user.role !== 'approver' && <IncidentFigureRow />}
      <Card size="small">
        <IncidentTable
          incidents={shown}
          isLoading={incidents.isPending}
          empty={t(`incident.empty.${view}`)}
          onOpen={({ id }) => setOpenId(id)}
          tools={
            <>
              <Segmented
                size="small"
                aria-label={t('incident.view')}
                options={views.map((value) => ({ value, label: t(`incident.views.${value}`) }))}
                value={view}
                onChange={setView}
              />
              {isAdministrator && (
                <Button size="small" type="primary" onClick={() => setIsReporting(true)}>
                  {t('incident.report')}
                </Button>
              )}
            </>
          }
        />
      </Card>
      {openId && <IncidentDrawer key={openId} id={openId} onChanged={refresh} onClose={() => setOpenId(undefined)} />}
      {isReporting && (
        <ReportWindow
          onDone={(id) => {
            setIsReporting(false)
            setOpenId(id)
            refresh()
          }}
          onCancel={() => setIsReporting(false)}
        />
      )}
    </div>
  )
}

const isIn: Readonly<Record<View, (incident: Incident) => boolean>> = {
  all: () => true,
  mine: ({ isMine }) => isMine,
  overdue: ({ isOverdue }) => isOverdue,
  open: ({ state }) => state !== 'closed',
}
