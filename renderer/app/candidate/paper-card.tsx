import { useMutation } from '@tanstack/react-query'
import { Button, Card, Popconfirm, Statistic } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Paper } from '#contract/admission.ts'
import { FailureAlert } from '#renderer/app/components/failure-alert.tsx'
import { QuestionChoice } from './question-choice.tsx'

interface PaperCardProps {
  readonly paper: Paper
  readonly save: (answer: { position: number; chosen: number[] }) => Promise<unknown>
  readonly handIn: () => Promise<unknown>
  readonly onHandedIn: () => Promise<unknown>
}

/** One question at a time; each answer is kept by the service as it is given. */
export function PaperCard({ paper, save, handIn, onHandedIn }: PaperCardProps) {
  const { t } = useTranslation()
  const [position, setPosition] = useState(1)
  const [chosen, setChosen] = useState<ReadonlyMap<number, readonly number[]>>(
    new Map(paper.questions.flatMap((question) => (question.chosen ? [[question.position, question.chosen]] : []))),
  )
  // The PC's clock may be wrong: what is left counts from when the service said so.
  const [endsAt] = useState(() => Date.now() + Date.parse(paper.deadline) - Date.parse(paper.now))
  const saving = useMutation({ mutationFn: save })
  const handingIn = useMutation({ mutationFn: handIn, onSuccess: onHandedIn })
  const question = paper.questions[position - 1]
  const left = paper.questions.length - chosen.size

  const choose = (places: number[]) => {
    setChosen(new Map([...chosen, [position, places]]))
    if (places.length > 0) saving.mutate({ position, chosen: places })
  }

  return (
    <Card
      title={t('candidate.question', { position, count: paper.questions.length })}
      extra={
        <span className="row">
          <span className="muted">{t('candidate.timeLeft')}</span>
          <Statistic.Timer type="countdown" value={endsAt} format="mm:ss" onFinish={() => handingIn.mutate()} />
        </span>
      }
    >
      <div className="stack">
        <FailureAlert error={saving.error ?? handingIn.error} />
        {question && <QuestionChoice question={question} chosen={chosen.get(position) ?? []} onChoose={choose} />}
        <div className="row candidate-buttons">
          <Button disabled={position === 1} onClick={() => setPosition(position - 1)}>
            {t('candidate.previous')}
          </Button>
          <Button
            type="primary"
            disabled={position === paper.questions.length}
            onClick={() => setPosition(position + 1)}
          >
            {t('candidate.nextQuestion')}
          </Button>
          <Popconfirm
            title={left > 0 ? t('candidate.handInLeft', { left }) : t('candidate.handInAsk')}
            okText={t('candidate.handIn')}
            cancelText={t('candidate.goOn')}
            onConfirm={() => handingIn.mutate()}
          >
            <Button loading={handingIn.isPending}>{t('candidate.handIn')}</Button>
          </Popconfirm>
        </div>
        <nav className="paper-map" aria-label={t('candidate.map')}>
          {paper.questions.map(({ position: place }) => (
            <Button
              key={place}
              size="small"
              type={place === position ? 'primary' : 'default'}
              className={chosen.get(place)?.length ? 'answered figure' : 'figure'}
              onClick={() => setPosition(place)}
            >
              {place}
            </Button>
          ))}
        </nav>
      </div>
    </Card>
  )
}
