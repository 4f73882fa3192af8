import type { WindowRole } from '#contract/ipc/channel.ts'
import { reportPainted } from '#contract/ipc/shell.ts'
import type { Log } from '#main/log.ts'
import type { Handle } from './handle.ts'

export interface PaintedDependencies {
  /** Milliseconds since the process was made. */
  readonly sinceStart: () => number
  readonly log: Log
  readonly onPainted: (role: WindowRole) => void
}

/**
 * Writes how long the first complete screen of each kind took; later ones tell nothing about the start. The login screen's
 * is written by the entry, which hears it before this is read.
 */
export function handlePainted(handle: Handle, { sinceStart, log, onPainted }: PaintedDependencies): void {
  const seen = new Set<WindowRole>(['login'])
  handle(reportPainted, (_input, role) => {
    if (!seen.has(role)) log.write(`${role}-painted`, { ms: Math.round(sinceStart()) })
    seen.add(role)
    onPainted(role)
    return {}
  })
}
