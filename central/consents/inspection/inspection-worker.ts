/** Runs the inspection apart from the service: a file that hangs or fills the memory harms nobody else. */

import { X509Certificate } from 'node:crypto'
import { parentPort, workerData } from 'node:worker_threads'
import { AppError } from '#contract/failure.ts'
import { inspectScan } from './inspect-scan.ts'
import type { InspectionTask, InspectionTasks, TaskAnswer } from './inspection-tasks.ts'
import { pageMap } from './page-map.ts'
import { placeOn, sameAs } from './place-page.ts'
import { previewOfImage } from './read-image.ts'
import { previewOfPdf } from './read-pdf.ts'

const authorities = (workerData as { authorities: readonly string[] }).authorities.map(
  (pem) => new X509Certificate(pem),
)

const carryOut: { [K in keyof InspectionTasks]: (input: InspectionTasks[K]['input']) => unknown } = {
  async inspect({ bytes, at }) {
    const { pictures, ...inspected } = await inspectScan(Buffer.from(bytes), { authorities, at })
    return { ...inspected, maps: pictures.map((picture) => pageMap(picture) ?? null) }
  },
  async preview({ bytes, isPdf, page, size }) {
    return (isPdf ? previewOfPdf : previewOfImage)(Buffer.from(bytes), page, size)
  },
  place: ({ map, forms }) => placeOn(map, forms),
  compare: ({ page, others, print }) => sameAs(page, others, print),
}

parentPort?.on('message', async ({ id, name, input }: InspectionTask) => {
  const answer = await answerTo(id, () => carryOut[name](input as never))
  parentPort?.postMessage(answer)
})

async function answerTo(id: number, work: () => unknown): Promise<TaskAnswer> {
  try {
    return { id, ok: true, value: await work() }
  } catch (error) {
    if (error instanceof AppError) return { id, ok: false, code: error.code, message: error.message }
    return { id, ok: false, message: error instanceof Error ? (error.stack ?? error.message) : String(error) }
  }
}
