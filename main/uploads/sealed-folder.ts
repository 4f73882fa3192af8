/** Files of ours that outlive a crash: sealed under a key of the OS keychain, durable when written. */

import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto'
import { mkdir, readdir, readFile, rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { KeyVault } from '#main/binding/device-key.ts'
import { replaceFile } from '#main/storage/durable-file.ts'

export interface SealedFolder {
  /** @throws {AppError} `keychain-unavailable`, `keychain-changed`. */
  write(name: string, content: Uint8Array): Promise<void>
  /** `undefined` for what is not there, or was not sealed here. */
  read(name: string): Promise<Buffer | undefined>
  list(): Promise<string[]>
  remove(name: string): Promise<void>
}

const account = 'spool-key'
const nonceBytes = 12
const tagBytes = 16
const goodName = /^[0-9a-f-]{36}\.[a-z]+$/

export function createSealedFolder(folder: string, vault: KeyVault): SealedFolder {
  let key: Promise<Buffer> | undefined

  return {
    async write(name, content) {
      const nonce = randomBytes(nonceBytes)
      const cipher = createCipheriv('aes-256-gcm', await openKey(), nonce).setAAD(Buffer.from(name))
      await mkdir(folder, { recursive: true, mode: 0o700 })
      await replaceFile(
        placeOf(name),
        Buffer.concat([nonce, cipher.update(content), cipher.final(), cipher.getAuthTag()]),
      )
    },

    async read(name) {
      const sealed = await readFile(placeOf(name)).catch(() => undefined)
      if (!sealed) return undefined
      try {
        const decipher = createDecipheriv('aes-256-gcm', await openKey(), sealed.subarray(0, nonceBytes))
        decipher.setAAD(Buffer.from(name)).setAuthTag(sealed.subarray(-tagBytes))
        return Buffer.concat([decipher.update(sealed.subarray(nonceBytes, -tagBytes)), decipher.final()])
      } catch {
        return undefined
      }
    },

    list: async () => (await readdir(folder).catch(() => [])).filter((name) => goodName.test(name)),
    remove: (name) => rm(placeOf(name), { force: true }),
  }

  function placeOf(name: string): string {
    if (!goodName.test(name)) throw new Error('This is no name of a sealed file.')
    return join(folder, name)
  }

  function openKey(): Promise<Buffer> {
    key ??= readKey(vault).catch((error: unknown) => {
      key = undefined
      throw error
    })
    return key
  }
}

async function readKey(vault: KeyVault): Promise<Buffer> {
  const kept = await vault.read(account)
  if (kept !== undefined) return Buffer.from(kept, 'base64')
  const made = randomBytes(32)
  await vault.write(account, made.toString('base64'))
  return made
}
