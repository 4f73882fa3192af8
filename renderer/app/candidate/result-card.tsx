import { Alert } from 'antd'
import { useTranslation } from 'react-i18next'
import type { CandidateState, PaperResult } from '#contract/admission.ts'
import { ApplyForm } from './apply-form.tsx'
import { MistakeList } from './mistake-list.tsx'

interface ResultCardProps {
  readonly state: CandidateState
  readonly result: PaperResult
  readonly onChanged: () => Promise<unknown>
}

/** The score, the own mistakes, and the application once the test is passed. */
export function ResultCard({ state, result, onChanged }: ResultCardProps) {
  const { t } = useTranslation()
  const { score, passMark, isPassed, mistakes } = result
  const { application } = state
  const canApply = state.mayApply && (application === null || application.state === 'rejected')
  const isToReview = isPassed && state.purpose === 'retest' && !state.mayApply && application === null
  return (
    <>
      <Alert
        type={isPassed ? 'success' : 'warning'}
        showIcon
        role="status"
        title={t(isPassed ? 'candidate.passed' : 'candidate.failed', { score, passMark })}
      />
      {application?.state === 'rejected' && (
        <Alert type="error" showIcon title={t('candidate.rejected')} description={application.decisions.at(-1)?.note} />
      )}
      {isToReview && <Alert type="info" showIcon title={t('candidate.toReview')} />}
      {canApply && <ApplyForm state={state} onApplied={onChanged} />}
      <MistakeList mistakes={mistakes} />
    </>
  )
}
