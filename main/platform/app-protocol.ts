/** Serves our own pages under our own scheme; there is no other source of anything a window shows. */

import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { protocol, type Session } from 'electron'
import type { WindowRole } from '#contract/ipc/channel.ts'
import { appScheme, findAppFile } from './app-address.ts'
import { byteRange } from './byte-range.ts'
import { contentSecurityPolicy } from './content-security-policy.ts'

/** Must run before the app is ready. */
export function registerAppScheme(): void {
  // `stream`: a video element reads it piece by piece.
  const privileges = { standard: true, secure: true, supportFetchAPI: true, corsEnabled: false, stream: true }
  protocol.registerSchemesAsPrivileged([{ scheme: appScheme, privileges }])
}

/** Answers the requests of one window's session from the folder of built pages. */
export function serveApp(session: Session, role: WindowRole, folder: string): void {
  session.protocol.handle(appScheme, async ({ method, url, headers }) => {
    const file = method === 'GET' ? findAppFile(url, role) : undefined
    if (!file) return new Response(null, { status: 404, headers: headersFor(role, 'text/plain') })
    const body = await readFile(join(folder, file.path)).catch(() => undefined)
    if (!body) return new Response(null, { status: 404, headers: headersFor(role, 'text/plain') })
    const range = file.mediaType.startsWith('video/') ? byteRange(headers.get('range'), body.length) : undefined
    if (!range) return new Response(body, { headers: headersFor(role, file.mediaType) })
    const { first, last } = range
    return new Response(body.subarray(first, last + 1), {
      status: 206,
      headers: {
        ...headersFor(role, file.mediaType),
        'accept-ranges': 'bytes',
        'content-length': String(last + 1 - first),
        'content-range': `bytes ${first}-${last}/${body.length}`,
      },
    })
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
