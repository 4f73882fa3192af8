import { safeStorage } from 'electron'
import type { SealedStore } from '#main/binding/enrolment.ts'
import type { SettingsFile } from '#main/settings/user-settings.ts'
import type { Keychain } from './key-vault.ts'

/** Keeps one text encrypted under a key of the OS keychain; copied elsewhere it is as good as absent. */
export function createSealedStore(file: SettingsFile, keychain: Keychain): SealedStore {
  return {
    read: () => {
      const { sealed } = (file.read() ?? {}) as { sealed?: unknown }
      if (typeof sealed !== 'string') return undefined
      keychain.refuseUnsafe()
      try {
        return safeStorage.decryptString(Buffer.from(sealed, 'base64'))
      } catch {
        return undefined
      }
    },
    isForeign: () => {
      const { sealed } = (file.read() ?? {}) as { sealed?: unknown }
      if (typeof sealed !== 'string') return false
      keychain.refuseUnsafe()
      try {
        safeStorage.decryptString(Buffer.from(sealed, 'base64'))
        return false
      } catch {
        return true
      }
    },
    write: (text) => {
      keychain.refuseUnsafe()
      file.write({ sealed: safeStorage.encryptString(text).toString('base64') })
    },
  }
}
