import { useMutation } from '@tanstack/react-query'
import { Alert, Button, Spin } from 'antd'
import { useEffect, useEffectEvent } from 'react'
import { useTranslation } from 'react-i18next'
import { drawTrainingPaper, handInTrainingPaper, saveTrainingAnswer } from '#contract/ipc/training.ts'
import type { CourseId } from '#contract/training.ts'
import { MistakeList } from '#renderer/app/candidate/mistake-list.tsx'
import { PaperCard } from '#renderer/app/candidate/paper-card.tsx'
import { FailureAlert } from '#renderer/app/components/failure-alert.tsx'
import { invoke } from '#renderer/bridge.ts'

/** The paper of a course, then what came of it. */
export function CourseTest({ courseId, onChanged }: { courseId: CourseId; onChanged: () => Promise<void> }) {
  const { t } = useTranslation()
  const drawing = useMutation({ mutationFn: () => invoke(drawTrainingPaper, { params: { id: courseId } }) })
  const handingIn = useMutation({
    mutationFn: (id: string) => invoke(handInTrainingPaper, { params: { id } }),
    onSuccess: onChanged,
  })
  const draw = useEffectEvent(() => drawing.mutate())
  useEffect(() => draw(), [])
  const { data: paper } = drawing
  const { data: result } = handingIn

  if (result)
    return (
      <div className="stack">
        <Alert
          type={result.isPassed ? 'success' : 'warning'}
          showIcon
          title={t(result.isPassed ? 'training.passed' : 'training.failed', {
            score: result.score,
            passMark: result.passMark,
          })}
          {...(!result.isPassed && {
            action: (
              <Button
                size="small"
                onClick={() => {
                  handingIn.reset()
                  drawing.mutate()
                }}
              >
                {t('training.tryAgain')}
              </Button>
            ),
          })}
        />
        <MistakeList mistakes={result.mistakes} />
      </div>
    )
  return (
    <>
      <FailureAlert error={drawing.error ?? handingIn.error} />
      {drawing.isPending && <Spin />}
      {paper && (
        <PaperCard
          key={paper.id}
          paper={paper}
          save={({ position, chosen }) =>
            invoke(saveTrainingAnswer, { params: { id: paper.id, position }, body: { chosen } })
          }
          handIn={() => handingIn.mutateAsync(paper.id)}
          onHandedIn={async () => undefined}
        />
      )}
    </>
  )
}
