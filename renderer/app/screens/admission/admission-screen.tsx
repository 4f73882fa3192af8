import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Card, Tabs } from 'antd'
import { useTranslation } from 'react-i18next'
import { listApplications, listCandidates } from '#contract/ipc/admission.ts'
import { readToDoCounts, toDoChanged } from '#contract/ipc/to-do.ts'
import { FailureAlert } from '#renderer/app/components/failure-alert.tsx'
import { ScreenTitle } from '#renderer/app/components/screen-title.tsx'
import { useAnnouncement } from '#renderer/app/hooks/use-announcement.ts'
import { query } from '#renderer/query.ts'
import { ApplicationTable } from './application-table.tsx'
import { CandidateTable } from './candidate-table.tsx'

/** Applications that wait for a decision, and the employees on their way there. */
export function AdmissionScreen() {
  const { t } = useTranslation()
  const client = useQueryClient()
  const applications = useQuery(query(listApplications, {}))
  const candidates = useQuery(query(listCandidates, {}))
  const refresh = () => {
    for (const { name } of [listApplications, listCandidates, readToDoCounts])
      void client.invalidateQueries({ queryKey: [name] })
  }
  useAnnouncement(toDoChanged, refresh)
  const mine = applications.data?.filter(({ isMine }) => isMine).length ?? 0

  return (
    <div className="stack">
      <ScreenTitle title={t('admission.title')}>
        <p>{t('admission.hint')}</p>
      </ScreenTitle>
      <FailureAlert error={applications.error ?? candidates.error} />
      <Card size="small">
        <Tabs
          size="small"
          items={[
            {
              key: 'applications',
              label: t('admission.applicationsTab', { count: mine }),
              children: (
                <ApplicationTable
                  applications={applications.data ?? []}
                  isLoading={applications.isPending}
                  onDecided={refresh}
                />
              ),
            },
            {
              key: 'candidates',
              label: t('admission.candidatesTab', { count: candidates.data?.length ?? 0 }),
              children: (
                <CandidateTable
                  candidates={candidates.data ?? []}
                  isLoading={candidates.isPending}
                  onIssued={refresh}
                />
              ),
            },
          ]}
        />
      </Card>
    </div>
  )
}
