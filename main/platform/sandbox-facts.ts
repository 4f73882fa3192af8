/** Whether Chromium's sandbox holds the windows' processes. */

import { readFileSync } from 'node:fs'
import { app } from 'electron'
import { hasFilterOfItsOwn } from './judge-sandbox.ts'

/** @returns `undefined` where the system does not say. */
export function isSandboxed(): boolean | undefined {
  const windows = app.getAppMetrics().filter(({ type }) => type === 'Tab')
  if (windows.length === 0) return undefined
  if (process.platform !== 'linux') return windows.every(({ sandboxed }) => sandboxed === true)
  try {
    const own = readStatus(process.pid)
    return windows.every(({ pid }) => hasFilterOfItsOwn(readStatus(pid), own))
  } catch {
    return undefined
  }
}

function readStatus(pid: number): string {
  return readFileSync(`/proc/${pid}/status`, 'utf8')
}
