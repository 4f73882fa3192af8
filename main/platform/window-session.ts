import { randomUUID } from 'node:crypto'
import { type Session, session as sessions } from 'electron'
import type { WindowRole } from '#contract/ipc/channel.ts'
import type { Log } from '#main/log.ts'
import { findAppFile } from './app-address.ts'
import { serveApp } from './app-protocol.ts'
import { hardenSession } from './harden-session.ts'

/** A session for one window: in memory only, knows our own pages and nothing else, asks no network. */
export function openWindowSession(role: WindowRole, folder: string, log: Log): Session {
  const session = sessions.fromPartition(`${role}-${randomUUID()}`, { cache: false })
  serveApp(session, role, folder)
  hardenSession(session, (url) => findAppFile(url, role) !== undefined, log)
  return session
}

/** Nothing is shown in the default session; it refuses everything. */
export function closeDefaultSession(log: Log): void {
  if (sessions.defaultSession) hardenSession(sessions.defaultSession, () => false, log)
}

/** Empties what a session kept in memory. */
export async function clearWindowSession(session: Session): Promise<void> {
  await Promise.allSettled([
    session.clearStorageData(),
    session.clearCache(),
    session.clearCodeCaches({ urls: [] }),
    session.closeAllConnections(),
  ])
}
