import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Alert, Button, Card } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { applyStaffFeed, tryStaffFeed } from '#contract/ipc/staff.ts'
import { type ChosenTable, chooseTable } from '#contract/ipc/table-file.ts'
import { FailureAlert } from '#renderer/app/components/failure-alert.tsx'
import { ScreenTitle } from '#renderer/app/components/screen-title.tsx'
import { TableChoice } from '#renderer/app/components/table-choice.tsx'
import { invoke } from '#renderer/bridge.ts'
import { FeedPlanTables } from './feed-plan-tables.tsx'

/** Chooses an HR feed, shows what it would change, and applies exactly that. */
export function StaffScreen() {
  const { t } = useTranslation()
  const client = useQueryClient()
  const [table, setTable] = useState<ChosenTable>()
  const trial = useMutation({ mutationFn: (handle: string) => invoke(tryStaffFeed, { handle }) })
  const applying = useMutation({
    mutationFn: (planHash: string) => invoke(applyStaffFeed, { handle: table?.handle ?? '', planHash }),
    // People, users and duties stand on other screens too.
    onSuccess: () => client.invalidateQueries(),
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
      <ScreenTitle title={t('staff.title')}>
        <p>{t('staff.hint')}</p>
      </ScreenTitle>
      <Card>
        <div className="stack">
          <TableChoice
            purpose="staff-feed"
            choose={(purpose) => invoke(chooseTable, { purpose })}
            onChosen={choose}
            chosen={table}
          />
          <p className="muted">{t('staff.columns')}</p>
        </div>
      </Card>
      <FailureAlert error={trial.error ?? applying.error} />
      {applying.data && (
        <Alert type="success" showIcon role="status" title={t('staff.applied', { count: applying.data.applied })} />
      )}
      {plan && (
        <Card
          size="small"
          title={t('staff.trial', {
            changes: plan.changes.length,
            unchanged: plan.unchanged,
            bad: plan.badRows.length,
          })}
          extra={
            <Button
              type="primary"
              disabled={plan.changes.length === 0 || applying.isSuccess}
              loading={applying.isPending}
              onClick={() => applying.mutate(plan.planHash)}
            >
              {t('staff.apply')}
            </Button>
          }
        >
          <FeedPlanTables plan={plan} />
        </Card>
      )}
    </div>
  )
}
