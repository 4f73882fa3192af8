import { Steps } from 'antd'
import { useTranslation } from 'react-i18next'
import type { Application } from '#contract/admission.ts'
import { shanghaiMoment } from '#renderer/shanghai-time.ts'

/** The levels of an application: decided, next, still to come. */
export function DecisionSteps({ application }: { application: Application }) {
  const { t } = useTranslation()
  const { decisions, levels, state, level } = application
  return (
    <Steps
      size="small"
      current={state === 'approved' ? levels : level - 1}
      status={state === 'rejected' || state === 'withdrawn' ? 'error' : 'process'}
      items={Array.from({ length: levels }, (_, index) => {
        const decided = decisions.find((decision) => decision.level === index + 1)
        return {
          title: t('admission.level', { level: index + 1 }),
          content: decided
            ? `${t(`admission.decision.${decided.decision}`)} ${decided.decidedBy} ${shanghaiMoment(decided.decidedAt)}`
            : '',
        }
      })}
    />
  )
}
