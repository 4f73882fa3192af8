import { type FileHandle, open } from 'node:fs/promises'
import { dirname } from 'node:path'
import * as z from 'zod'
import { ReportNumber } from '#central/bureau/report-values.ts'
import { Instant } from '#contract/values.ts'
import { syncFolder } from './durable-file.ts'

/** One charged query. The subject is a keyed hash: the ledger names nobody. */
const LedgerLine = z.strictObject({
  idempotencyKey: z.uuid(),
  at: Instant,
  subjectHash: z.string().regex(/^[0-9a-f]{64}$/),
  purposeCode: z.string().regex(/^\d{2}$/),
  institution: z.strictObject({ code: z.string(), name: z.string() }),
  reportNumber: ReportNumber,
})
export type LedgerLine = z.output<typeof LedgerLine>

export interface Ledger {
  /** Every line, oldest first. */
  readonly lines: readonly LedgerLine[]
  find(idempotencyKey: string): LedgerLine | undefined
  /** Returns when the line is on the disk. Calls must not overlap. */
  append(line: LedgerLine): Promise<void>
  close(): Promise<void>
}

/**
 * Opens a ledger of JSON lines, one process at a time. A last line without its line feed was never confirmed to anybody;
 * it is dropped and cut off.
 *
 * @throws When a line before the last cannot be read: the file was damaged, not torn.
 */
export async function openLedger(file: string): Promise<Ledger> {
  const handle = await open(file, 'a+', 0o600)
  try {
    await syncFolder(dirname(file))
    const bytes = await handle.readFile()
    const goodLength = bytes.lastIndexOf('\n') + 1
    if (goodLength < bytes.length) await cutTo(handle, goodLength)
    return ledgerOn(handle, readLines(bytes.subarray(0, goodLength).toString('utf8')), goodLength)
  } catch (error) {
    await handle.close()
    throw error
  }
}

function ledgerOn(handle: FileHandle, lines: LedgerLine[], lengthAtStart: number): Ledger {
  const byKey = new Map(lines.map((line) => [line.idempotencyKey, line]))
  let goodLength = lengthAtStart
  return {
    lines,
    find: (idempotencyKey) => byKey.get(idempotencyKey),
    close: () => handle.close(),

    async append(line) {
      const written = Buffer.from(`${JSON.stringify(LedgerLine.parse(line))}\n`)
      try {
        await handle.appendFile(written)
        await handle.datasync()
      } catch (error) {
        // Half a line must not stay in front of the next one.
        await cutTo(handle, goodLength)
        throw error
      }
      goodLength += written.length
      lines.push(line)
      byKey.set(line.idempotencyKey, line)
    },
  }
}

async function cutTo(handle: FileHandle, length: number): Promise<void> {
  await handle.truncate(length)
  await handle.datasync()
}

function readLines(text: string): LedgerLine[] {
  return text
    .split('\n')
    .slice(0, -1)
    .map((line) => LedgerLine.parse(JSON.parse(line)))
}
