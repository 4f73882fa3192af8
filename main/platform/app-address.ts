/** Addresses of our own pages. Each window has a host of its own and sees its own document and the shared assets. */

import type { WindowRole } from '#contract/ipc/channel.ts'

export const appScheme = 'app'

const mediaTypes: Readonly<Record<string, string>> = {
  html: 'text/html; charset=utf-8',
  js: 'text/javascript; charset=utf-8',
  css: 'text/css; charset=utf-8',
  svg: 'image/svg+xml',
  png: 'image/png',
  woff2: 'font/woff2',
  webm: 'video/webm',
}

export function originOf(role: WindowRole): string {
  return `${appScheme}://${role}`
}

/** The one document a window of this role ever shows. */
export function documentOf(role: WindowRole): string {
  return `${originOf(role)}/${role}/index.html`
}

export interface AppFile {
  /** Below the folder of built pages, with slashes. */
  readonly path: string
  readonly mediaType: string
}

/** The file an address means; `undefined` for everything that is not literally one of ours. */
export function findAppFile(url: string, role: WindowRole): AppFile | undefined {
  const origin = originOf(role)
  // The text itself is compared, not a parsed form: what needs normalising was not written by our pages.
  if (!url.startsWith(`${origin}/`)) return undefined
  const [path = ''] = url.slice(origin.length + 1).split('#', 1)
  // No piece begins with a dot, so none climbs.
  if (!/^[\w-]+(?:\/[\w-][\w.-]*)+$/.test(path)) return undefined

  const [folder] = path.split('/')
  const mediaType = mediaTypes[path.slice(path.lastIndexOf('.') + 1)]
  return (folder === role || folder === 'assets') && mediaType !== undefined ? { path, mediaType } : undefined
}
