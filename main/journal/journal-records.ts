/** What the journal's records say, sealed one by one under a key of the OS keychain. */

import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto'
import * as z from 'zod'
import { LocalEvent } from '#contract/local-event.ts'
import type { KeyVault } from '#main/binding/device-key.ts'

/** `sent`: every event up to this counter stands in the service's log. */
export const JournalRecord = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('event'), event: LocalEvent }),
  z.strictObject({ type: z.literal('sent'), counter: z.int().min(0) }),
])
export type JournalRecord = z.output<typeof JournalRecord>

export interface RecordSeal {
  seal(record: JournalRecord): Uint8Array
  /** `undefined` for what was not sealed with this key. */
  open(sealed: Uint8Array): JournalRecord | undefined
}

const account = 'journal-key'
const keyBytes = 32
const nonceBytes = 12
const tagBytes = 16

/** Reads the journal's key, or makes it. @throws {AppError} `keychain-unavailable`, `keychain-changed`. */
export async function openRecordSeal(vault: KeyVault): Promise<RecordSeal> {
  const kept = await vault.read(account)
  if (kept !== undefined) return sealWith(Buffer.from(kept, 'base64'))
  const key = randomBytes(keyBytes)
  await vault.write(account, key.toString('base64'))
  return sealWith(key)
}

/** AES-256-GCM: nonce, ciphertext, tag. */
export function sealWith(key: Uint8Array): RecordSeal {
  return {
    seal(record) {
      const nonce = randomBytes(nonceBytes)
      const cipher = createCipheriv('aes-256-gcm', key, nonce)
      const ciphertext = Buffer.concat([cipher.update(JSON.stringify(record)), cipher.final()])
      return Buffer.concat([nonce, ciphertext, cipher.getAuthTag()])
    },
    open(sealed) {
      try {
        const decipher = createDecipheriv('aes-256-gcm', key, sealed.subarray(0, nonceBytes))
        decipher.setAuthTag(sealed.subarray(-tagBytes))
        const text = Buffer.concat([decipher.update(sealed.subarray(nonceBytes, -tagBytes)), decipher.final()])
        return JournalRecord.safeParse(JSON.parse(text.toString())).data
      } catch {
        return undefined
      }
    },
  }
}
