import { chooseScans, listConsents, registerConsent } from '#contract/ipc/query.ts'
import type { ConsentService } from '#main/uploads/consent-service.ts'
import type { Handle } from './handle.ts'

export function handleConsents(handle: Handle, consents: ConsentService): void {
  handle(chooseScans, () => consents.choose('consent'))
  handle(registerConsent, (form) => consents.register(form))
  handle(listConsents, ({ reference }) => consents.list(reference))
}
