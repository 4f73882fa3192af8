/** Builds the Electron client when its sources have changed since the last build. */

import { execFile } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, globSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'

const sources = [
  'contract/**/*',
  'main/**/*',
  'preload/**/*',
  'renderer/**/*',
  'electron.vite.config.ts',
  'package-lock.json',
]
const packageSources = ['scripts/package.mjs', 'scripts/package/*', 'package.json']
const stampFile = join('out', 'build-stamp')

/** @returns Whether it had to be built. */
export async function buildClient(): Promise<boolean> {
  const stamp = hashOfSources()
  if (readStamp(stampFile) === stamp) return false
  await promisify(execFile)(process.execPath, [
    join('node_modules', 'electron-vite', 'bin', 'electron-vite.js'),
    'build',
  ])
  writeFileSync(stampFile, stamp)
  return true
}

/**
 * Packs one of the two builds when its sources have changed since it was last packed.
 *
 * @returns The folder of the unpacked package.
 */
export async function packageClient(kind: 'production' | 'test'): Promise<string> {
  const file = join('dist', `${kind}-stamp`)
  const stamp = hashOfSources([...sources, ...packageSources])
  const folder = join('dist', kind, 'linux-unpacked')
  if (readStamp(file) === stamp && existsSync(folder)) return folder
  await promisify(execFile)(process.execPath, [join('scripts', 'package.mjs'), kind])
  writeFileSync(file, stamp)
  return folder
}

function hashOfSources(patterns = sources): string {
  const hash = createHash('sha256')
  const files = globSync(patterns, { withFileTypes: true }).filter((entry) => entry.isFile())
  for (const path of files.map((entry) => join(entry.parentPath, entry.name)).toSorted())
    hash.update(`${path}\0`).update(readFileSync(path))
  return hash.digest('hex')
}

function readStamp(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    return undefined
  }
}
