import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { maxScanBytes, maxScansPerConsent } from '#contract/consent.ts'
import { dropPartBytes, dropScan } from '#contract/ipc/consent-draft.ts'
import { type ChosenScan, chooseScans } from '#contract/ipc/query.ts'
import { invoke } from '#renderer/bridge.ts'

/** The files of the consent being made, in page order, and how far each was turned. */
export function useScans() {
  const [scans, setScans] = useState<readonly ChosenScan[]>([])
  const [quarterTurns, setQuarterTurns] = useState<Readonly<Record<string, number>>>({})
  const [isCut, setIsCut] = useState(false)
  const add = (more: readonly ChosenScan[]) =>
    setScans((known) => {
      const all = [...known, ...more]
      setIsCut(all.length > maxScansPerConsent)
      return all.slice(0, maxScansPerConsent)
    })
  const choosing = useMutation({ mutationFn: () => invoke(chooseScans, {}), onSuccess: add })
  const dropping = useMutation({
    mutationFn: async (files: readonly File[]) => {
      const taken: ChosenScan[] = []
      for (const file of files.slice(0, maxScansPerConsent)) taken.push(await handOver(file))
      return taken
    },
    onSuccess: add,
  })

  return {
    scans,
    quarterTurns,
    /** More were chosen than a consent may have. */
    isCut,
    isChoosing: choosing.isPending || dropping.isPending,
    error: choosing.error ?? dropping.error,
    choose: () => choosing.mutate(),
    drop: (files: readonly File[]) => dropping.mutate(files),
    add,
    turn: (handle: string) => setQuarterTurns((known) => ({ ...known, [handle]: ((known[handle] ?? 0) + 1) % 4 })),
    restore: (kept: readonly { readonly scan: ChosenScan; readonly quarterTurns: number }[]) => {
      setScans(kept.map(({ scan }) => scan))
      setQuarterTurns(Object.fromEntries(kept.map((one) => [one.scan.handle, one.quarterTurns])))
    },
    move: (from: number, to: number) => setScans(moved(scans, from, to)),
    remove: (handle: string) => {
      setScans(scans.filter((scan) => scan.handle !== handle))
      setIsCut(false)
    },
  }
}

/** The main process gets the content, never a path; what cannot be a scan is not handed over at all. */
async function handOver(file: File): Promise<ChosenScan> {
  const about = { fileName: file.name.slice(-255), bytes: file.size }
  const refusal = file.size === 0 ? 'empty' : file.size > maxScanBytes ? 'too-large' : null
  if (refusal) return { handle: crypto.randomUUID(), ...about, mediaType: null, refusal }
  const id = crypto.randomUUID()
  for (let offset = 0; ; offset += dropPartBytes) {
    const bytes = new Uint8Array(await file.slice(offset, offset + dropPartBytes).arrayBuffer())
    const { scan } = await invoke(dropScan, { id, ...about, offset, part: base64(bytes) })
    if (scan) return scan
  }
}

function base64(bytes: Uint8Array): string {
  const letters: string[] = []
  for (let at = 0; at < bytes.length; at += 8192) letters.push(String.fromCharCode(...bytes.subarray(at, at + 8192)))
  return btoa(letters.join(''))
}

function moved(scans: readonly ChosenScan[], from: number, to: number): readonly ChosenScan[] {
  const scan = scans[from]
  return scan ? scans.toSpliced(from, 1).toSpliced(to, 0, scan) : scans
}
