import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Alert, Button, Card } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { applyBusinessFeed, readBusinessFeed, tryBusinessFeed } from '#contract/ipc/business-feed.ts'
import { type ChosenTable, chooseTable } from '#contract/ipc/table-file.ts'
import { FailureAlert } from '#renderer/app/components/failure-alert.tsx'
import { ScreenTitle } from '#renderer/app/components/screen-title.tsx'
import { TableChoice } from '#renderer/app/components/table-choice.tsx'
import { invoke } from '#renderer/bridge.ts'
import { query } from '#renderer/query.ts'
import { FeedKeys } from './feed-keys.tsx'
import { FeedPlan } from './feed-plan.tsx'
import { FeedStateLine } from './feed-state-line.tsx'

/** How old the loan systems' word is; imports a file of it, and keeps the keys by which they deliver. */
export function BusinessFeedScreen() {
  const { t } = useTranslation()
  const client = useQueryClient()
  const [table, setTable] = useState<ChosenTable>()
  const state = useQuery(query(readBusinessFeed, {}))
  const trial = useMutation({ mutationFn: (handle: string) => invoke(tryBusinessFeed, { handle }) })
  const applying = useMutation({
    mutationFn: (planHash: string) => invoke(applyBusinessFeed, { handle: table?.handle ?? '', planHash }),
    onSuccess: () => client.invalidateQueries({ queryKey: [readBusinessFeed.name] }),
  })
  const choose = (chosen: ChosenTable) => {
    setTable(chosen)
    applying.reset()
    trial.reset()
    if (chosen.refusal === null) trial.mutate(chosen.handle)
  }
  const plan = trial.data

  return (
    <div className="stack">
      <ScreenTitle title={t('businessFeed.title')}>
        <p>{t('businessFeed.hint')}</p>
      </ScreenTitle>
      <FailureAlert error={state.error ?? trial.error ?? applying.error} />
      <Card loading={state.isPending && !state.error}>
        <div className="stack">
          {state.data && <FeedStateLine state={state.data} />}
          <TableChoice
            purpose="business-feed"
            choose={(purpose) => invoke(chooseTable, { purpose })}
            onChosen={choose}
            chosen={table}
          />
          <p className="muted">{t('businessFeed.columns')}</p>
        </div>
      </Card>
      {applying.data && (
        <Alert
          type="success"
          showIcon
          role="status"
          title={t('businessFeed.applied', { count: applying.data.applied })}
        />
      )}
      {plan && (
        <Card
          size="small"
          title={t('businessFeed.trial', {
            changes: plan.changes.length,
            unchanged: plan.unchanged,
            bad: plan.badRows.length,
          })}
          extra={
            <Button
              type="primary"
              disabled={applying.isSuccess || (plan.changes.length === 0 && plan.unchanged === 0)}
              loading={applying.isPending}
              onClick={() => applying.mutate(plan.planHash)}
            >
              {t('businessFeed.apply')}
            </Button>
          }
        >
          <FeedPlan plan={plan} />
        </Card>
      )}
      {state.data && <FeedKeys keys={state.data.keys} />}
    </div>
  )
}
