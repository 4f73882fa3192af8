import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Button, Card } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { listDisputes } from '#contract/ipc/dispute.ts'
import { toDoChanged } from '#contract/ipc/to-do.ts'
import { FailureAlert } from '#renderer/app/components/failure-alert.tsx'
import { ScreenTitle } from '#renderer/app/components/screen-title.tsx'
import { useAnnouncement } from '#renderer/app/hooks/use-announcement.ts'
import { query } from '#renderer/query.ts'
import { DisputeDrawer } from './dispute-drawer.tsx'
import { DisputeForm } from './dispute-form.tsx'
import { DisputeTable } from './dispute-table.tsx'

/** The register of disputes: what was taken, how long there is, what was done. */
export function DisputesScreen() {
  const { t } = useTranslation()
  const client = useQueryClient()
  const disputes = useQuery(query(listDisputes, {}))
  const [isTaking, setIsTaking] = useState(false)
  const [openId, setOpenId] = useState<string>()
  const refresh = () => void client.invalidateQueries({ queryKey: [listDisputes.name] })
  useAnnouncement(toDoChanged, refresh)
  const opened = disputes.data?.find(({ id }) => id === openId)

  return (
    <div className="stack">
      <ScreenTitle title={t('dispute.title')}>
        <p>{t('dispute.intro')}</p>
      </ScreenTitle>
      <FailureAlert error={disputes.error} />
      <Card size="small">
        <DisputeTable
          disputes={disputes.data ?? []}
          isLoading={disputes.isPending}
          onOpen={({ id }) => setOpenId(id)}
          tools={
            <Button size="small" type="primary" onClick={() => setIsTaking(true)}>
              {t('dispute.take')}
            </Button>
          }
        />
      </Card>
      {isTaking && (
        <DisputeForm
          onClose={() => setIsTaking(false)}
          onDone={({ id }) => {
            setIsTaking(false)
            setOpenId(id)
            refresh()
          }}
        />
      )}
      {opened && (
        <DisputeDrawer
          key={`${opened.id} ${opened.state}`}
          dispute={opened}
          onChanged={refresh}
          onClose={() => setOpenId(undefined)}
        />
      )}
    </div>
  )
}
