import { BrowserWindow } from 'electron'
import type { CaptureFacts } from '#contract/capture.ts'
import { protectWindow, readCaptureFacts } from '#main/platform/capture-facts.ts'

/** Asks the system to keep an empty window, never shown, out of pictures, and reads back what it says. */
export async function probeProtection(): Promise<CaptureFacts> {
  if (process.platform === 'linux') return readCaptureFacts(false)
  const window = new BrowserWindow({ show: false, webPreferences: { sandbox: true } })
  try {
    return await readCaptureFacts(protectWindow(window))
  } finally {
    window.destroy()
  }
}
