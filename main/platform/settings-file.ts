import Store from 'electron-store'
import type { SettingsFile } from '#main/settings/user-settings.ts'

/** A JSON file in the user's own folder, opened at first use and written whole; a damaged one reads as empty. */
export function openSettingsFile(name: string): SettingsFile {
  let opened: Store<Record<string, unknown>> | undefined
  const file = () => {
    opened ??= new Store<Record<string, unknown>>({ name, clearInvalidConfig: true, configFileMode: 0o600 })
    return opened
  }
  return {
    read: () => file().store,
    write: (value) => {
      file().store = value
    },
  }
}
