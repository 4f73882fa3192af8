import { Alert, Card } from 'antd'
import { useTranslation } from 'react-i18next'
import type { Application } from '#contract/admission.ts'
import { DecisionSteps } from '#renderer/app/components/decision-steps.tsx'

/** How far the application has come, and what happens next. */
export function ApplicationCard({ application }: { application: Application }) {
  const { t } = useTranslation()
  const isOpened = application.state === 'approved'
  return (
    <Card title={t('candidate.applicationTitle')}>
      <div className="stack">
        <Alert
          type={isOpened ? 'success' : 'info'}
          showIcon
          title={t(isOpened ? 'candidate.opened' : 'candidate.waiting')}
        />
        <DecisionSteps application={application} />
      </div>
    </Card>
  )
}
