import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Card } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { compareDay, listDifferences, listReconciliationDays } from '#contract/ipc/reconciliation.ts'
import type { ReconciliationDifference } from '#contract/reconciliation.ts'
import { FailureAlert } from '#renderer/app/components/failure-alert.tsx'
import { ScreenTitle } from '#renderer/app/components/screen-title.tsx'
import { invoke } from '#renderer/bridge.ts'
import { query } from '#renderer/query.ts'
import { DayTable } from './day-table.tsx'
import { DifferenceTable } from './difference-table.tsx'
import { ResolutionWindow } from './resolution-window.tsx'

/** The bureau's list of each day against ours, and what differs. */
export function ReconciliationScreen() {
  const { t } = useTranslation()
  const client = useQueryClient()
  const days = useQuery(query(listReconciliationDays, {}))
  const differences = useQuery(query(listDifferences, {}))
  const [resolving, setResolving] = useState<ReconciliationDifference>()
  const refresh = () => {
    for (const { name } of [listReconciliationDays, listDifferences])
      void client.invalidateQueries({ queryKey: [name] })
  }
  const comparing = useMutation({
    mutationFn: (day: string) => invoke(compareDay, { params: { day } }),
    onSettled: refresh,
  })

  return (
    <div className="stack">
      <ScreenTitle title={t('reconciliation.title')}>
        <p>{t('reconciliation.intro')}</p>
      </ScreenTitle>
      <FailureAlert error={days.error ?? differences.error ?? comparing.error} />
      <Card title={t('reconciliation.differences')} size="small">
        <DifferenceTable
          differences={differences.data ?? []}
          isLoading={differences.isPending}
          onResolve={setResolving}
        />
      </Card>
      <Card title={t('reconciliation.days')} size="small">
        <DayTable
          days={days.data ?? []}
          isLoading={days.isPending}
          comparing={comparing.isPending ? comparing.variables : undefined}
          onCompare={(day) => comparing.mutate(day)}
        />
      </Card>
      {resolving && (
        <ResolutionWindow
          difference={resolving}
          onDone={() => {
            setResolving(undefined)
            refresh()
          }}
          onCancel={() => setResolving(undefined)}
        />
      )}
    </div>
  )
}
