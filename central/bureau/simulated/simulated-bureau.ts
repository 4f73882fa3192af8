import { createHmac, randomBytes } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import {
  type BureauAdapter,
  type BureauAnswer,
  type BureauCharge,
  BureauError,
  BureauRequest,
} from '#central/bureau/bureau-adapter.ts'
import { AppError, parseInput } from '#contract/failure.ts'
import type { Subject } from '#contract/subject.ts'
import type { Day } from '#contract/values.ts'
import { type AnswerFolder, openAnswerFolder } from './answer-folder.ts'
import { reportOfCompany } from './company/report-of-company.ts'
import { writeDurably } from './durable-file.ts'
import { type Ledger, openLedger } from './ledger.ts'
import { shanghaiTime } from './months.ts'
import { recordOf, reportOfPerson } from './report-of-person.ts'

export interface SimulatedBureauOptions {
  readonly ledgerFile: string
  /** How long every answer to `ask` is held back after it has been charged, as a slow line would. */
  readonly delayMs?: number
}

/**
 * A bureau that makes reports up, the same for the same ID number, and remembers what it charged.
 *
 * Beside the ledger it keeps `answers/`, one file per key with the whole answer, and `subject-key`, the key of the
 * subject hashes. They are the bureau's own storage and hold what the real bureau would hold on its premises; nothing
 * outside this folder reads them. An answer is on the disk before its ledger line, and the line before the answer is
 * returned: a line always has its answer, and an answer without a line was never charged and is made anew.
 * The ledger belongs to one process at a time.
 */
export async function createSimulatedBureau({
  ledgerFile,
  delayMs = 0,
}: SimulatedBureauOptions): Promise<BureauAdapter> {
  const folder = dirname(ledgerFile)
  const answers = await openAnswerFolder(join(folder, 'answers'))
  const subjectKey = await readOrMakeKey(join(folder, 'subject-key'))
  const ledger = await openLedger(ledgerFile)
  const desk = { ledger, answers, hashOf: subjectHasher(subjectKey) }

  let isClosed = false
  /** Queries are charged one after the other, so that each report knows all the earlier ones. */
  let last: Promise<unknown> = Promise.resolve()
  function inTurn<T>(work: () => Promise<T>): Promise<T> {
    const result = last.then(work)
    last = result.catch(() => undefined)
    return result
  }

  return {
    async ask(input) {
      const request = parseInput(BureauRequest, input)
      if (isClosed) throw new BureauError('not-connected')
      const answer = await inTurn(() => answerOf(desk, request))
      if (delayMs > 0) await sleep(delayMs)
      return answer
    },

    lookUp: (request) => inTurn(() => answerGiven(desk, request)),

    listCharges: (day) => inTurn(() => chargesOf(desk, day)),

    async close() {
      if (isClosed) return
      isClosed = true
      await inTurn(() => ledger.close())
    },
  }
}

interface Desk {
  readonly ledger: Ledger
  readonly answers: AnswerFolder
  hashOf(subject: Subject): string
}

/** @throws {AppError} `conflict` when the key was charged for something else. */
async function answerGiven(
  { ledger, answers, hashOf }: Desk,
  { idempotencyKey, subject, purposeCode }: BureauRequest,
): Promise<BureauAnswer | undefined> {
  const charged = ledger.find(idempotencyKey)
  if (charged === undefined) return undefined
  if (charged.subjectHash === hashOf(subject) && charged.purposeCode === purposeCode)
    return answers.read(idempotencyKey)
  throw new AppError('conflict', 'This key was used for another query.')
}

async function chargesOf({ ledger, answers }: Desk, day: Day): Promise<BureauCharge[]> {
  const lines = ledger.lines.filter(({ at }) => shanghaiTime(new Date(at)).startsWith(day))
  return Promise.all(
    lines.map(async ({ idempotencyKey, at, purposeCode, institution, reportNumber }) => {
      const { report } = await answers.read(idempotencyKey)
      const { subject } = report.header
      return {
        key: idempotencyKey,
        at: new Date(at),
        subject,
        purposeCode,
        institutionCode: institution.code,
        reportNumber,
      }
    }),
  )
}

async function answerOf(desk: Desk, request: BureauRequest): Promise<BureauAnswer> {
  const given = await answerGiven(desk, request)
  if (given !== undefined) return given

  const { ledger, answers, hashOf } = desk
  const { idempotencyKey, at, institution } = request
  const subjectHash = hashOf(request.subject)
  const { purposeCode } = request
  const reportNumber = reportNumberOf(at, ledger.lines.length)
  const report = reportFor(ledger, request, { reportNumber, subjectHash })
  const answer: BureauAnswer = { reportNumber, reportedAt: at, report }

  await answers.write(idempotencyKey, answer)
  await ledger.append({ idempotencyKey, at: at.toISOString(), subjectHash, purposeCode, institution, reportNumber })
  return answer
}

function reportFor(
  ledger: Ledger,
  request: BureauRequest,
  { reportNumber, subjectHash }: { reportNumber: string; subjectHash: string },
): BureauAnswer['report'] {
  if (request.subjectKind === 'company') return reportOfCompany({ request, reportNumber })
  const { at } = request
  const earlier = ledger.lines
    .filter((line) => line.subjectHash === subjectHash && line.at <= at.toISOString())
    .map((line) => recordOf({ ...line, at: new Date(line.at) }))
  return reportOfPerson({ request, reportNumber, earlier })
}

/** Shanghai time to the second and the position in the ledger: 14 and 8 digits. */
function reportNumberOf(at: Date, position: number): string {
  return shanghaiTime(at).replaceAll(/\D/g, '') + String(position + 1).padStart(8, '0')
}

/** A plain hash of an ID number could be found by trying all of them, so it is keyed. */
function subjectHasher(key: Uint8Array): Desk['hashOf'] {
  return ({ kind, idType, idNumber }) =>
    createHmac('sha256', key)
      .update(`${kind === 'corporate' ? 'corporate|' : ''}${idType}|${idNumber}`)
      .digest('hex')
}

async function readOrMakeKey(file: string): Promise<Uint8Array> {
  const kept = await readFile(file).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return undefined
    throw error
  })
  if (kept !== undefined) return kept

  const key = randomBytes(32)
  await writeDurably(file, key)
  return key
}
