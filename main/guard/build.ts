/** What was decided when this program was built; `electron.vite.config.ts` fills it in. */

declare const CQW_BUILD_KIND: 'production' | 'test'

/** `test`: the start-up guard is off, Playwright can drive it, the screen says so, no production service lets it log in. */
export const buildKind = typeof CQW_BUILD_KIND === 'undefined' ? 'test' : CQW_BUILD_KIND

export const isProductionBuild = buildKind === 'production'
