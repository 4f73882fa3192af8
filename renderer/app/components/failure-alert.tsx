import { Alert } from 'antd'
import { useTranslation } from 'react-i18next'
import { enrolmentFileProblems } from '#contract/enrolment-file.ts'
import { AppError } from '#contract/failure.ts'

/** What went wrong and what to do next; nothing when nothing did. */
export function FailureAlert({ error }: { error: Error | null | undefined }) {
  const { t } = useTranslation()
  if (!error) return null
  const code = error instanceof AppError ? error.code : 'unexpected'
  const problem = error instanceof AppError ? problemOf(error) : undefined
  return (
    <Alert
      type="error"
      showIcon
      role="alert"
      title={problem ? t(`enrolment-file.${problem}.what`) : t(`failure.${code}.what`)}
      description={problem ? t(`enrolment-file.${problem}.next`) : t(`failure.${code}.next`)}
    />
  )
}

/** What is wrong with a file that was carried here. */
function problemOf({ code, fields }: AppError) {
  return code === 'enrolment-file-refused' ? enrolmentFileProblems.find((problem) => problem === fields[0]) : undefined
}
