/**
 * Scans at rest, in a folder: sealed piece by piece before anything touches the disk, each piece synced before it counts
 * as received. Plaintext exists in memory only.
 */

import { mkdir, open, readdir, readFile, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { seal, unseal } from '#central/keys/sealing.ts'

/** Largest piece in plain bytes; a cut line loses at most this much. */
export const pieceBytes = 256 * 1024

export interface ScanStore {
  /** Appends one piece at an offset; durable when it returns. */
  append(id: string, offset: number, bytes: Uint8Array): Promise<void>
  /** The first `length` bytes. @throws {Error} When a piece is missing or was changed. */
  read(id: string, length: number): Promise<Buffer>
  remove(id: string): Promise<void>
}

export function createFolderScanStore(folder: string, key: Uint8Array): ScanStore {
  return {
    async append(id, offset, bytes) {
      const home = join(folder, id)
      await mkdir(home, { recursive: true, mode: 0o700 })
      const target = join(home, pieceName(offset))
      const unfinished = `${target}.part`
      const file = await open(unfinished, 'w', 0o600)
      try {
        await file.writeFile(seal(key, bytes, contextOfPiece(id, offset)))
        await file.sync()
      } finally {
        await file.close()
      }
      await rename(unfinished, target)
      await syncFolder(home)
    },

    async read(id, length) {
      const names = (await readdir(join(folder, id))).filter((name) => name.endsWith('.piece')).toSorted()
      const pieces: Buffer[] = []
      let received = 0
      for (const name of names) {
        if (received >= length) break
        if (name !== pieceName(received)) throw new Error('A piece of the scan is missing.')
        const piece = unseal(key, await readFile(join(folder, id, name)), contextOfPiece(id, received))
        pieces.push(piece)
        received += piece.length
      }
      if (received !== length) throw new Error('The scan is shorter than what was acknowledged.')
      return Buffer.concat(pieces)
    },

    remove: (id) => rm(join(folder, id), { recursive: true, force: true }),
  }
}

/** Makes the names in a folder durable; Windows has no such call and needs none. */
async function syncFolder(folder: string): Promise<void> {
  if (process.platform === 'win32') return
  const handle = await open(folder, 'r')
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}

export function pieceName(offset: number): string {
  return `${String(offset).padStart(12, '0')}.piece`
}

/** What a piece is sealed for: it opens in no other place. */
export function contextOfPiece(id: string, offset: number): string {
  return `cqw/scan/1/${id}/${offset}`
}
