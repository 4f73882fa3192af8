import { useQuery } from '@tanstack/react-query'
import { Card } from 'antd'
import { useTranslation } from 'react-i18next'
import { readDashboard } from '#contract/ipc/compliance.ts'
import { FailureAlert } from '#renderer/app/components/failure-alert.tsx'
import { ScreenTitle } from '#renderer/app/components/screen-title.tsx'
import { ToDoRow } from '#renderer/app/components/to-do-row.tsx'
import { useFresh } from '#renderer/app/hooks/use-fresh.ts'
import type { ScreenProps } from '#renderer/app/place.ts'
import { query } from '#renderer/query.ts'
import { shanghaiMoment } from '#renderer/shanghai-time.ts'
import { DashboardContents } from './dashboard-contents.tsx'

/** What an administrator sees first: what waits, what happens, and how the institutions stand. */
export function DashboardScreen({ go }: ScreenProps) {
  const { t } = useTranslation()
  const found = useQuery(query(readDashboard, {}))
  useFresh(readDashboard.name)
  return (
    <div className="stack">
      <ScreenTitle title={t('dashboard.title')}>
        {found.data && (
          <p>{t('dashboard.asOf', { name: found.data.institutionName, at: shanghaiMoment(found.data.asOf) })}</p>
        )}
      </ScreenTitle>
      <FailureAlert error={found.error} />
      <Card size="small" title={t('dashboard.toDo')}>
        <div className="row">
          <ToDoRow go={go} />
        </div>
      </Card>
      {found.data ? (
        <DashboardContents dashboard={found.data} go={go} />
      ) : (
        <Card size="small" loading={found.isPending} />
      )}
    </div>
  )
}
