import type { WebContents } from 'electron'
import type { Log } from '#main/log.ts'

const navigationEvents = ['will-navigate', 'will-frame-navigate', 'will-redirect'] as const

/**
 * Closes the ways out of a page: it cannot leave its document, open windows or embed others. Loading by the main
 * process raises none of these events, so every one of them is an attempt.
 */
export function hardenContents(contents: WebContents, log: Log): void {
  for (const name of navigationEvents) {
    // The events' signatures differ; they share what is used here.
    contents.on(name as 'will-navigate', (event) => {
      event.preventDefault()
      log.write('page-refused', { reason: name })
    })
  }
  contents.setWindowOpenHandler(() => {
    log.write('page-refused', { reason: 'window-open' })
    return { action: 'deny' }
  })
  contents.on('will-attach-webview', (event) => {
    event.preventDefault()
    log.write('page-refused', { reason: 'webview' })
  })
  contents.on('did-finish-load', () => {
    // Pinching would show a whole page at a size for photographs.
    void contents.setVisualZoomLevelLimits(1, 1)
  })
}
