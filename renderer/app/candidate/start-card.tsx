import { useMutation } from '@tanstack/react-query'
import { Button, Card } from 'antd'
import { useTranslation } from 'react-i18next'
import type { CandidateState } from '#contract/admission.ts'
import { startPaper } from '#contract/ipc/admission.ts'
import { FailureAlert } from '#renderer/app/components/failure-alert.tsx'
import { invoke } from '#renderer/bridge.ts'

/** The rules of the test, and the button that starts its time. */
export function StartCard({ state, onStarted }: { state: CandidateState; onStarted: () => Promise<unknown> }) {
  const { t } = useTranslation()
  const { questions, minutes, passMark, attemptsPerDay, attemptsLeft } = state.rules
  const starting = useMutation({ mutationFn: () => invoke(startPaper, {}), onSuccess: onStarted })
  return (
    <Card title={t(state.purpose === 'retest' ? 'candidate.retestTitle' : 'candidate.startTitle')}>
      <div className="stack">
        <p>{t('candidate.rules', { questions, minutes, passMark })}</p>
        <p className="muted">{t('candidate.rulesMore')}</p>
        <p>{t('candidate.attempts', { left: attemptsLeft, perDay: attemptsPerDay })}</p>
        <FailureAlert error={starting.error} />
        <div>
          <Button
            type="primary"
            size="large"
            disabled={attemptsLeft === 0}
            loading={starting.isPending}
            onClick={() => starting.mutate()}
          >
            {t('candidate.start')}
          </Button>
        </div>
      </div>
    </Card>
  )
}
