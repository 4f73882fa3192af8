import { postDuty } from '#contract/http/institution.ts'
import { assignDuty, chooseLetter } from '#contract/ipc/institution.ts'
import type { SessionService } from '#main/session/session-service.ts'
import type { ConsentService } from '#main/uploads/consent-service.ts'
import type { Handle } from './handle.ts'

export function handleDuties(
  handle: Handle,
  { consents, session }: { consents: Pick<ConsentService, 'choose' | 'send'>; session: SessionService },
): void {
  handle(chooseLetter, async () => ({ letter: (await consents.choose('duty-letter'))[0] ?? null }))
  handle(assignDuty, async ({ letter, ...duty }) => {
    const sent = await consents.send(letter.handle)
    return session.call(postDuty, { body: { ...duty, letter: sent } })
  })
}
