/** SM3 and SM4 of the platform, or ours where it has none: Electron is built on BoringSSL, which lacks both. */

import { createCipheriv, createHash, createHmac, getCiphers, getHashes } from 'node:crypto'
import { hmacSm3, sm3 } from './sm3.ts'
import { sm4EncryptBlock } from './sm4.ts'

export interface SmPrimitives {
  readonly sm3: (message: Uint8Array) => Buffer
  readonly hmacSm3: (key: Uint8Array, message: Uint8Array) => Buffer
  readonly sm4Block: (key: Buffer, block: Buffer) => Buffer
}

const platform: SmPrimitives = {
  sm3: (message) => createHash('sm3').update(message).digest(),
  hmacSm3: (key, message) => createHmac('sm3', key).update(message).digest(),
  sm4Block: (key, block) => createCipheriv('sm4-ecb', key, null).setAutoPadding(false).update(block),
}

export const ownSm: SmPrimitives = { sm3, hmacSm3, sm4Block: sm4EncryptBlock }

export const smPrimitives: SmPrimitives = {
  ...(getHashes().includes('sm3') ? { sm3: platform.sm3, hmacSm3: platform.hmacSm3 } : { sm3, hmacSm3 }),
  sm4Block: getCiphers().includes('sm4-ecb') ? platform.sm4Block : sm4EncryptBlock,
}
