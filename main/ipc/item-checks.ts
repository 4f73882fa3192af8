import { postItemCompletion } from '#contract/http/item-check.ts'
import { completeItem } from '#contract/ipc/item-check.ts'
import type { SessionService } from '#main/session/session-service.ts'
import type { ConsentService } from '#main/uploads/consent-service.ts'
import type { Handle } from './handle.ts'

export function handleItemChecks(
  handle: Handle,
  { consents, session }: { consents: Pick<ConsentService, 'send'>; session: Pick<SessionService, 'call'> },
): void {
  handle(completeItem, async ({ id, handles }) => {
    const scans = []
    for (const one of handles) scans.push(await consents.send(one))
    return session.call(postItemCompletion, { params: { id }, body: { scans } })
  })
}
