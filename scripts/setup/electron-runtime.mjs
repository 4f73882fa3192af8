import { existsSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { ensureFallbackElectron, findFallbackElectron } from './electron-fallback.mjs'
import { installOfficialElectron } from './electron-official.mjs'
import { SetUpError } from './run.mjs'

/**
 * @typedef {object} ElectronRuntime
 * @property {string} executable Full path of the program.
 * @property {string} version
 * @property {boolean} isFallback True for the old runtime that stands in where the official one cannot be downloaded.
 */

/**
 * The runtime that set-up has put in place; reads two small files and starts nothing.
 *
 * @param {string} root The checkout.
 * @returns {ElectronRuntime | undefined}
 */
export function findElectron(root) {
  return findOfficialElectron(root) ?? findFallbackElectron()
}

/**
 * The program tests and demo start.
 *
 * @param {string} root The checkout.
 * @returns {string} Its full path.
 * @throws {SetUpError} When set-up has not run.
 */
export function electronExecutable(root) {
  const runtime = findElectron(root)
  if (!runtime) throw new SetUpError('There is no Electron runtime yet: run `node scripts/setup.mjs` first.')
  return runtime.executable
}

/**
 * Makes sure there is a runtime: the official one, or on Linux x64 the fallback.
 *
 * @param {string} root The checkout, its dependencies installed.
 * @param {string} node The Node that runs the `electron` package's own installer.
 * @returns {Promise<ElectronRuntime>}
 * @throws {SetUpError} When neither can be had; the text says what to do.
 */
export async function ensureElectron(root, node) {
  const there = findOfficialElectron(root)
  if (there) return there

  const failure = await installOfficialElectron({ packageFolder: join(root, 'node_modules', 'electron'), node })
  const installed = findOfficialElectron(root)
  if (installed) return installed
  if (process.platform === 'linux' && process.arch === 'x64') return ensureFallbackElectron()
  throw new SetUpError(unreachable(failure))
}

/**
 * @param {string} root
 * @returns {ElectronRuntime | undefined}
 */
function findOfficialElectron(root) {
  const folder = join(root, 'node_modules', 'electron')
  const pathFile = join(folder, 'path.txt')
  if (!existsSync(pathFile)) return undefined

  const executable = join(folder, 'dist', readFileSync(pathFile, 'utf8').trim())
  const { version } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'))
  const versionFile = join(folder, 'dist', 'version')
  const isComplete = existsSync(executable) && existsSync(versionFile)
  if (!isComplete || readFileSync(versionFile, 'utf8').trim().replace(/^v/, '') !== version) return undefined
  return { executable, version, isFallback: false }
}

/** @param {string | undefined} failure */
function unreachable(failure) {
  return [
    `The Electron program could not be downloaded, and there is no stand-in for ${process.platform}-${process.arch}.`,
    failure,
    'Name a mirror that this machine reaches in the variable ELECTRON_MIRROR (with a slash at its end) and start again.',
    '无法下载 Electron 程序：请用环境变量 ELECTRON_MIRROR 指定本机可访问的镜像地址（以 / 结尾），然后重试。',
  ]
    .filter(Boolean)
    .join('\n')
}

/**
 * What makes Electron's own tools (`npx electron`, electron-vite) use the runtime as well.
 *
 * @param {ElectronRuntime} runtime
 * @returns {Record<string, string>}
 */
export function electronEnvironment({ executable, isFallback }) {
  if (!isFallback) return { ELECTRON_EXEC_PATH: executable }
  return { ELECTRON_EXEC_PATH: executable, ELECTRON_OVERRIDE_DIST_PATH: dirname(executable) }
}
