import * as z from 'zod'
import { AttachmentName, SentAttachment } from '#contract/attachment.ts'
import { channel, Nothing } from '#contract/ipc/channel.ts'
import { ChosenScan } from '#contract/ipc/query.ts'
import { UploadId } from '#contract/values.ts'

/** Opens the system's file dialog; empty when the person cancelled. */
export const chooseAttachments = channel('app:attachment:choose', {
  roles: ['app'],
  input: Nothing,
  output: z.array(ChosenScan),
})

/** Uploads a chosen file, once however often it is asked. */
export const sendAttachment = channel('app:attachment:send', {
  roles: ['app'],
  input: z.strictObject({ handle: z.uuid(), name: AttachmentName }),
  output: SentAttachment,
})

/** Fetches an attached file and writes it where the person says; `false` when the person cancelled. */
export const saveAttachment = channel('app:attachment:save', {
  roles: ['app'],
  input: z.strictObject({ id: UploadId, name: AttachmentName }),
  output: z.strictObject({ isSaved: z.boolean() }),
})
