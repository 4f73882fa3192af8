import { mkdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import * as z from 'zod'
import { BureauAnswer } from '#central/bureau/bureau-adapter.ts'
import { writeDurably } from './durable-file.ts'

const StoredAnswer = BureauAnswer.extend({ reportedAt: z.coerce.date() })

/** The answers given, one file per idempotency key, readable by the owner only. */
export interface AnswerFolder {
  /** @throws When there is none. */
  read(idempotencyKey: string): Promise<BureauAnswer>
  /** Returns when the answer is on the disk; one of the same key that was never charged is replaced. */
  write(idempotencyKey: string, answer: BureauAnswer): Promise<void>
}

export async function openAnswerFolder(folder: string): Promise<AnswerFolder> {
  await mkdir(folder, { recursive: true, mode: 0o700 })
  const fileOf = (idempotencyKey: string) => join(folder, `${z.uuid().parse(idempotencyKey)}.json`)
  return {
    async read(idempotencyKey) {
      return StoredAnswer.parse(JSON.parse(await readFile(fileOf(idempotencyKey), 'utf8')))
    },

    async write(idempotencyKey, answer) {
      await writeDurably(fileOf(idempotencyKey), JSON.stringify(answer))
    },
  }
}
