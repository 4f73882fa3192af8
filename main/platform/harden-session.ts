import type { Session } from 'electron'
import type { Log } from '#main/log.ts'

/** A session that grants nothing, loads nothing but what `isOwnRequest` knows, and saves nothing. */
export function hardenSession(session: Session, isOwnRequest: (url: string) => boolean, log: Log): void {
  session.setPermissionRequestHandler((_contents, permission, answer) => {
    log.write('permission-refused', { reason: permission })
    answer(false)
  })
  session.setPermissionCheckHandler(() => false)
  session.setDevicePermissionHandler(() => false)
  session.setDisplayMediaRequestHandler((_request, answer) => answer({}))
  session.on('will-download', (event) => {
    event.preventDefault()
    log.write('download-refused')
  })
  session.webRequest.onBeforeRequest(({ url }, answer) => answer({ cancel: !isOwnRequest(url) }))
  session.setSpellCheckerEnabled(false)
  void session.setProxy({ mode: 'direct' })
}
