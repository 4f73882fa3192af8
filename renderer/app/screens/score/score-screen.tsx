import { useQuery } from '@tanstack/react-query'
import { Spin } from 'antd'
import { useTranslation } from 'react-i18next'
import { readOwnScore } from '#contract/ipc/score.ts'
import { FailureAlert } from '#renderer/app/components/failure-alert.tsx'
import { ScorePanel } from '#renderer/app/components/score-panel.tsx'
import { ScreenTitle } from '#renderer/app/components/screen-title.tsx'
import { query } from '#renderer/query.ts'

/** The user's own points: how many are left, how they were lost, what happens next. */
export function ScoreScreen() {
  const { t } = useTranslation()
  const score = useQuery(query(readOwnScore, {}))
  return (
    <div className="stack">
      <ScreenTitle title={t('score.title')}>
        <p>{t('score.hint')}</p>
      </ScreenTitle>
      <FailureAlert error={score.error} />
      {score.isPending && <Spin className="screen-wait" />}
      {score.data && <ScorePanel score={score.data} />}
    </div>
  )
}
