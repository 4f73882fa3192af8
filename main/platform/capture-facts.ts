/** Whether pictures of this PC's screen can be kept from showing a report; for each viewing and for the self-test. */

import { readFileSync } from 'node:fs'
import type { BrowserWindow } from 'electron'
import { CaptureFacts } from '#contract/capture.ts'
import { isRemoteSession, isVirtualMachine } from './judge-machine.ts'

/** Asks the system to keep the window out of pictures. @returns What the system says when it is asked back. */
export function protectWindow(window: BrowserWindow): boolean {
  window.setContentProtection(true)
  // Linux has no such thing, whatever is answered. Older Electron cannot be asked; there nothing is believed.
  if (process.platform === 'linux') return false
  return window.isContentProtected?.() ?? false
}

/** @param isProtected What the window said; without a window, what the platform is able to. */
export async function readCaptureFacts(isProtected = process.platform !== 'linux'): Promise<CaptureFacts> {
  return CaptureFacts.parse({
    platform: process.platform,
    isProtected,
    isRemote: isRemoteSession(process.platform, process.env),
    isVirtual: await isVirtual(),
  })
}

let virtual: Promise<boolean> | undefined

/** Read once: it takes a while, and does not change. */
function isVirtual(): Promise<boolean> {
  virtual ??= readMachine().then(isVirtualMachine)
  return virtual
}

async function readMachine() {
  const { system } = await import('systeminformation')
  const { manufacturer, model, virtual: isSaidVirtual } = await system()
  return { manufacturer, model, isSaidVirtual, cpuFlags: process.platform === 'linux' ? readCpuFlags() : '' }
}

function readCpuFlags(): string {
  try {
    return /^flags\s*:(.*)$/m.exec(readFileSync('/proc/cpuinfo', 'utf8'))?.[1] ?? ''
  } catch {
    return ''
  }
}
