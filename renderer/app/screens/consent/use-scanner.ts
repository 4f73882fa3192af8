import { useEffect } from 'react'
import { scansArrived, watchScanner } from '#contract/ipc/consent-draft.ts'
import type { ChosenScan } from '#contract/ipc/query.ts'
import { useAnnouncement } from '#renderer/app/hooks/use-announcement.ts'
import { invoke } from '#renderer/bridge.ts'

/** While the form is there, what the scanner makes is taken into it. */
export function useScanner(onArrived: (scans: readonly ChosenScan[]) => void): void {
  useAnnouncement(scansArrived, ({ scans }) => onArrived(scans))
  useEffect(() => {
    void invoke(watchScanner, { isOn: true }).catch(() => undefined)
    return () => void invoke(watchScanner, { isOn: false }).catch(() => undefined)
  }, [])
}
