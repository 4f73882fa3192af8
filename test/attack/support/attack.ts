/** One entry of the attack list: the attack on the real thing, and its control, the same attack on something naive. */

import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'vitest'

export interface Attack {
  /** Fails when the attack gets anywhere. */
  readonly probe: () => Promise<void> | void
  /** Carries out the same on something naive. @returns What leaked; the run keeps it as evidence. */
  readonly control: () => Promise<string | Buffer> | string | Buffer
}

export const evidenceFolder = process.env['ATTACK_EVIDENCE'] ?? join('out', 'attack')

/** @param id Of the attack list, such as `E09`. */
export function attack(id: string, what: string, { probe, control }: Attack): void {
  test(`${id} ${what}`, () => probe())
  test(`${id} control`, async () => {
    const leaked = await control()
    if (leaked.length === 0) throw new Error('The control leaked nothing: the probe proves nothing.')
    keepEvidence(`${id}-control.${typeof leaked === 'string' ? 'txt' : 'png'}`, leaked)
  })
}

/** An attack that needs a system this machine is not. @public */
export function notRun(id: string, what: string, why: string): void {
  test(`${id} ${what}`, ({ skip }) => skip(why))
}

export function keepEvidence(name: string, content: string | Buffer): void {
  mkdirSync(evidenceFolder, { recursive: true })
  writeFileSync(join(evidenceFolder, name), content)
}
