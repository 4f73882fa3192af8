import { protectWindow, readCaptureFacts } from '#main/platform/capture-facts.ts'
import { clearWindowSession } from '#main/platform/window-session.ts'
import type { ReportWindow, ReportWindowListeners } from '#main/reports/report-service.ts'
import { openWindow, type WindowSurroundings } from './open-window.ts'

const options = {
  width: 1180,
  height: 900,
  minWidth: 720,
  minHeight: 520,
  title: '征信报告',
  backgroundColor: '#e9edf2',
  fullscreenable: false,
  /** Shown once it is protected. */
  show: false,
}

/** The report's window: a process and a session of its own, both gone when it closes. */
export function openViewerWindow(
  surroundings: WindowSurroundings,
  { onGone, onAttention }: ReportWindowListeners,
): ReportWindow {
  const window = openWindow('viewer', options, surroundings)
  const { webContents } = window
  const { session } = webContents
  let isEnding = false

  protect()
  // Some systems forget the protection while a window is hidden.
  window.on('show', protect)
  window.on('restore', protect)
  for (const name of ['blur', 'minimize', 'hide'] as const) window.on(name as 'blur', () => onAttention(true))
  for (const name of ['focus', 'restore', 'show'] as const)
    window.on(name as 'focus', () => onAttention(!window.isFocused()))
  window.show()
  window.on('close', () => end('closed'))
  webContents.on('render-process-gone', () => end('lost'))
  window.once('closed', () => {
    void clearWindowSession(session)
  })

  return {
    captureFacts: () => readCaptureFacts(protectWindow(window)),
    focus: () => {
      if (window.isMinimized()) window.restore()
      window.focus()
    },
    destroy: () => {
      isEnding = true
      if (window.isDestroyed()) return
      kill(webContents.getOSProcessId())
      window.destroy()
    },
  }

  function protect(): void {
    protectWindow(window)
  }

  function end(ending: 'closed' | 'lost'): void {
    if (isEnding) return
    isEnding = true
    onGone(ending)
  }
}

/**
 * Ends the page's process at once: its memory goes with it, and unlike a crash that leaves no dump. The process is the
 * viewer's alone, for no other window shares its session.
 */
function kill(processId: number): void {
  try {
    if (processId > 0) process.kill(processId, 'SIGKILL')
  } catch {
    // It is gone already.
  }
}
