import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Button, Segmented, Spin, Steps } from 'antd'
import { useTranslation } from 'react-i18next'
import type { CandidateState } from '#contract/admission.ts'
import { handInPaper, leaveAsCandidate, readCandidate, saveAnswer } from '#contract/ipc/admission.ts'
import { chooseLanguage, type Language } from '#contract/ipc/shell.ts'
import { FailureAlert } from '#renderer/app/components/failure-alert.tsx'
import { useReportPainted } from '#renderer/app/hooks/use-report-painted.ts'
import { invoke } from '#renderer/bridge.ts'
import { query } from '#renderer/query.ts'
import { ApplicationCard } from './application-card.tsx'
import { PaperCard } from './paper-card.tsx'
import { ResultCard } from './result-card.tsx'
import { StartCard } from './start-card.tsx'

/** What somebody who is no user yet sees: the test, its result, the application and how far it has come. */
export function CandidateApp() {
  const { t, i18n } = useTranslation()
  const client = useQueryClient()
  const state = useQuery(query(readCandidate, {}))
  const leaving = useMutation({ mutationFn: () => invoke(leaveAsCandidate, {}) })
  const refresh = () => client.invalidateQueries({ queryKey: [readCandidate.name] })
  const switchLanguage = (language: Language) => {
    void i18n.changeLanguage(language)
    void invoke(chooseLanguage, { language }).catch(() => undefined)
  }
  useReportPainted()

  return (
    <div className="candidate">
      <header className="header">
        <span className="header-product">{t('candidate.title')}</span>
        <span className="header-institution">{state.data?.institution.name}</span>
        <span className="header-fact">
          <b>{state.data?.name}</b> {state.data?.employeeId}
        </span>
        <Segmented
          size="small"
          aria-label={t('shell.language')}
          options={[
            { value: 'zh-CN', label: '中文' },
            { value: 'en', label: 'English' },
          ]}
          value={i18n.language === 'en' ? 'en' : 'zh-CN'}
          onChange={(language) => switchLanguage(language as Language)}
        />
        <Button size="small" ghost loading={leaving.isPending} onClick={() => leaving.mutate()}>
          {t('shell.logOut')}
        </Button>
      </header>
      <main className="screen">
        <div className="stack candidate-page">
          <FailureAlert error={state.error} />
          {state.data ? <Progress state={state.data} onChanged={refresh} /> : <Spin className="screen-wait" />}
        </div>
      </main>
    </div>
  )
}

function Progress({ state, onChanged }: { state: CandidateState; onChanged: () => Promise<unknown> }) {
  const { t } = useTranslation()
  const { paper, result, application } = state
  return (
    <>
      <Steps
        size="small"
        current={steps[state.purpose].indexOf(stepOf(state))}
        items={steps[state.purpose].map((step) => ({ title: t(`candidate.step.${step}`) }))}
      />
      {paper && (
        <PaperCard
          key={paper.id}
          paper={paper}
          save={({ position, chosen }) => invoke(saveAnswer, { params: { id: paper.id, position }, body: { chosen } })}
          handIn={() => invoke(handInPaper, { params: { id: paper.id } })}
          onHandedIn={onChanged}
        />
      )}
      {!paper && application && application.state !== 'rejected' && <ApplicationCard application={application} />}
      {!paper && result && <ResultCard state={state} result={result} onChanged={onChanged} />}
      {!paper && !result?.isPassed && <StartCard state={state} onStarted={onChanged} />}
    </>
  )
}

type Step = 'test' | 'retest' | 'review' | 'application' | 'approval'

const steps: Readonly<Record<CandidateState['purpose'], readonly Step[]>> = {
  admission: ['test', 'application', 'approval'],
  retest: ['retest', 'review', 'application', 'approval'],
}

function stepOf({ purpose, paper, result, application, mayApply }: CandidateState): Step {
  if (paper || !result?.isPassed) return purpose === 'retest' ? 'retest' : 'test'
  if (application && application.state !== 'rejected') return 'approval'
  return mayApply ? 'application' : 'review'
}
