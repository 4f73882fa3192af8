import { useMutation } from '@tanstack/react-query'
import type { Attachment } from '#contract/attachment.ts'
import { saveAttachment } from '#contract/ipc/attachment.ts'
import { invoke } from '#renderer/bridge.ts'

/** Writes an attached file where the person says. */
export function useSaveAttachment() {
  return useMutation({ mutationFn: ({ id, name }: Attachment) => invoke(saveAttachment, { id, name }) })
}
