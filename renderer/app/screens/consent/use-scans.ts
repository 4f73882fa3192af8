import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { maxScansPerConsent } from '#contract/consent.ts'
import { type ChosenScan, chooseScans } from '#contract/ipc/query.ts'
import { invoke } from '#renderer/bridge.ts'

/** The files of the consent being made, in page order. */
export function useScans() {
  const [scans, setScans] = useState<readonly ChosenScan[]>([])
  const [isCut, setIsCut] = useState(false)
  const { mutate, isPending, error } = useMutation({
    mutationFn: () => invoke(chooseScans, {}),
    onSuccess: (chosen) => {
      const all = [...scans, ...chosen]
      setScans(all.slice(0, maxScansPerConsent))
      setIsCut(all.length > maxScansPerConsent)
    },
  })

  return {
    scans,
    /** More were chosen than a consent may have. */
    isCut,
    isChoosing: isPending,
    error,
    choose: () => mutate(),
    move: (from: number, to: number) => setScans(moved(scans, from, to)),
    remove: (handle: string) => {
      setScans(scans.filter((scan) => scan.handle !== handle))
      setIsCut(false)
    },
  }
}

function moved(scans: readonly ChosenScan[], from: number, to: number): readonly ChosenScan[] {
  const scan = scans[from]
  return scan ? scans.toSpliced(from, 1).toSpliced(to, 0, scan) : scans
}
