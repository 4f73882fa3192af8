import { Alert, Tabs } from 'antd'
import { useTranslation } from 'react-i18next'
import type { RuleRow } from '#contract/monitoring.ts'
import { useSession } from '#renderer/app/hooks/use-session.ts'
import { DryRunPanel } from './dry-run-panel.tsx'
import { RuleChangeForm } from './rule-change-form.tsx'
import { RuleLimits } from './rule-limits.tsx'

/** What a rule is about; head office tries it on the past and proposes changes. */
export function RuleDetails({ row }: { row: RuleRow }) {
  const { t } = useTranslation()
  const { user } = useSession()
  const { rule, offReason, limits } = row
  return (
    <div className="stack">
      <p>{t(`monitoring.rule.${rule}.plain`)}</p>
      {offReason !== null && (
        <Alert type="warning" showIcon title={t('monitoring.offBecause', { reason: offReason })} />
      )}
      <div>
        <RuleLimits limits={limits} />
      </div>
      {user.role === 'head-office-administrator' && (
        <Tabs
          items={[
            { key: 'try', label: t('monitoring.try'), children: <DryRunPanel row={row} /> },
            { key: 'change', label: t('monitoring.change'), children: <RuleChangeForm row={row} /> },
          ]}
        />
      )}
    </div>
  )
}
