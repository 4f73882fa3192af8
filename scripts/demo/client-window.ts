/** Starts the Electron client on the demo's policy and keyring. */

import { mkdirSync } from 'node:fs'
import { resolve } from 'node:path'
import { electronExecutable } from '#scripts/setup/electron-runtime.mjs'
import type { DemoFolder } from './demo-folder.ts'

export interface ClientStart {
  readonly executable: string
  readonly args: string[]
  readonly env: Record<string, string>
}

/** @param sessionEnv Environment of the desktop session in which the keyring is open. */
export function clientStart(folder: DemoFolder, sessionEnv: NodeJS.ProcessEnv): ClientStart {
  mkdirSync(folder.client, { recursive: true, mode: 0o700 })
  const args = [`--user-data-dir=${folder.client}`, '--disable-gpu']
  if (process.platform === 'linux') args.push('--password-store=gnome-libsecret')
  // Chromium's sandbox does not start for root; the demo on a server runs as root.
  if (process.getuid?.() === 0) args.push('--no-sandbox')
  const given = Object.entries({ ...sessionEnv, CQW_MACHINE_POLICY: folder.policyFile })
  const env = Object.fromEntries(given.filter((entry): entry is [string, string] => entry[1] !== undefined))
  return { executable: electronExecutable(resolve('.')), args: [...args, '.'], env }
}
