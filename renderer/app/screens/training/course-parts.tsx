import { Button, Progress, Tag } from 'antd'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { CourseId, MyCourse } from '#contract/training.ts'
import { shanghaiMoment } from '#renderer/shanghai-time.ts'
import { CourseTest } from './course-test.tsx'
import { SignInForm } from './sign-in-form.tsx'
import { VideoPlayer } from './video-player.tsx'

interface PartProps<Part extends 'onSite' | 'video' | 'test'> {
  readonly courseId: CourseId
  readonly part: NonNullable<MyCourse[Part]>
  readonly isOpen: boolean
  readonly onToggle: () => void
  readonly onChanged: () => Promise<void>
}

export function OnSitePart({ part: { signedAt }, isOpen, onToggle, onChanged }: PartProps<'onSite'>) {
  const { t } = useTranslation()
  return (
    <>
      <PartRow name={t('training.part.onSite')} isDone={signedAt !== null}>
        {signedAt ? (
          <span className="muted">{shanghaiMoment(signedAt)}</span>
        ) : (
          <Button size="small" onClick={onToggle}>
            {t('training.signIn')}
          </Button>
        )}
      </PartRow>
      {isOpen && signedAt === null && <SignInForm onSigned={onChanged} />}
    </>
  )
}

export function VideoPart({ courseId, part: { name, watched }, isOpen, onToggle, onChanged }: PartProps<'video'>) {
  const { t } = useTranslation()
  const { isComplete, upToSeconds, lengthSeconds } = watched
  const percent = isComplete ? 100 : Math.min(99, Math.floor((upToSeconds * 100) / lengthSeconds))
  return (
    <>
      <PartRow name={t('training.part.video')} isDone={isComplete}>
        <Progress size="small" style={{ width: 220 }} percent={percent} />
        <Button size="small" onClick={onToggle}>
          {t(isOpen ? 'training.closeVideo' : watchText(watched))}
        </Button>
      </PartRow>
      {isOpen && <VideoPlayer courseId={courseId} video={name} watched={watched} onWatched={onChanged} />}
    </>
  )
}

function watchText({ isComplete, upToSeconds }: { isComplete: boolean; upToSeconds: number }) {
  if (isComplete) return 'training.watchAgain'
  return upToSeconds > 0 ? 'training.goOn' : 'training.watch'
}

export function TestPart({ courseId, part, isOpen, onToggle, onChanged }: PartProps<'test'>) {
  const { t } = useTranslation()
  const { isPassed, lastScore, passMark } = part
  return (
    <>
      <PartRow name={t('training.part.test')} isDone={isPassed}>
        {lastScore !== null && <span className="muted">{t('training.lastScore', { score: lastScore, passMark })}</span>}
        {!isPassed && <TestStart part={part} onToggle={onToggle} />}
      </PartRow>
      {isOpen && <CourseTest courseId={courseId} onChanged={onChanged} />}
    </>
  )
}

function TestStart({ part, onToggle }: Pick<PartProps<'test'>, 'part' | 'onToggle'>) {
  const { t } = useTranslation()
  const { isReady, isOpen, attemptsLeft } = part
  return (
    <>
      <Button size="small" disabled={!isReady || (attemptsLeft === 0 && !isOpen)} onClick={onToggle}>
        {t(isOpen ? 'training.continueTest' : 'training.startTest')}
      </Button>
      <span className="muted">
        {isReady ? t('training.attemptsLeft', { left: attemptsLeft }) : t('training.videoFirst')}
      </span>
    </>
  )
}

interface PartRowProps {
  readonly name: string
  readonly isDone: boolean
  readonly children: ReactNode
}

function PartRow({ name, isDone, children }: PartRowProps) {
  const { t } = useTranslation()
  return (
    <div className="row training-part">
      <span className="training-part-name">{name}</span>
      <Tag color={isDone ? 'green' : 'orange'}>{t(isDone ? 'training.done' : 'training.toDo')}</Tag>
      {children}
    </div>
  )
}
