import { useQuery } from '@tanstack/react-query'
import { Card, Drawer } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { readMonitoringRules } from '#contract/ipc/monitoring.ts'
import type { MonitoringRule } from '#contract/monitoring-rule.ts'
import { FailureAlert } from '#renderer/app/components/failure-alert.tsx'
import { ScreenTitle } from '#renderer/app/components/screen-title.tsx'
import { query } from '#renderer/query.ts'
import { RuleDetails } from './rule-details.tsx'
import { RuleTable } from './rule-table.tsx'

/** The rules of monitoring: what each does, from which numbers on, and how often it raised. Head office tries and changes them. */
export function RulesScreen() {
  const { t } = useTranslation()
  const found = useQuery(query(readMonitoringRules, {}))
  const [chosen, setChosen] = useState<MonitoringRule>()
  const rows = found.data?.rules ?? []
  const open = rows.find(({ rule }) => rule === chosen)

  return (
    <div className="stack">
      <ScreenTitle title={t('monitoring.title')}>
        {found.data && <p>{t('monitoring.inForce', { version: found.data.policyVersion })}</p>}
      </ScreenTitle>
      <FailureAlert error={found.error} />
      <Card size="small">
        <RuleTable rows={rows} isLoading={found.isPending} onOpen={({ rule }) => setChosen(rule)} />
      </Card>
      <Drawer
        open={open !== undefined}
        size={860}
        destroyOnHidden
        onClose={() => setChosen(undefined)}
        title={open && `${idOf(open.rule)} ${t(`monitoring.rule.${open.rule}.name`)}`}
      >
        {open && <RuleDetails row={open} />}
      </Drawer>
    </div>
  )
}

/** Rules that a person raises have no number. */
function idOf(rule: MonitoringRule): string {
  return /^M\d/.test(rule) ? rule : ''
}
