/** What was decided when this program was built; `electron.vite.config.ts` fills it in. */

declare const CQW_BUILD_KIND: 'production' | 'test'
declare const CQW_BUILD_KEY: string

/** A test build has no start-up guard, Playwright can drive it, the screen says so, and no production service lets it log in. */
export const isProductionBuild = typeof CQW_BUILD_KIND === 'undefined' ? false : CQW_BUILD_KIND === 'production'

/** Ed25519 public key (SPKI, DER, base64) of whoever signs production builds; empty in a test build. */
export const buildKey = typeof CQW_BUILD_KEY === 'undefined' ? '' : CQW_BUILD_KEY
