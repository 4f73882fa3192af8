import { Alert } from 'antd'
import { useTranslation } from 'react-i18next'
import { AppError } from '#contract/failure.ts'

/** What went wrong and what to do next; nothing when nothing did. */
export function FailureAlert({ error }: { error: Error | null | undefined }) {
  const { t } = useTranslation()
  if (!error) return null
  const code = error instanceof AppError ? error.code : 'unexpected'
  return (
    <Alert
      type="error"
      showIcon
      role="alert"
      title={t(`failure.${code}.what`)}
      description={t(`failure.${code}.next`)}
    />
  )
}
