import { useTranslation } from 'react-i18next'
import type { RuleRow } from '#contract/monitoring.ts'
import { usePolicyLabel } from '#renderer/app/hooks/use-policy-label.ts'

/** The numbers of a rule, the bank's own first and those of levels under it. */
export function RuleLimits({ limits }: Pick<RuleRow, 'limits'>) {
  const { t } = useTranslation()
  const label = usePolicyLabel()
  if (limits.length === 0) return <span className="muted">{t('monitoring.noLimits')}</span>
  return limits.map(({ name, value, perLevel }) => (
    <div key={name}>
      {label(fieldOf(name))} <span className="figure">{value}</span>
      {perLevel.map(({ level, value: own }) => (
        <div key={level} className="muted">
          {t(`institution.levels.${level}`)} <span className="figure">{own}</span>
        </div>
      ))}
    </div>
  ))
}

/** Where the number stands in the policy. */
export function fieldOf(name: string): string {
  return name.replace(/^monitoring\./, 'monitoring.limits.')
}
