import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Card } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { listAccountabilityCases } from '#contract/ipc/accountability.ts'
import { toDoChanged } from '#contract/ipc/to-do.ts'
import { FailureAlert } from '#renderer/app/components/failure-alert.tsx'
import { ScreenTitle } from '#renderer/app/components/screen-title.tsx'
import { useAnnouncement } from '#renderer/app/hooks/use-announcement.ts'
import { query } from '#renderer/query.ts'
import { CaseDrawer } from './case-drawer.tsx'
import { CaseTable } from './case-table.tsx'

/** Who answers for confirmed violations, and what was done about each of them. */
export function AccountabilityScreen() {
  const { t } = useTranslation()
  const client = useQueryClient()
  const cases = useQuery(query(listAccountabilityCases, {}))
  const [openId, setOpenId] = useState<string>()
  const refresh = () => void client.invalidateQueries({ queryKey: [listAccountabilityCases.name] })
  useAnnouncement(toDoChanged, refresh)
  const opened = cases.data?.find(({ id }) => id === openId)

  return (
    <div className="stack">
      <ScreenTitle title={t('accountability.title')}>
        <p>{t('accountability.intro')}</p>
      </ScreenTitle>
      <FailureAlert error={cases.error} />
      <Card size="small">
        <CaseTable cases={cases.data ?? []} isLoading={cases.isPending} onOpen={({ id }) => setOpenId(id)} />
      </Card>
      {opened && (
        <CaseDrawer key={opened.id} opened={opened} onChanged={refresh} onClose={() => setOpenId(undefined)} />
      )}
    </div>
  )
}
