import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { maxAttachments, type SentAttachment } from '#contract/attachment.ts'
import { chooseAttachments, sendAttachment } from '#contract/ipc/attachment.ts'
import type { ChosenScan } from '#contract/ipc/query.ts'
import { invoke } from '#renderer/bridge.ts'

export interface Attachments {
  readonly files: readonly SentAttachment[]
  /** Files that cannot be attached, and why. */
  readonly refused: readonly ChosenScan[]
  readonly isBusy: boolean
  readonly error: Error | null
  choose(): void
  remove(uploadId: string): void
  clear(): void
}

/** Files chosen in the system's dialog; each is uploaded as soon as it is chosen. */
export function useAttachments(): Attachments {
  const [files, setFiles] = useState<readonly SentAttachment[]>([])
  const [refused, setRefused] = useState<readonly ChosenScan[]>([])
  const choosing = useMutation({
    mutationFn: async () => {
      const chosen = await invoke(chooseAttachments, {})
      setRefused(chosen.filter(({ refusal }) => refusal !== null))
      for (const { handle, fileName, refusal } of chosen) {
        if (refusal !== null) continue
        const sent = await invoke(sendAttachment, { handle, name: fileName })
        setFiles((known) => [...known, sent].slice(0, maxAttachments))
      }
    },
  })
  return {
    files,
    refused,
    isBusy: choosing.isPending,
    error: choosing.error,
    choose: () => choosing.mutate(),
    remove: (uploadId) => setFiles((known) => known.filter((file) => file.uploadId !== uploadId)),
    clear: () => setFiles([]),
  }
}
