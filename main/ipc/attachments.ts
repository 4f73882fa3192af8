import { SentAttachment } from '#contract/attachment.ts'
import { getAttachment } from '#contract/http/attachment.ts'
import { getDisputeLetter } from '#contract/http/dispute.ts'
import { getIncidentAttachment } from '#contract/http/incident.ts'
import { chooseAttachments, saveAttachment, sendAttachment } from '#contract/ipc/attachment.ts'
import { saveDisputeLetter } from '#contract/ipc/dispute.ts'
import { saveIncidentAttachment } from '#contract/ipc/incident.ts'
import type { SessionService } from '#main/session/session-service.ts'
import type { ConsentService } from '#main/uploads/consent-service.ts'
import type { Handle } from './handle.ts'

/** A file of ten megabytes over a branch's line. */
const timeoutMs = 60_000

export interface AttachmentParts {
  readonly consents: Pick<ConsentService, 'choose' | 'send'>
  readonly session: Pick<SessionService, 'call'>
  /** Asks the person where to; `false` when the person cancelled. */
  readonly saveDocument: (file: { name: string; bytes: Uint8Array }) => Promise<boolean>
}

export function handleAttachments(handle: Handle, { consents, session, saveDocument }: AttachmentParts): void {
  handle(chooseAttachments, () => consents.choose('attachment'))
  handle(sendAttachment, async ({ handle: file, name }) =>
    SentAttachment.parse({ ...(await consents.send(file)), name }),
  )
  handle(saveAttachment, async ({ id, name }) => {
    const bytes = await session.call(getAttachment, { params: { id }, timeoutMs })
    return { isSaved: await saveDocument({ name, bytes }) }
  })
  handle(saveIncidentAttachment, async ({ incident, id: uploadId, name }) => {
    const bytes = await session.call(getIncidentAttachment, { params: { id: incident, uploadId }, timeoutMs })
    return { isSaved: await saveDocument({ name, bytes }) }
  })
  handle(saveDisputeLetter, async ({ id }) => {
    const bytes = await session.call(getDisputeLetter, { params: { id }, timeoutMs })
    return { isSaved: await saveDocument({ name: `异议答复函-${id.slice(0, 8)}.pdf`, bytes }) }
  })
}
