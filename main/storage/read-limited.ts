import { open } from 'node:fs/promises'

/**
 * The content of a file a person chose; never more than one byte beyond the limit, whatever the file grows to.
 *
 * @throws {Error} When it cannot be read, or is no file.
 */
export async function readLimited(path: string, maxBytes: number): Promise<Buffer> {
  const file = await open(path, 'r')
  try {
    const status = await file.stat()
    if (!status.isFile()) throw new Error('Not a file.')
    const buffer = Buffer.alloc(Math.min(status.size, maxBytes) + 1)
    const { bytesRead } = await file.read(buffer, 0, buffer.length, 0)
    return buffer.subarray(0, bytesRead)
  } finally {
    await file.close()
  }
}
