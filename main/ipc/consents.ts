import { postConsentForm } from '#contract/http/consent-form.ts'
import {
  discardDraft,
  dropScan,
  listDrafts,
  readConsentForm,
  readDraft,
  readScanPage,
  saveConsentForm,
  saveDraft,
  sendScan,
  watchScanner,
} from '#contract/ipc/consent-draft.ts'
import { chooseScans, listConsents, registerConsent, revokeConsent } from '#contract/ipc/query.ts'
import type { SessionService } from '#main/session/session-service.ts'
import type { ConsentService } from '#main/uploads/consent-service.ts'
import type { DraftService } from '#main/uploads/draft-service.ts'
import type { ScannerFolder } from '#main/uploads/scanner-folder.ts'
import type { Handle } from './handle.ts'

export interface ConsentParts {
  readonly consents: ConsentService
  readonly drafts: DraftService
  readonly scanner: ScannerFolder
  readonly session: Pick<SessionService, 'call'>
  /** Asks the person where to; `false` when the person cancelled. */
  readonly saveDocument: (file: { name: string; bytes: Uint8Array }) => Promise<boolean>
}

export function handleConsents(handle: Handle, parts: ConsentParts): void {
  const { consents, drafts, scanner, session, saveDocument } = parts
  handle(chooseScans, () => consents.choose('consent'))
  handle(listConsents, ({ reference }) => consents.list(reference))
  handle(sendScan, ({ handle: scan }) => consents.describe(scan))
  handle(readScanPage, async ({ handle: scan, page }) => ({ jpeg: await consents.pageOf(scan, page) }))
  handle(dropScan, async ({ part, ...about }) => ({
    scan: await consents.drop({ ...about, part: Buffer.from(part, 'base64') }),
  }))
  handle(registerConsent, async ({ draftId, ...form }) => {
    const consent = await consents.register(form)
    if (draftId) await drafts.discard(draftId)
    return consent
  })
  handle(watchScanner, ({ isOn }) => {
    if (isOn) scanner.start()
    else scanner.stop()
    return { hasFolder: scanner.hasFolder }
  })
  handle(saveDraft, async (draft) => {
    await drafts.save(draft)
    return {}
  })
  handle(listDrafts, () => drafts.list())
  handle(readDraft, ({ id }) => drafts.read(id))
  handle(discardDraft, async ({ id }) => {
    await drafts.discard(id)
    return {}
  })
  handle(revokeConsent, (input) => session.call(revokeConsent.endpoint, input))
  handle(readConsentForm, (input) => session.call(readConsentForm.endpoint, input))
  handle(saveConsentForm, async (form) => {
    const { pdf } = await session.call(postConsentForm, { body: form })
    const name = `授权书-${form.businessReference}-${form.id.slice(0, 4)}.pdf`
    return { fileName: (await saveDocument({ name, bytes: Buffer.from(pdf, 'base64') })) ? name : null }
  })
}
