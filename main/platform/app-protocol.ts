/** Serves our own pages under our own scheme; there is no other source of anything a window shows. */

import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { protocol, type Session } from 'electron'
import type { WindowRole } from '#contract/ipc/channel.ts'
import { appScheme, findAppFile } from './app-address.ts'
import { contentSecurityPolicy } from './content-security-policy.ts'

/** Must run before the app is ready. */
export function registerAppScheme(): void {
  const privileges = { standard: true, secure: true, supportFetchAPI: true, corsEnabled: false }
  protocol.registerSchemesAsPrivileged([{ scheme: appScheme, privileges }])
}

/** Answers the requests of one window's session from the folder of built pages. */
export function serveApp(session: Session, role: WindowRole, folder: string): void {
  session.protocol.handle(appScheme, async ({ method, url }) => {
    const file = method === 'GET' ? findAppFile(url, role) : undefined
    if (!file) return new Response(null, { status: 404, headers: headersFor(role, 'text/plain') })
    const body = await readFile(join(folder, file.path)).catch(() => undefined)
    if (!body) return new Response(null, { status: 404, headers: headersFor(role, 'text/plain') })
    return new Response(body, { headers: headersFor(role, file.mediaType) })
  })
}

function headersFor(role: WindowRole, mediaType: string): Record<string, string> {
  return {
    'content-type': mediaType,
    'content-security-policy': contentSecurityPolicy(role),
    'x-content-type-options': 'nosniff',
    'cache-control': 'no-store',
    'referrer-policy': 'no-referrer',
    'cross-origin-opener-policy': 'same-origin',
  }
}
