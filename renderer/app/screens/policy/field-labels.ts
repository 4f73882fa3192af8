import { useTranslation } from 'react-i18next'
import zhPolicy from '#renderer/locales/zh-CN/policy.json'

type FieldPath = keyof typeof zhPolicy.field

/** The words for a field of the policy; a field without words of its own shows its path. */
export function usePolicyLabel(): (path: string) => string {
  const { t } = useTranslation()
  return (path) => (isKnown(path) ? t(`policy.field.${path}`) : path)
}

function isKnown(path: string): path is FieldPath {
  return path in zhPolicy.field
}
