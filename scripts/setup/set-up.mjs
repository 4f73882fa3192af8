import { resolve } from 'node:path'
import { ensureDependencies } from './dependencies.mjs'
import { ensureElectron } from './electron-runtime.mjs'
import { ensureNode } from './node-runtime.mjs'
import { timed } from './run.mjs'
import { ensureSystemPackages } from './system-packages.mjs'

const ROOT = resolve(import.meta.dirname, '..', '..')

/**
 * Everything, in order; what is already there costs next to nothing.
 *
 * @param {{ headless: boolean, attack?: boolean }} options
 * @returns {Promise<{ root: string, node: string, electron: import('./electron-runtime.mjs').ElectronRuntime }>}
 */
export async function setUp(options) {
  await timed(
    () => ensureSystemPackages(options),
    (what) => `system packages: ${what}`,
  )
  const { node } = await timed(ensureNode, describeNode)
  await timed(
    () => ensureDependencies(ROOT, node),
    ({ isInstalledNow }) => `dependencies: ${isInstalledNow ? 'installed' : 'up to date'}`,
  )
  const electron = await timed(() => ensureElectron(ROOT, node), describeElectron)
  return { root: ROOT, node, electron }
}

/** @param {{ version: string, isDownloaded: boolean }} runtime */
function describeNode({ version, isDownloaded }) {
  return `Node: ${version}${isDownloaded ? ' from the cache folder' : ''}`
}

/** @param {{ version: string, isFallback: boolean }} runtime */
function describeElectron({ version, isFallback }) {
  return `Electron: ${version}${isFallback ? ', a stand-in for tests: the official one could not be downloaded' : ''}`
}
