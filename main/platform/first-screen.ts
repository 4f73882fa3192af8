/**
 * What the login screen showed last time, so that it is complete at its first paint: the institution and number of this
 * PC, the language. No secret and no authority: the sealed binding is read afterwards and corrects what is wrong here.
 */

import { readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

export interface FirstScreen {
  readonly language: string
  readonly institution: string
  readonly workstation: string
  readonly version: string
  readonly test: string
}

const fields = ['language', 'institution', 'workstation', 'version', 'test'] as const satisfies (keyof FirstScreen)[]
const fileName = 'first-screen.json'
const maxLength = 80

/** @returns The address fragment for the login page; empty when nothing usable was kept. */
export function readFirstScreen(folder: string): string {
  try {
    const kept: unknown = JSON.parse(readFileSync(join(folder, fileName), 'utf8'))
    if (typeof kept !== 'object' || kept === null) return ''
    const values = fields.map((field) => [field, (kept as Record<string, unknown>)[field]] as const)
    const isUsable = values.every(([, value]) => typeof value === 'string' && value.length <= maxLength)
    return isUsable ? new URLSearchParams(values as [string, string][]).toString() : ''
  } catch {
    return ''
  }
}

/** Keeps what is shown now for the next start; a start without it only shows it a little later. */
export function keepFirstScreen(folder: string, screen: FirstScreen): void {
  const file = join(folder, fileName)
  try {
    writeFileSync(`${file}.part`, JSON.stringify(screen), { mode: 0o600 })
    renameSync(`${file}.part`, file)
  } catch {
    // A full or read-only disk; nothing depends on it.
  }
}
