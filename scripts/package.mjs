/**
 * `npm run package`: two unpacked builds of the client. `dist/production` is guarded, its fuses are set and its files signed;
 * `dist/test` is what Playwright drives, without guard and never signed. On a stand-in runtime, or without
 * CQW_BUILD_SIGNING_KEY_FILE, the production build is marked as a trial, which no production service lets log in.
 *
 *   node scripts/package.mjs            both
 *   node scripts/package.mjs production one of them
 */

import { cpSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { openBuildKey } from './package/build-key.mjs'
import { makePackage } from './package/make-package.mjs'
import { runMain, say } from './setup/run.mjs'
import { setUp } from './setup/set-up.mjs'

/** @param {readonly string[]} args */
async function main(args) {
  const { root, node, electron } = await setUp({ headless: true })
  const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'))
  const key = openBuildKey(process.env)
  const isTrial = electron.isFallback || key.isThrowaway

  // The runtime without the minimal app that tests put into it.
  const folder = mkdtempSync(join(tmpdir(), 'electron-runtime-'))
  try {
    cpSync(dirname(electron.executable), folder, { recursive: true, verbatimSymlinks: true })
    for (const leftover of [join('resources', 'app'), 'runtime.json']) {
      rmSync(join(folder, leftover), { recursive: true, force: true })
    }
    const runtime = { folder, version: electron.version }
    for (const kind of /** @type {const} */ (['production', 'test'])) {
      if (args.length > 0 && !args.includes(kind)) continue
      say(await makePackage({ root, node, kind, version, runtime, key, isTrial }))
    }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
  if (electron.isFallback) say('on the stand-in runtime: for trials only, never to be released')
  if (key.isThrowaway) say('signed by a key of this run only: set CQW_BUILD_SIGNING_KEY_FILE for a release')
}

await runMain(() => main(process.argv.slice(2)))
