import { useMutation } from '@tanstack/react-query'
import { type RefObject, useEffect, useEffectEvent, useRef, useState } from 'react'
import { beginWatchingVideo, reportWatched } from '#contract/ipc/training.ts'
import type { CourseId, Stretch, Watched } from '#contract/training.ts'
import { invoke } from '#renderer/bridge.ts'

const reportEverySeconds = 5
/** Looking back is free; ahead only by what a player is inexact, and what it may play between two looks at it. */
const toleranceSeconds = 0.3
const longestStepSeconds = 3

/**
 * Follows a video: reports each stretch that was played, goes back when somebody jumps ahead, and pauses whenever the
 * window is not in front. What counts is what the service has accepted.
 */
export function useWatching(
  video: RefObject<HTMLVideoElement | null>,
  { courseId, watched, onWatched }: { courseId: CourseId; watched: Watched; onWatched: () => Promise<void> },
) {
  const [known, setKnown] = useState(watched)
  const [isPausedAway, setIsPausedAway] = useState(false)
  /** Where the stretch began that has not been reported yet. */
  const from = useRef<number>(undefined)
  /** How far one has got here, ahead of what the service knows by one report at most. */
  const reached = useRef(watched.upToSeconds)
  const accept = (now: Watched) => {
    setKnown(now)
    if (now.isComplete && !known.isComplete) void onWatched()
  }
  const beginning = useMutation({
    mutationFn: () => invoke(beginWatchingVideo, { params: { id: courseId } }),
    onSuccess: accept,
  })
  const reporting = useMutation({
    mutationFn: (stretch: Stretch) => invoke(reportWatched, { params: { id: courseId }, body: stretch }),
    onSuccess: accept,
    // What was refused has to be watched again, from where the service knows.
    onError: () => {
      reached.current = known.upToSeconds
      from.current = undefined
      const player = video.current
      if (!player) return
      player.pause()
      player.currentTime = known.upToSeconds
    },
  })

  const report = () => {
    const to = video.current?.currentTime
    if (from.current === undefined || to === undefined || to - from.current < 0.2) return
    reporting.mutate({ from: from.current, to })
    from.current = to
  }
  const play = () => {
    setIsPausedAway(false)
    from.current = video.current?.currentTime
    beginning.mutate()
  }
  const pause = () => {
    report()
    from.current = undefined
  }
  const seek = () => {
    const player = video.current
    if (!player) return
    if (player.currentTime > reached.current + toleranceSeconds) player.currentTime = reached.current
    from.current = player.paused ? undefined : player.currentTime
  }
  const progress = () => {
    const player = video.current
    if (!player || player.paused || player.seeking || from.current === undefined) return
    // A player that was moved says so here first, and only then that it was.
    if (player.currentTime > reached.current + longestStepSeconds) return seek()
    reached.current = Math.max(reached.current, player.currentTime)
    if (player.currentTime - from.current >= reportEverySeconds) report()
  }
  const leave = useEffectEvent(() => {
    const player = video.current
    if (!player || player.paused) return
    player.pause()
    setIsPausedAway(true)
  })
  useEffect(() => {
    const hidden = () => document.hidden && leave()
    const blurred = () => leave()
    window.addEventListener('blur', blurred)
    document.addEventListener('visibilitychange', hidden)
    return () => {
      window.removeEventListener('blur', blurred)
      document.removeEventListener('visibilitychange', hidden)
    }
  }, [])

  return { known, isPausedAway, error: reporting.error ?? beginning.error, play, pause, progress, seek }
}
