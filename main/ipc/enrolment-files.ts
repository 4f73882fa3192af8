import { EnrolmentFileText, fileRefused } from '#contract/enrolment-file.ts'
import { getBindingFile, postEnrolmentFile } from '#contract/http/workstation.ts'
import {
  enrolAnew,
  openBindingFile,
  openEnrolmentRequest,
  saveBindingFile,
  saveEnrolmentRequest,
} from '#contract/ipc/enrolment-file.ts'
import type { Enrolment } from '#main/binding/enrolment.ts'
import type { CarriedFiles, EnrolmentFiles } from '#main/binding/enrolment-files.ts'
import type { SessionService } from '#main/session/session-service.ts'
import type { Handle } from './handle.ts'

export interface EnrolmentFileDependencies {
  readonly enrolment: Enrolment
  readonly enrolmentFiles: EnrolmentFiles
  readonly session: Pick<SessionService, 'call'>
  readonly carried: (what: 'request' | 'binding') => CarriedFiles
}

export function handleEnrolmentFiles(handle: Handle, dependencies: EnrolmentFileDependencies): void {
  const { enrolment, enrolmentFiles, session, carried } = dependencies
  handle(saveEnrolmentRequest, async (asked) => ({ saved: await enrolmentFiles.saveRequest(asked) }))
  handle(openBindingFile, async () => ({ enrolment: await enrolmentFiles.openBinding() }))
  handle(enrolAnew, () => enrolment.beginAnew())
  handle(openEnrolmentRequest, async () => {
    const content = await carried('request').open()
    if (content === undefined) return { opened: null }
    if (!EnrolmentFileText.safeParse(content).success) throw fileRefused('not-a-request')
    return { opened: await session.call(postEnrolmentFile, { body: { content } }) }
  })
  handle(saveBindingFile, async ({ id }) => {
    const { number, content } = await session.call(getBindingFile, { params: { id } })
    return { fileName: (await carried('binding').save(`绑定-${number}`, content)) ?? null }
  })
}
