import { useEffect } from 'react'
import { reportPainted } from '#contract/ipc/shell.ts'
import { invoke } from '#renderer/bridge.ts'

/** A window that is still hidden may get no animation frames; main must hear from it all the same. */
const hiddenWindowMs = 500

/** Tells main once that the work screens are on the glass: two animation frames after they were first shown. */
export function useReportPainted(): void {
  useEffect(() => {
    let isReported = false
    const report = () => {
      if (isReported) return
      isReported = true
      void invoke(reportPainted, {}).catch(() => undefined)
    }
    const timer = setTimeout(report, hiddenWindowMs)
    requestAnimationFrame(() => requestAnimationFrame(report))
    return () => clearTimeout(timer)
  }, [])
}
