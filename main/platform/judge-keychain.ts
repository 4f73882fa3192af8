/** Whether the keychain may be trusted with the device key: pure, a table of tests holds every case. */

export interface KeychainFacts {
  readonly platform: NodeJS.Platform
  readonly isEncryptionAvailable: boolean
  /** Linux: what holds the key of the encryption, by Electron's name. */
  readonly backend: string
  /** The one used before, on this PC by this user. */
  readonly remembered: string | undefined
}

/** Keep the key of the encryption under a password or in the desktop's own service; Electron's names. */
const linuxBackends: ReadonlySet<string> = new Set([
  'gnome_libsecret',
  'kwallet',
  'kwallet5',
  'kwallet6',
  // Electron before 42 cannot say which; it can say that it is none of the plain ones.
  'some_keyring',
])

/** @returns Why it is refused; `basic_text` encrypts with a password that stands in Chromium's source. */
export function judgeKeychain(facts: KeychainFacts): 'plain-text' | 'unavailable' | 'changed' | undefined {
  const { platform, isEncryptionAvailable, backend, remembered } = facts
  if (platform === 'linux' && backend === 'basic_text') return 'plain-text'
  if (!isEncryptionAvailable || (platform === 'linux' && !linuxBackends.has(backend))) return 'unavailable'
  return remembered === undefined || isSame(remembered, backend) ? undefined : 'changed'
}

/** A newer Electron that names what an older one could not is no change. */
function isSame(remembered: string, backend: string): boolean {
  return remembered === backend || remembered === 'some_keyring'
}
