import { useTranslation } from 'react-i18next'
import { MonitoringRule } from '#contract/monitoring-rule.ts'
import zhPolicy from '#renderer/locales/zh-CN/policy.json'

const highRisk = 'incident.highRisk.'

type FieldPath = keyof typeof zhPolicy.field

/** The words for a field of the policy; a row of a list has the list's, and its number. */
export function usePolicyLabel(): (path: string) => string {
  const { t } = useTranslation()
  return (path) => {
    if (isKnown(path)) return t(`policy.field.${path}`)
    const rule = MonitoringRule.safeParse(path.slice(highRisk.length))
    if (!path.startsWith(highRisk) || !rule.success) return path
    return t('policy.highRisk', { rule: t(`monitoring.rule.${rule.data}.name`) })
  }
}

function isKnown(path: string): path is FieldPath {
  return path in zhPolicy.field
}
