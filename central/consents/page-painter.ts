/**
 * Draws pages of scans in a thread of their own: a large page holds nobody up, and a malicious file that hangs or eats
 * memory takes the thread with it and nothing else.
 */

import { Worker } from 'node:worker_threads'
import type { ScanMediaType } from '#contract/consent.ts'
import { AppError } from '#contract/failure.ts'
import type { Painted } from './page-painter-thread.ts'

const limitMs = 20_000
const memoryMb = 512

export interface PageToPaint {
  readonly bytes: Uint8Array
  readonly mediaType: ScanMediaType
  /** From one. */
  readonly page: number
}

export interface PagePainter {
  /** @returns The page as WebP. @throws {AppError} `scan-unreadable`. */
  paint(page: PageToPaint): Promise<Uint8Array<ArrayBuffer>>
}

interface Waiting {
  readonly done: (picture: Uint8Array<ArrayBuffer>) => void
  readonly failed: (error: Error) => void
  readonly limit: NodeJS.Timeout
}

/** The thread is started by the first page and keeps no process alive. */
export function createPagePainter(): PagePainter {
  let thread: Worker | undefined
  let lastId = 0
  const waiting = new Map<number, Waiting>()

  return {
    paint: (page) =>
      new Promise((done, failed) => {
        lastId += 1
        const limit = setTimeout(() => void thread?.terminate(), limitMs)
        limit.unref()
        waiting.set(lastId, { done, failed, limit })
        running().postMessage({ id: lastId, ...page })
      }),
  }

  function running(): Worker {
    if (thread) return thread
    const started = new Worker(new URL('./page-painter-thread.ts', import.meta.url), {
      resourceLimits: { maxOldGenerationSizeMb: memoryMb },
    })
    started.unref()
    started.on('message', settle)
    // What it was working on is lost with it; the next page starts another one.
    started.on('error', () => undefined)
    started.on('exit', () => {
      if (thread === started) thread = undefined
      for (const id of waiting.keys()) settle({ id, picture: null })
    })
    thread = started
    return started
  }

  function settle({ id, picture }: Painted): void {
    const { done, failed, limit } = waiting.get(id) ?? {}
    waiting.delete(id)
    clearTimeout(limit)
    if (picture) done?.(picture)
    else failed?.(new AppError('scan-unreadable', 'The page cannot be drawn.'))
  }
}
