import { randomUUID } from 'node:crypto'
import { expect, test, vi } from 'vitest'
import type * as z from 'zod'
import { saveAttachment, sendAttachment } from '#contract/ipc/attachment.ts'
import type { Channel } from '#contract/ipc/channel.ts'
import { saveDisputeLetter } from '#contract/ipc/dispute.ts'
import { type AttachmentParts, handleAttachments } from '#main/ipc/attachments.ts'

const bytes = new Uint8Array([37, 80, 68, 70])
const sha256 = 'a'.repeat(64)

/** The channels with a service that has one file, and a person who does or does not say where to. */
function channels({ isSaved }: { isSaved: boolean }) {
  const answers = new Map<string, (input: unknown) => Promise<unknown>>()
  const saveDocument = vi.fn(async () => isSaved)
  const call = vi.fn(async () => bytes)
  const send = vi.fn(async () => ({ uploadId: randomUUID(), sha256 }))
  const parts = { consents: { choose: vi.fn(), send }, session: { call }, saveDocument }
  handleAttachments(
    (channel, answer) => answers.set(channel.name, answer as never),
    parts as unknown as AttachmentParts,
  )
  const ask = <C extends Channel<z.ZodType, z.ZodType>>(channel: C, input: unknown) =>
    answers.get(channel.name)?.(input)
  return { ask, saveDocument, send }
}

test('what the service sends goes to the person’s place under its own name', async () => {
  const { ask, saveDocument } = channels({ isSaved: true })
  expect(await ask(saveAttachment, { id: randomUUID(), name: '自查表.pdf' })).toEqual({ isSaved: true })
  expect(saveDocument).toHaveBeenCalledWith({ name: '自查表.pdf', bytes })
})

test('the letter is named by its dispute and not by the subject; who cancels has saved nothing', async () => {
  const { ask, saveDocument } = channels({ isSaved: false })
  const id = randomUUID()
  expect(await ask(saveDisputeLetter, { id })).toEqual({ isSaved: false })
  expect(saveDocument).toHaveBeenCalledWith({ name: `异议答复函-${id.slice(0, 8)}.pdf`, bytes })
})

test('a file that was sent keeps the name it had at the PC', async () => {
  const { ask, send } = channels({ isSaved: true })
  const handle = randomUUID()
  expect(await ask(sendAttachment, { handle, name: '申请表.pdf' })).toMatchObject({ name: '申请表.pdf', sha256 })
  expect(send).toHaveBeenCalledWith(handle)
})
