/** What a person at this PC may choose. A damaged file is read as the defaults. */

import * as z from 'zod'
import { Language } from '#contract/ipc/shell.ts'

const Bounds = z.strictObject({
  x: z.int().min(-20_000).max(20_000),
  y: z.int().min(-20_000).max(20_000),
  width: z.int().min(400).max(10_000),
  height: z.int().min(300).max(10_000),
})
export type Bounds = z.output<typeof Bounds>

const UserSettings = z.strictObject({ language: Language, windowBounds: Bounds.nullable() })
type UserSettings = z.output<typeof UserSettings>

const defaults: UserSettings = { language: 'zh-CN', windowBounds: null }

/** A small file of ours; what it holds is checked by its reader. */
export interface SettingsFile {
  read(): unknown
  write(value: Record<string, unknown>): void
}

export interface UserSettingsStore {
  read(): UserSettings
  change(part: Partial<UserSettings>): void
}

export function createUserSettings(file: SettingsFile): UserSettingsStore {
  return { read, change: (part) => file.write({ ...read(), ...part }) }

  function read(): UserSettings {
    return UserSettings.safeParse({ ...defaults, ...asObject(file.read()) }).data ?? defaults
  }
}

function asObject(value: unknown): object {
  return typeof value === 'object' && value !== null ? value : {}
}
