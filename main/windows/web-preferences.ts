import type { Session, WebPreferences } from 'electron'

export interface PageSurroundings {
  /** The one script that may talk to the main process. */
  readonly preload: string
  readonly session: Session
  readonly isProduction: boolean
}

/** What every window may and may not do. Defaults are written out, so that a later Electron cannot change them. */
export function hardenedWebPreferences({ preload, session, isProduction }: PageSurroundings): WebPreferences {
  return {
    preload,
    session,
    sandbox: true,
    contextIsolation: true,
    nodeIntegration: false,
    nodeIntegrationInWorker: false,
    nodeIntegrationInSubFrames: false,
    webSecurity: true,
    allowRunningInsecureContent: false,
    experimentalFeatures: false,
    devTools: !isProduction,
    spellcheck: false,
    webviewTag: false,
    plugins: false,
    navigateOnDragDrop: false,
    disableDialogs: true,
    safeDialogs: true,
    webgl: false,
    enableWebSQL: false,
    images: true,
    autoplayPolicy: 'user-gesture-required',
    v8CacheOptions: 'none',
    // Middle clicks open windows.
    disableBlinkFeatures: 'Auxclick',
    additionalArguments: [],
  }
}
