/**
 * Sealing a bundle to the auditor's key with age. Headers are the library's; the payload is read with node:crypto, which
 * is many times faster over a large bundle.
 *
 * @see C2SP age v1: "Payload" (STREAM of 64 KiB chunks under ChaCha20-Poly1305).
 */

import { createDecipheriv, getCiphers, hkdfSync } from 'node:crypto'
import { ReadableStream } from 'node:stream/web'
import { chacha20poly1305 } from '@noble/ciphers/chacha.js'
import { Decrypter, Encrypter } from 'age-encryption'
import { MalformedBundle } from './tar-file.ts'

const chunkBytes = 64 * 1024
const tagBytes = 16
const nonceBytes = 16
/** Electron's crypto library does not have it. */
const isCipherBuiltIn = getCiphers().includes('chacha20-poly1305')
/** Far more than a handful of recipients need. */
const maxHeaderBytes = 64 * 1024

/** Seals bytes to one recipient as they come. @throws {Error} When it is no recipient; nothing has been read then. */
export async function sealTo(
  recipient: string,
  plaintext: AsyncIterable<Uint8Array>,
): Promise<AsyncIterable<Uint8Array>> {
  const encrypter = new Encrypter()
  encrypter.addRecipient(recipient)
  // The library names the browser's streams, Node's are the same.
  const sealed: unknown = await encrypter.encrypt(ReadableStream.from(plaintext) as unknown as GlobalStream)
  return sealed as AsyncIterable<Uint8Array>
}

type GlobalStream = globalThis.ReadableStream<Uint8Array>

/**
 * Opens a sealed file piece by piece. Nothing of a chunk comes out before its tag has been checked.
 *
 * @param identity `AGE-SECRET-KEY-…`.
 * @throws {MalformedBundle} Where the file is not an age file, was changed or was cut off, or is sealed to another key.
 */
export async function* openSealed(chunks: AsyncIterable<Uint8Array>, identity: string): AsyncGenerator<Buffer> {
  const reader = createReader(chunks)
  const key = await readHeader(reader, identity)
  for (let count = 0, isLast = false; !isLast; count += 1) {
    const at = reader.position()
    const sealed = await reader.take(chunkBytes + tagBytes)
    isLast = await reader.isAtEnd()
    if (sealed.length < tagBytes || (sealed.length === tagBytes && count > 0))
      throw new MalformedBundle(`The file was cut off at byte ${at}.`)
    yield openChunk(key, sealed, { count, isLast, at })
  }
}

function openChunk(
  key: Uint8Array,
  sealed: Buffer,
  { count, isLast, at }: { count: number; isLast: boolean; at: number },
) {
  const nonce = Buffer.alloc(12)
  nonce.writeUIntBE(count, 5, 6)
  nonce[11] = isLast ? 1 : 0
  try {
    return isCipherBuiltIn
      ? decipherBuiltIn(key, nonce, sealed)
      : Buffer.from(chacha20poly1305(key, nonce).decrypt(sealed))
  } catch (error) {
    throw new MalformedBundle(`The file was changed or cut off at or after byte ${at}.`, { cause: error })
  }
}

function decipherBuiltIn(key: Uint8Array, nonce: Buffer, sealed: Buffer): Buffer {
  const decipher = createDecipheriv('chacha20-poly1305', key, nonce, { authTagLength: tagBytes })
  decipher.setAuthTag(sealed.subarray(sealed.length - tagBytes))
  const plaintext = decipher.update(sealed.subarray(0, sealed.length - tagBytes))
  decipher.final()
  return plaintext
}

type Reader = ReturnType<typeof createReader>

async function readHeader(reader: Reader, identity: string): Promise<Uint8Array> {
  const header = await reader.takeHeader()
  if (header === undefined) throw new MalformedBundle('This is not an age file.')
  const decrypter = new Decrypter()
  decrypter.addIdentity(identity)
  const fileKey = await decrypter.decryptHeader(new Uint8Array(header)).catch((error: unknown) => {
    throw new MalformedBundle(`The header cannot be opened: ${error instanceof Error ? error.message : error}.`)
  })
  const nonce = await reader.take(nonceBytes)
  return new Uint8Array(hkdfSync('sha256', fileKey, nonce, 'payload', 32))
}

function createReader(chunks: AsyncIterable<Uint8Array>) {
  const iterator = chunks[Symbol.asyncIterator]()
  let waiting: Buffer = Buffer.alloc(0)
  let taken = 0
  return {
    position: () => taken,
    async isAtEnd(): Promise<boolean> {
      await fill(1)
      return waiting.length === 0
    },
    /** As many bytes as there are, up to `wanted`. */
    async take(wanted: number): Promise<Buffer> {
      await fill(wanted)
      return cut(Math.min(wanted, waiting.length))
    },
    /** Everything up to the line of the header's MAC. */
    async takeHeader(): Promise<Buffer | undefined> {
      await fill(maxHeaderBytes)
      const mac = waiting.indexOf('\n--- ')
      const end = mac < 0 ? -1 : waiting.indexOf('\n', mac + 1)
      const isAge = waiting.toString('latin1', 0, 22) === 'age-encryption.org/v1\n'
      return isAge && end >= 0 && end < maxHeaderBytes ? cut(end + 1) : undefined
    },
  }

  async function fill(wanted: number): Promise<void> {
    const parts = [waiting]
    let length = waiting.length
    while (length < wanted) {
      const next = await iterator.next()
      if (next.done) break
      parts.push(Buffer.from(next.value.buffer, next.value.byteOffset, next.value.length))
      length += next.value.length
    }
    if (parts.length > 1) waiting = Buffer.concat(parts, length)
  }

  function cut(length: number): Buffer {
    const piece = waiting.subarray(0, length)
    waiting = waiting.subarray(length)
    taken += length
    return piece
  }
}
