import type { WindowRole } from '#contract/ipc/channel.ts'

const base = {
  'default-src': "'none'",
  'script-src': "'self'",
  'style-src': "'self'",
  'img-src': "'none'",
  'font-src': "'none'",
  'media-src': "'none'",
  'connect-src': "'none'",
  'frame-src': "'none'",
  'child-src': "'none'",
  'worker-src': "'none'",
  'object-src': "'none'",
  'base-uri': "'none'",
  'form-action': "'none'",
  'frame-ancestors': "'none'",
} as const

const strictTypes = { 'require-trusted-types-for': "'script'", 'trusted-types': "'none'" } as const

const policies: Readonly<Record<WindowRole, Readonly<Record<string, string>>>> = {
  login: { ...base, 'img-src': "'self'", ...strictTypes },
  // Ant Design writes its styles into style elements through innerHTML, which Trusted Types would refuse.
  app: {
    ...base,
    'style-src': "'self' 'unsafe-inline'",
    'img-src': "'self' data:",
    'font-src': "'self'",
    // Training videos, from our own scheme like everything else.
    'media-src': "'self'",
  },
  // A sandboxed top-level document cannot print, download, open windows or dialogs.
  viewer: { ...base, ...strictTypes, sandbox: 'allow-scripts allow-same-origin' },
}

/** @see CSP Level 3. */
export function contentSecurityPolicy(role: WindowRole): string {
  return Object.entries(policies[role])
    .map(([name, value]) => `${name} ${value}`)
    .join('; ')
}
