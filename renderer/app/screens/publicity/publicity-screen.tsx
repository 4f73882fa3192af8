import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Button, Card, Select, Tabs } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { listInstitutions } from '#contract/ipc/institution.ts'
import { listPublicity } from '#contract/ipc/publicity.ts'
import { administratorRoles } from '#contract/role.ts'
import { FailureAlert } from '#renderer/app/components/failure-alert.tsx'
import { ScreenTitle } from '#renderer/app/components/screen-title.tsx'
import { useSession } from '#renderer/app/hooks/use-session.ts'
import { useToday } from '#renderer/app/hooks/use-today.ts'
import { query } from '#renderer/query.ts'
import { ActivityDrawer } from './activity-drawer.tsx'
import { ActivityTable } from './activity-table.tsx'
import { PlanForm } from './plan-form.tsx'
import { TotalsTab } from './totals-tab.tsx'

const shownYears = 3

/** Publicity of a year: what is planned, what was held, and the sums up the tree. */
export function PublicityScreen() {
  const { t } = useTranslation()
  const client = useQueryClient()
  const { user } = useSession()
  const thisYear = Number(useToday().slice(0, 4))
  const canEdit = administratorRoles.some((role) => role === user.role)
  const [year, setYear] = useState(thisYear)
  const [openId, setOpenId] = useState<string>()
  const [isPlanning, setIsPlanning] = useState(false)
  const activities = useQuery(query(listPublicity, {}))
  const institutions = useQuery(query(listInstitutions, {}))
  const refresh = () => void client.invalidateQueries({ queryKey: [listPublicity.name] })
  const ofYear = (activities.data ?? []).filter(({ heldOn, plannedOn }) =>
    (heldOn ?? plannedOn).startsWith(String(year)),
  )
  const opened = activities.data?.find(({ id }) => id === openId)

  return (
    <div className="stack">
      <ScreenTitle title={t('publicity.title')}>
        <p>{t('publicity.intro')}</p>
      </ScreenTitle>
      <FailureAlert error={activities.error ?? institutions.error} />
      <Card size="small">
        <Tabs
          size="small"
          tabBarExtraContent={
            <Select
              size="small"
              aria-label={t('publicity.year')}
              value={year}
              onChange={setYear}
              options={Array.from({ length: shownYears }, (_, back) => ({
                value: thisYear + 1 - back,
                label: String(thisYear + 1 - back),
              }))}
            />
          }
          items={[
            {
              key: 'activities',
              label: t('publicity.activitiesTab'),
              children: (
                <ActivityTable
                  activities={ofYear}
                  isLoading={activities.isPending}
                  onOpen={({ id }) => setOpenId(id)}
                  tools={
                    canEdit && (
                      <Button size="small" type="primary" onClick={() => setIsPlanning(true)}>
                        {t('publicity.plan')}
                      </Button>
                    )
                  }
                />
              ),
            },
            {
              key: 'totals',
              label: t('publicity.totalsTab'),
              children: <TotalsTab institutions={institutions.data ?? []} activities={ofYear} year={year} />,
            },
          ]}
        />
      </Card>
      {isPlanning && (
        <PlanForm
          institutions={institutions.data ?? []}
          onClose={() => setIsPlanning(false)}
          onDone={({ id }) => {
            setIsPlanning(false)
            setOpenId(id)
            refresh()
          }}
        />
      )}
      {opened && (
        <ActivityDrawer
          key={`${opened.id} ${opened.state}`}
          activity={opened}
          institutions={institutions.data ?? []}
          canEdit={canEdit}
          onChanged={refresh}
          onClose={() => setOpenId(undefined)}
        />
      )}
    </div>
  )
}
