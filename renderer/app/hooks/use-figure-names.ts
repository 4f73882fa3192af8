import { useTranslation } from 'react-i18next'
import type { FigureGroup } from '#contract/figures.ts'

/** Where the names of codes stand that other texts have already. */
const elsewhere: Partial<Record<FigureGroup, (key: string) => string>> = {
  blocks: (rule) => `policy.ruleName.${rule}`,
  purposes: (purpose) => `terms.purpose.${purpose}`,
  'incident-rules': (rule) => `monitoring.rule.${rule}.name`,
  vacancies: (dutyClass) => `institution.class.${dutyClass}`,
  users: (role) => `terms.userRole.${role}`,
}

/** The words for a figure; a code without words of its own stands for itself. */
export function useFigureNames() {
  const { t, i18n } = useTranslation()
  return {
    group: (group: FigureGroup): string => t(`compliance.group.${group}`),
    key(group: FigureGroup, key: string): string {
      const path = elsewhere[group]?.(key) ?? `compliance.key.${group}.${key}`
      return i18n.exists(path) ? t(path as never) : key
    },
  }
}
