import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useEffectEvent, useRef } from 'react'
import { queryStopChanged } from '#contract/ipc/query-stop.ts'
import { toDoChanged } from '#contract/ipc/to-do.ts'
import { useAnnouncement } from './use-announcement.ts'

/** However much happens, figures are counted anew no more often than this. */
const atMostEveryMs = 10_000

/** Asks anew when the service says that something changed, at once and then at most every ten seconds. */
export function useFresh(name: string): void {
  const client = useQueryClient()
  const asked = useRef(Number.NEGATIVE_INFINITY)
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  const ask = useEffectEvent(() => {
    asked.current = performance.now()
    timer.current = undefined
    void client.invalidateQueries({ queryKey: [name] })
  })
  const heard = () => {
    if (timer.current !== undefined) return
    const wait = Math.max(0, asked.current + atMostEveryMs - performance.now())
    timer.current = setTimeout(ask, wait)
  }
  useAnnouncement(toDoChanged, heard)
  useAnnouncement(queryStopChanged, heard)
  useEffect(() => () => clearTimeout(timer.current), [])
}
