import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { cacheFolder } from './cache-folder.mjs'
import { withNodeOnPath } from './node-runtime.mjs'
import { run, SetUpError } from './run.mjs'

const TIME_LIMIT_MS = 60_000
const REMEMBERED_MS = 24 * 60 * 60 * 1000

/**
 * Lets the `electron` package download its program. A failure is remembered for a day, so that a machine which cannot
 * reach the download does not wait for it at every start.
 *
 * @param {{ packageFolder: string, node: string }} where
 * @returns {Promise<string | undefined>} Why it failed, or nothing.
 */
export async function installOfficialElectron({ packageFolder, node }) {
  const { version } = JSON.parse(readFileSync(join(packageFolder, 'package.json'), 'utf8'))
  const attempt = `${version} ${process.env.ELECTRON_MIRROR ?? ''}`
  const record = join(cacheFolder(), 'electron-download-failed.json')
  const known = rememberedFailure(record, { attempt, now: Date.now() })
  if (known) return known

  try {
    const env = withNodeOnPath(node, process.env)
    await run(node, [join(packageFolder, 'install.js')], { env, timeoutMs: TIME_LIMIT_MS })
    rmSync(record, { force: true })
    return undefined
  } catch (error) {
    if (!(error instanceof SetUpError)) throw error
    writeFileSync(record, JSON.stringify({ attempt, failedAt: Date.now(), reason: error.message }))
    return error.message
  }
}

/**
 * @param {string} record
 * @param {{ attempt: string, now: number }} current
 * @returns {string | undefined} The reason of a failure that is the same attempt and not a day old.
 */
export function rememberedFailure(record, { attempt, now }) {
  if (!existsSync(record)) return undefined
  const failure = JSON.parse(readFileSync(record, 'utf8'))
  const isFresh = now - failure.failedAt < REMEMBERED_MS && now >= failure.failedAt
  return failure.attempt === attempt && isFresh ? failure.reason : undefined
}
