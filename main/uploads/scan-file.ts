/** Files the person chose: what they are, and their bytes. Nothing is copied to disk. */

import { createHash } from 'node:crypto'
import { open } from 'node:fs/promises'
import { basename } from 'node:path'
import { maxScanBytes } from '#contract/consent.ts'
import { AppError } from '#contract/failure.ts'
import type { ChosenScan } from '#contract/ipc/query.ts'
import { scanKind } from '#contract/rules/scan-kind.ts'

const signatureBytes = 16

/** Looks at a file without reading it whole. */
export async function inspectFile(path: string): Promise<Omit<ChosenScan, 'handle'>> {
  const fileName = basename(path).slice(-255)
  try {
    const { bytes, head } = await readHead(path)
    const mediaType = scanKind(head) ?? null
    return { fileName, bytes, mediaType, refusal: refusalOf(bytes, mediaType) }
  } catch {
    return { fileName, bytes: 0, mediaType: null, refusal: 'unreadable' }
  }
}

export interface ScanContent {
  readonly bytes: Buffer
  readonly sha256: string
}

/**
 * Reads a file once: what is hashed is what is sent, whatever happens to the file meanwhile.
 *
 * @throws {AppError} `scan-unreadable`, `too-large`.
 */
export async function readScan(path: string): Promise<ScanContent> {
  const bytes = await readLimited(path).catch((error: unknown) => {
    if (error instanceof AppError) throw error
    throw new AppError('scan-unreadable', 'The file cannot be read.', { cause: error })
  })
  if (scanKind(bytes) === undefined) throw new AppError('scan-unreadable', 'The file is of no kind that is accepted.')
  return { bytes, sha256: hashOf(bytes) }
}

export function hashOf(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex')
}

export function refusalOf(bytes: number, mediaType: ChosenScan['mediaType']): ChosenScan['refusal'] {
  if (bytes === 0) return 'empty'
  if (bytes > maxScanBytes) return 'too-large'
  return mediaType === null ? 'unknown-kind' : null
}

async function readHead(path: string): Promise<{ bytes: number; head: Uint8Array }> {
  const file = await open(path, 'r')
  try {
    const status = await file.stat()
    if (!status.isFile()) throw new Error('Not a file.')
    const { buffer, bytesRead } = await file.read(Buffer.alloc(signatureBytes), 0, signatureBytes, 0)
    return { bytes: status.size, head: buffer.subarray(0, bytesRead) }
  } finally {
    await file.close()
  }
}

async function readLimited(path: string): Promise<Buffer> {
  const file = await open(path, 'r')
  try {
    const status = await file.stat()
    if (!status.isFile()) throw new Error('Not a file.')
    // A file may grow after it was chosen; what is read here is what counts.
    const buffer = Buffer.alloc(Math.min(status.size, maxScanBytes) + 1)
    let size = 0
    for (;;) {
      const { bytesRead } = await file.read(buffer, size, buffer.length - size, size)
      size += bytesRead
      if (bytesRead === 0 || size === buffer.length) break
    }
    if (size > maxScanBytes) throw new AppError('too-large', 'A scan may have 10 MiB at most.')
    return buffer.subarray(0, size)
  } finally {
    await file.close()
  }
}
