import { powerMonitor } from 'electron'
import type { LockReason } from '#contract/session.ts'

/** Linux announces no locked screen; its state is asked this often. */
const askEveryMs = 1000

/**
 * Calls back when the person leaves the desk as the system sees it: sleep, which closing the lid usually causes, a locked
 * screen, another user at the same PC. Windows tells a change of user as a locked screen.
 */
export function watchDesk(platform: NodeJS.Platform, onLeft: (reason: LockReason) => void): void {
  powerMonitor.on('suspend', () => onLeft('suspend'))
  powerMonitor.on('lock-screen', () => onLeft('lock-screen'))
  powerMonitor.on('user-did-resign-active', () => onLeft('user-switch'))
  if (platform !== 'linux') return
  setInterval(() => {
    if (powerMonitor.getSystemIdleState(askEveryMs) === 'locked') onLeft('lock-screen')
  }, askEveryMs).unref()
}
