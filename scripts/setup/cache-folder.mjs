import { mkdirSync } from 'node:fs'
import { homedir } from 'node:os'
import { join } from 'node:path'

const NAME = 'credit-query-workstation'

/**
 * Where set-up keeps what it downloads: outside the checkout, shared by every checkout of one user.
 *
 * @param {NodeJS.ProcessEnv} env
 * @param {NodeJS.Platform} platform
 * @returns {string} An absolute path; the folder need not exist yet.
 */
export function cacheFolderFor(env, platform) {
  if (platform === 'win32') return join(env.LOCALAPPDATA || join(homedir(), 'AppData', 'Local'), NAME, 'cache')
  return join(env.XDG_CACHE_HOME || join(homedir(), '.cache'), NAME)
}

/**
 * The cache folder of this user, made when it is missing.
 *
 * @returns {string}
 */
export function cacheFolder() {
  const folder = cacheFolderFor(process.env, process.platform)
  mkdirSync(folder, { recursive: true })
  return folder
}
