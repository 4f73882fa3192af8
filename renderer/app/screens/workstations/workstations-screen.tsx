import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Button, Card } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { openEnrolmentRequest } from '#contract/ipc/enrolment-file.ts'
import { toDoChanged } from '#contract/ipc/to-do.ts'
import { listWorkstations, readWorkstation } from '#contract/ipc/workstation.ts'
import type { WorkstationId } from '#contract/workstation.ts'
import { FailureAlert } from '#renderer/app/components/failure-alert.tsx'
import { ScreenTitle } from '#renderer/app/components/screen-title.tsx'
import { useAnnouncement } from '#renderer/app/hooks/use-announcement.ts'
import { invoke } from '#renderer/bridge.ts'
import { query } from '#renderer/query.ts'
import { CodesWindow } from './codes-window.tsx'
import { WorkstationDrawer } from './workstation-drawer.tsx'
import { WorkstationTable } from './workstation-table.tsx'

/** Every PC in the caller's charge: who waits, who may speak from where, who is out of use. */
export function WorkstationsScreen() {
  const { t } = useTranslation()
  const client = useQueryClient()
  const [opened, setOpened] = useState<WorkstationId>()
  const [isIssuing, setIssuing] = useState(false)
  const list = useQuery(query(listWorkstations, {}))
  const workstations = list.data?.workstations ?? []
  const waiting = workstations.filter(({ status }) => status === 'pending' || status === 'quarantined').length

  const refresh = () => {
    for (const { name } of [listWorkstations, readWorkstation]) void client.invalidateQueries({ queryKey: [name] })
  }

  useAnnouncement(toDoChanged, refresh)
  const opening = useMutation({
    mutationFn: () => invoke(openEnrolmentRequest, {}),
    onSuccess: ({ opened: request }) => {
      if (!request) return
      setOpened(request.id)
      refresh()
    },
  })

  return (
    <div className="stack">
      <ScreenTitle title={t('workstations.title')}>
        <p>{waiting > 0 ? t('workstations.waiting', { count: waiting }) : t('workstations.noneWaiting')}</p>
      </ScreenTitle>
      <FailureAlert error={list.error ?? opening.error} />
      <Card>
        <WorkstationTable
          workstations={workstations}
          isLoading={list.isPending && !list.error}
          onOpen={setOpened}
          tools={
            <>
              <Button size="small" loading={list.isFetching} onClick={refresh}>
                {t('workstations.refresh')}
              </Button>
              <Button size="small" loading={opening.isPending} onClick={() => opening.mutate()}>
                {t('workstations.openRequest')}
              </Button>
              <Button size="small" type="primary" onClick={() => setIssuing(true)}>
                {t('workstations.issueCodes')}
              </Button>
            </>
          }
        />
      </Card>
      {list.data && opened && (
        <WorkstationDrawer
          id={opened}
          limits={list.data.limits}
          onChanged={refresh}
          onClose={() => setOpened(undefined)}
        />
      )}
      {list.data && isIssuing && (
        <CodesWindow institutions={list.data.institutions} onClose={() => setIssuing(false)} />
      )}
    </div>
  )
}
