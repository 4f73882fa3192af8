/** Builds the Electron client when its sources have changed since the last build. */

import { execFile } from 'node:child_process'
import { createHash } from 'node:crypto'
import { globSync, readFileSync, writeFileSync } from 'node:fs'
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
const stampFile = join('out', 'build-stamp')

/** @returns Whether it had to be built. */
export async function buildClient(): Promise<boolean> {
  const stamp = hashOfSources()
  if (readStamp() === stamp) return false
  await promisify(execFile)(process.execPath, [
    join('node_modules', 'electron-vite', 'bin', 'electron-vite.js'),
    'build',
  ])
  writeFileSync(stampFile, stamp)
  return true
}

function hashOfSources(): string {
  const hash = createHash('sha256')
  const files = globSync(sources, { withFileTypes: true }).filter((entry) => entry.isFile())
  for (const path of files.map((entry) => join(entry.parentPath, entry.name)).toSorted())
    hash.update(`${path}\0`).update(readFileSync(path))
  return hash.digest('hex')
}

function readStamp(): string | undefined {
  try {
    return readFileSync(stampFile, 'utf8')
  } catch {
    return undefined
  }
}
