import { chooseLanguage, lockSession, logOut, readSession } from '#contract/ipc/shell.ts'
import type { SessionService } from '#main/session/session-service.ts'
import type { UserSettingsStore } from '#main/settings/user-settings.ts'
import type { Handle } from './handle.ts'

export function handleSession(handle: Handle, session: SessionService, settings: UserSettingsStore): void {
  handle(readSession, () => ({ session: session.current() ?? null, language: settings.read().language }))
  handle(logOut, async () => {
    await session.logOut()
    return {}
  })
  handle(lockSession, () => {
    // Not awaited: the window that asked is hidden by it.
    void session.lock('requested')
    return {}
  })
  handle(chooseLanguage, ({ language }) => {
    settings.change({ language })
    return {}
  })
}
