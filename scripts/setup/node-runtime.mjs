import { existsSync } from 'node:fs'
import { delimiter, dirname, join } from 'node:path'
import { cacheFolder } from './cache-folder.mjs'
import { installTarball } from './npm-tarball.mjs'
import { SetUpError } from './run.mjs'

const NEEDED_MAJOR = 24
const VERSION = '24.21.0'

/** The platforms for which that version is in the npm registry. */
const INTEGRITY = new Map([
  ['linux-x64', 'sha512-3nULszZ5X0fciYpG0t6TrdApJzAn8+FlINP6OiMX7V8HrvpATPN936U1LlReOJriLRa4e8yEqQBYCnLyPNAs7Q=='],
  ['linux-arm64', 'sha512-FpJRPEz2OvvTLfjIOlNGFY9JLPMKgl5m+d4oGYBLg24kJ1mmvN1Zl/HPJgF4HDaJ51ISev1l1cRZ/DM+keXW5g=='],
  ['win-x64', 'sha512-0ddSuAi9KnmYzfjJwKfFUO5YfljMVfa9smiGRQXmp5QGhm8KXk7xbqkFNeaPXVaL6sfZ5oGfCD7q8wWY/TnypA=='],
])

/**
 * A Node that is new enough: the running one, or one downloaded into the cache folder.
 *
 * @returns {Promise<{ node: string, version: string, isDownloaded: boolean }>} `node` is the full path of the program.
 */
export async function ensureNode() {
  const running = process.versions.node
  if (Number.parseInt(running, 10) >= NEEDED_MAJOR) {
    return { node: process.execPath, version: running, isDownloaded: false }
  }

  const platform = `${process.platform === 'win32' ? 'win' : process.platform}-${process.arch}`
  const folder = join(cacheFolder(), `node-${VERSION}-${platform}`)
  const node = join(folder, 'bin', process.platform === 'win32' ? 'node.exe' : 'node')
  if (!existsSync(node)) await download(platform, folder)
  return { node, version: VERSION, isDownloaded: true }
}

/**
 * @param {string} platform
 * @param {string} folder
 */
async function download(platform, folder) {
  const integrity = INTEGRITY.get(platform)
  if (!integrity) {
    throw new SetUpError(
      `Node ${NEEDED_MAJOR} or newer is needed, this is ${process.versions.node}, and none can be fetched for ${platform}: install it and start again.\n` +
        `需要 Node ${NEEDED_MAJOR} 或更高版本，请先安装后重试。`,
    )
  }
  await installTarball({ spec: `node-${platform}@${VERSION}`, integrity }, folder)
}

/**
 * The environment in which `node`, and every script that asks for node, is the given one.
 *
 * @param {string} node Full path of the program.
 * @param {NodeJS.ProcessEnv} env
 * @returns {NodeJS.ProcessEnv}
 */
export function withNodeOnPath(node, env) {
  // Windows may spell the variable `Path`; two spellings in one environment would leave either in force.
  const name = Object.keys(env).find((key) => key.toUpperCase() === 'PATH') ?? 'PATH'
  return { ...env, [name]: [dirname(node), env[name]].filter(Boolean).join(delimiter) }
}
