/** The journal's file: what was acknowledged survives a cut at any moment; a damaged tail is set aside and blocks nothing. */

import { type FileHandle, open, readFile } from 'node:fs/promises'
import { replaceFile } from '#main/storage/durable-file.ts'
import { decodeFrames, encodeFrames, firstChain, header } from './frames.ts'

export interface JournalFile {
  /** Records found at opening, in order. */
  readonly found: readonly Uint8Array[]
  /** Where what could not be read was put; `undefined` when everything could. */
  readonly quarantine: string | undefined
  size(): number
  /** They are on the disk when it returns. */
  append(payloads: readonly Uint8Array[]): Promise<void>
  /** Puts these in the place of everything: after a cut either all of the old or all of the new is there. */
  replace(payloads: readonly Uint8Array[]): Promise<void>
  close(): Promise<void>
}

/** @param mark Makes the name of a quarantined file unique. */
export async function openJournalFile(path: string, mark: string): Promise<JournalFile> {
  const content = await readFile(path).catch(() => undefined)
  const intact = decodeFrames(content ?? new Uint8Array())
  const isDamaged = content !== undefined && intact.end < content.length
  const quarantine = isDamaged ? `${path}.damaged-${mark}` : undefined
  // Copied first: a cut in between finds everything as it was.
  if (content && quarantine) await replaceFile(quarantine, content)
  if (intact.end === 0) await replaceFile(path, header)
  else if (isDamaged) await truncateFile(path, intact.end)

  let file: FileHandle | undefined
  let chain = intact.chain
  let end = intact.end || header.length
  return {
    found: intact.payloads,
    quarantine,
    size: () => end,
    append,
    replace,
    async close() {
      await file?.close()
      file = undefined
    },
  }

  async function append(payloads: readonly Uint8Array[]): Promise<void> {
    const frames = encodeFrames(payloads, chain)
    file ??= await open(path, 'r+')
    await writeAt(file, frames.bytes, end)
    await file.datasync()
    chain = frames.chain
    end += frames.bytes.length
  }

  async function replace(payloads: readonly Uint8Array[]): Promise<void> {
    await file?.close()
    file = undefined
    const frames = encodeFrames(payloads, firstChain)
    await replaceFile(path, Buffer.concat([header, frames.bytes]))
    chain = frames.chain
    end = header.length + frames.bytes.length
  }
}

/** At its place and not at the end: what a failed append left there is written over. */
async function writeAt(file: FileHandle, bytes: Uint8Array, position: number): Promise<void> {
  for (let done = 0; done < bytes.length; ) {
    const { bytesWritten } = await file.write(bytes, done, bytes.length - done, position + done)
    done += bytesWritten
  }
}

async function truncateFile(path: string, length: number): Promise<void> {
  const file = await open(path, 'r+')
  try {
    await file.truncate(length)
    await file.sync()
  } finally {
    await file.close()
  }
}
