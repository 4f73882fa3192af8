/** The operating system's keychain, through keytar. */

import { safeStorage } from 'electron'
import { AppError } from '#contract/failure.ts'
import type { KeyVault } from '#main/binding/device-key.ts'

const serviceName = 'credit-query-workstation'

/** @throws {AppError} `keychain-unavailable`, from every function: nothing is kept in the clear instead. */
export function createKeyVault(platform: NodeJS.Platform): KeyVault {
  return {
    read: (account) => guarded(async (keytar) => (await keytar.getPassword(serviceName, account)) ?? undefined),
    write: (account, secret) => guarded((keytar) => keytar.setPassword(serviceName, account, secret)),
  }

  async function guarded<T>(use: (keytar: typeof import('keytar')) => Promise<T>): Promise<T> {
    refuseWithoutKeychain(platform)
    try {
      return await use(await import('keytar'))
    } catch (error) {
      throw new AppError('keychain-unavailable', 'The keychain of this computer cannot be used.', { cause: error })
    }
  }
}

/** @throws {AppError} `keychain-unavailable` when Electron would keep secrets under a key known to everybody. */
export function refuseWithoutKeychain(platform: NodeJS.Platform): void {
  const hasBackend = platform !== 'linux' || linuxBackend() !== 'basic_text'
  if (hasBackend && safeStorage.isEncryptionAvailable()) return
  throw new AppError('keychain-unavailable', 'This computer has no keychain that can be used.')
}

/** Older Electron cannot say; there encryption is not available with the plain backend. */
function linuxBackend(): string {
  return safeStorage.getSelectedStorageBackend?.() ?? 'unknown'
}
