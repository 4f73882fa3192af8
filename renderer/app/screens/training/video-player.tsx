import { Button } from 'antd'
import { useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { CourseId, TrainingVideo, Watched } from '#contract/training.ts'
import { FailureAlert } from '#renderer/app/components/failure-alert.tsx'
import { videoFiles } from './training-video.ts'
import { useWatching } from './use-watching.ts'

interface VideoPlayerProps {
  readonly courseId: CourseId
  readonly video: TrainingVideo
  readonly watched: Watched
  readonly onWatched: () => Promise<void>
}

/** A video without a slider: it goes on where one was, and back, but not ahead. */
export function VideoPlayer({ courseId, video, watched, onWatched }: VideoPlayerProps) {
  const { t } = useTranslation()
  const player = useRef<HTMLVideoElement>(null)
  const [isPlaying, setIsPlaying] = useState(false)
  const [at, setAt] = useState(watched.isComplete ? 0 : watched.upToSeconds)
  const watching = useWatching(player, { courseId, watched, onWatched })
  const { known } = watching

  const begin = () => {
    const element = player.current
    if (!element) return
    if (element.currentTime === 0 && !known.isComplete) element.currentTime = known.upToSeconds
    void element.play().catch(() => undefined)
  }
  const back = () => {
    const element = player.current
    if (element) element.currentTime = Math.max(0, element.currentTime - 10)
  }

  return (
    <div className="training-player">
      <FailureAlert error={watching.error} />
      {/* biome-ignore lint/a11y/useMediaCaption: the video has no sound; its text stands in its pictures. */}
      <video
        ref={player}
        src={videoFiles[video]}
        aria-label={t('training.part.video')}
        preload="auto"
        controls={false}
        disablePictureInPicture
        onPlay={() => {
          setIsPlaying(true)
          watching.play()
        }}
        onPause={() => {
          setIsPlaying(false)
          watching.pause()
        }}
        onEnded={() => {
          setIsPlaying(false)
          watching.pause()
        }}
        onSeeked={watching.seek}
        onTimeUpdate={({ currentTarget }) => {
          setAt(currentTarget.currentTime)
          watching.progress()
        }}
      />
      <div className="row">
        {isPlaying ? (
          <Button onClick={() => player.current?.pause()}>{t('training.pause')}</Button>
        ) : (
          <Button type="primary" autoFocus onClick={begin}>
            {t(at > 0 && !known.isComplete ? 'training.goOn' : 'training.watch')}
          </Button>
        )}
        <Button onClick={back}>{t('training.back')}</Button>
        <span className="figure" data-watched={Math.floor(known.upToSeconds)}>
          {t('training.position', { at: clock(at), length: clock(known.lengthSeconds) })}
        </span>
        <span className="muted">
          {known.isComplete ? t('training.videoDone') : t('training.counted', { upTo: clock(known.upToSeconds) })}
        </span>
      </div>
      {watching.isPausedAway && <div className="refusal">{t('training.pausedAway')}</div>}
    </div>
  )
}

function clock(seconds: number): string {
  return `${Math.floor(seconds / 60)}:${String(Math.floor(seconds % 60)).padStart(2, '0')}`
}
