import { expect, test } from 'vitest'
import { judgeKeychain } from '#main/platform/judge-keychain.ts'

const linux = {
  platform: 'linux',
  isEncryptionAvailable: true,
  backend: 'gnome_libsecret',
  remembered: undefined,
} as const

test.each([
  { why: 'GNOME at the first time', change: {}, refusal: undefined },
  { why: 'GNOME again', change: { remembered: 'gnome_libsecret' }, refusal: undefined },
  { why: 'KDE 6', change: { backend: 'kwallet6' }, refusal: undefined },
  { why: 'a keyring of which an old runtime knows no name', change: { backend: 'some_keyring' }, refusal: undefined },
  { why: 'a named one after that', change: { remembered: 'some_keyring' }, refusal: undefined },
  { why: 'the built-in password', change: { backend: 'basic_text' }, refusal: 'plain-text' },
  {
    why: 'the built-in password, remembered',
    change: { backend: 'basic_text', remembered: 'basic_text' },
    refusal: 'plain-text',
  },
  { why: 'a backend nobody knows', change: { backend: 'unknown' }, refusal: 'unavailable' },
  { why: 'a new name', change: { backend: 'kwallet9' }, refusal: 'unavailable' },
  { why: 'a locked keyring', change: { isEncryptionAvailable: false }, refusal: 'unavailable' },
  { why: 'another keyring than before', change: { remembered: 'kwallet5' }, refusal: 'changed' },
  { why: 'a plain one that somebody wrote into the memory', change: { remembered: 'basic_text' }, refusal: 'changed' },
  {
    why: 'a named one after which only some can be told',
    change: { backend: 'some_keyring', remembered: 'kwallet5' },
    refusal: 'changed',
  },
  { why: 'Windows', change: { platform: 'win32', backend: 'win32' }, refusal: undefined },
  {
    why: 'Windows without DPAPI',
    change: { platform: 'win32', backend: 'win32', isEncryptionAvailable: false },
    refusal: 'unavailable',
  },
] as const)('$why: $refusal', ({ change, refusal }) => {
  expect(judgeKeychain({ ...linux, ...change })).toBe(refusal)
})
