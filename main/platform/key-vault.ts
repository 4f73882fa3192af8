/** The operating system's keychain, through keytar. */

import { safeStorage } from 'electron'
import { AppError } from '#contract/failure.ts'
import type { KeyVault } from '#main/binding/device-key.ts'
import type { SettingsFile } from '#main/settings/user-settings.ts'
import { judgeKeychain } from './judge-keychain.ts'

const serviceName = 'credit-query-workstation'

/** @throws {AppError} From every function: nothing is kept in the clear, or in another keychain than before, instead. */
export function createKeyVault(keychain: Keychain): KeyVault {
  return {
    read: (account) => guarded(async (keytar) => (await keytar.getPassword(serviceName, account)) ?? undefined),
    write: (account, secret) => guarded((keytar) => keytar.setPassword(serviceName, account, secret)),
  }

  async function guarded<T>(use: (keytar: typeof import('keytar')) => Promise<T>): Promise<T> {
    keychain.refuseUnsafe()
    try {
      return await use(await import('keytar'))
    } catch (error) {
      throw new AppError('keychain-unavailable', 'The keychain of this computer cannot be used.', { cause: error })
    }
  }
}

export interface Keychain {
  /** What holds the secrets, and why it may not. */
  look(): { readonly backend: string; readonly refusal: ReturnType<typeof judgeKeychain> }
  /** @throws {AppError} `keychain-unavailable`, or `keychain-changed` when another one held our secrets before. */
  refuseUnsafe(): void
}

/** @param memory Remembers which keychain was used. */
export function createKeychain(platform: NodeJS.Platform, memory: SettingsFile): Keychain {
  return {
    look,
    refuseUnsafe() {
      const { backend, remembered, refusal } = look()
      if (refusal === 'changed') throw new AppError('keychain-changed', 'The secrets lie in another keychain.')
      if (refusal) throw new AppError('keychain-unavailable', 'This computer has no keychain that can be used.')
      if (remembered !== backend) memory.write({ backend })
    },
  }

  function look() {
    const isEncryptionAvailable = safeStorage.isEncryptionAvailable()
    const backend = platform === 'linux' ? linuxBackend(isEncryptionAvailable) : platform
    const remembered = rememberedIn(memory.read())
    return { backend, remembered, refusal: judgeKeychain({ platform, isEncryptionAvailable, backend, remembered }) }
  }
}

/**
 * Older Electron cannot say. What it encrypts begins with `v11` when the key is in a keyring and with `v10` when it is
 * Chromium's built-in one (components/os_crypt).
 */
function linuxBackend(isEncryptionAvailable: boolean): string {
  const named = safeStorage.getSelectedStorageBackend?.()
  if (named !== undefined) return named
  if (!isEncryptionAvailable) return 'unknown'
  return safeStorage.encryptString('probe').subarray(0, 3).toString() === 'v11' ? 'some_keyring' : 'basic_text'
}

function rememberedIn(kept: unknown): string | undefined {
  const { backend } = (typeof kept === 'object' && kept !== null ? kept : {}) as { backend?: unknown }
  return typeof backend === 'string' ? backend : undefined
}
