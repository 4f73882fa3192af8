/** The inspection's thread: started when it is needed, one file after the other, ended with a file that takes too long. */

import { Worker } from 'node:worker_threads'
import { AppError } from '#contract/failure.ts'
import type { InspectionTasks, TaskAnswer } from './inspection-tasks.ts'
import { refuseScan } from './refuse-scan.ts'

export interface ScanInspector {
  /** @throws {AppError} What the inspection refuses; `scan-oversized` when it takes too long or too much memory. */
  ask<K extends keyof InspectionTasks>(
    name: K,
    input: InspectionTasks[K]['input'],
  ): Promise<InspectionTasks[K]['output']>
  stop(): Promise<void>
}

export interface ScanInspectorOptions {
  /** Certificates in PEM of those whose word about the signer of a PDF is taken. */
  readonly authorities: readonly string[]
  readonly deadlineMs?: number
}

const workerFile = new URL('./inspection-worker.ts', import.meta.url)
const resourceLimits = { maxOldGenerationSizeMb: 768 }

interface Waiting {
  readonly name: keyof InspectionTasks
  readonly input: unknown
  resolve(value: unknown): void
  reject(error: unknown): void
}

export function createScanInspector({ authorities, deadlineMs = 30_000 }: ScanInspectorOptions): ScanInspector {
  const queue: Waiting[] = []
  let worker: Worker | undefined
  let busy: { readonly task: Waiting; readonly id: number; readonly timer: NodeJS.Timeout } | undefined
  let lastId = 0

  return {
    ask: (name, input) =>
      new Promise<never>((resolve, reject) => {
        queue.push({ name, input, resolve: resolve as (value: unknown) => void, reject })
        next()
      }),
    async stop() {
      const stopping = worker
      worker = undefined
      await stopping?.terminate()
    },
  }

  function next(): void {
    const task = busy ? undefined : queue.shift()
    if (!task) return
    lastId += 1
    busy = { task, id: lastId, timer: setTimeout(() => abandon('The file takes too long.'), deadlineMs) }
    worker ??= start()
    worker.ref()
    worker.postMessage({ id: lastId, name: task.name, input: task.input })
  }

  function start(): Worker {
    const started = new Worker(workerFile, { workerData: { authorities }, resourceLimits })
    started.on('message', (answer: TaskAnswer) => answer.id === busy?.id && settle(answer))
    started.on('error', (error) => {
      if (started !== worker) return
      const isMemory = (error as NodeJS.ErrnoException).code === 'ERR_WORKER_OUT_OF_MEMORY'
      if (isMemory) abandon('The file takes too much memory.')
      else abandon(undefined, error)
    })
    return started
  }

  function settle(answer: TaskAnswer): void {
    const done = finish()
    worker?.unref()
    if (answer.ok) done?.resolve(answer.value)
    else done?.reject(answer.code ? new AppError(answer.code, answer.message) : new Error(answer.message))
    next()
  }

  /** The thread is ended with what it was doing; the next file gets a new one. */
  function abandon(reason: string | undefined, error?: unknown): void {
    const done = finish()
    void worker?.terminate()
    worker = undefined
    done?.reject(reason === undefined ? error : refuseScan('scan-oversized', reason))
    next()
  }

  function finish(): Waiting | undefined {
    clearTimeout(busy?.timer)
    const done = busy?.task
    busy = undefined
    return done
  }
}
