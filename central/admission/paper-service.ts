/** The admission test: a paper drawn at random, timed and scored here; answers leave this house only after hand-in. */

import { randomInt, randomUUID } from 'node:crypto'
import type { AuditService } from '#central/audit/audit-service.ts'
import { type CandidateCaller, candidateEntryOf } from '#central/caller.ts'
import { type Clock, shanghaiTime, startOfShanghaiDay } from '#central/clock.ts'
import { type Database, inTransaction, type Transaction } from '#central/database/database.ts'
import type { PolicyService } from '#central/policy/policy-service.ts'
import type { AdmissionStanding, WayBackService } from '#central/suspensions/way-back-service.ts'
import type { Paper, PaperQuestion, PaperResult } from '#contract/admission.ts'
import { AppError } from '#contract/failure.ts'
import type { PolicyBody } from '#contract/policy.ts'
import { mayDo } from '#contract/rules/way-back.ts'
import { lockApplicant } from './candidate-repository.ts'
import { drawPaper, isRight, scoreOf } from './draw-paper.ts'
import * as repository from './paper-repository.ts'
import { listInUse } from './question-repository.ts'

export interface PaperService {
  /** @throws {AppError} `attempts-used-up`, `bank-too-small`, `return-not-due` for a user who may not be tested again yet. */
  start(caller: CandidateCaller): Promise<Paper>
  /** @throws {AppError} `not-found`, `paper-over` after the deadline or hand-in, `invalid-input` for an option that is none. */
  answer(id: string, answer: { position: number; chosen: readonly number[] }, caller: CandidateCaller): Promise<void>
  /** @throws {AppError} `not-found`. */
  handIn(id: string, caller: CandidateCaller): Promise<PaperResult>
  /** The open paper, the last result and what is left today. */
  standing(caller: CandidateCaller): Promise<PaperStanding>
  /** The paper with which this person may apply now. */
  passedPaper(tx: Transaction, employeeId: string): Promise<string | undefined>
}

export interface PaperStanding {
  readonly paper: Paper | null
  readonly result: PaperResult | null
  readonly attemptsLeft: number
  readonly rules: PaperRules
  readonly standing: AdmissionStanding
}

interface PaperRules {
  readonly purpose: repository.PaperPurpose
  readonly passMark: number
  readonly attemptsPerDay: number
  /** Papers of before say nothing. */
  readonly since: Date
}

export interface PaperDependencies {
  readonly database: Database
  readonly audit: AuditService
  readonly policy: PolicyService
  readonly wayBack: Pick<WayBackService, 'standingOf'>
  readonly clock: Clock
}

export function createPaperService({ database, audit, policy, wayBack, clock }: PaperDependencies): PaperService {
  return { start, answer, handIn, standing, passedPaper }

  async function start(caller: CandidateCaller): Promise<Paper> {
    const { employeeId } = caller.candidate
    return inTransaction(database, async (tx) => {
      await lockApplicant(tx, employeeId)
      await settle(tx, caller)
      const open = await repository.findOpenPaper(tx, employeeId)
      if (open) return paperOf(tx, open)
      const standing = await wayBack.standingOf(tx, employeeId)
      const rules = rulesOf(standing, (await policy.current(tx)).body)
      if ((await attemptsLeft(tx, employeeId, rules)) <= 0)
        throw new AppError('attempts-used-up', 'There is no attempt left today.')
      if (standing.kind === 'returning' && !mayDo('write-retest', standing.step))
        throw new AppError('return-not-due', 'It is too early for this user to be tested again.')
      return draw(tx, rules, caller)
    })
  }

  async function draw(tx: Transaction, { purpose, passMark }: PaperRules, caller: CandidateCaller): Promise<Paper> {
    const { version, body } = await policy.current(tx)
    const { perTopic, minutes } = body.admission
    const questions = drawPaper(await listInUse(tx), perTopic, (limit) => randomInt(limit))
    if (!questions) throw new AppError('bank-too-small', 'The question bank has too few questions of a topic.')
    const drawnAt = clock()
    const deadline = new Date(drawnAt.getTime() + minutes * 60_000)
    const id = randomUUID()
    const { employeeId } = caller.candidate
    await repository.insertPaper(tx, {
      ...{ id, employeeId, purpose, drawnAt, deadline, passMark, policyVersion: version, questions },
    })
    const facts = { purpose, questions: questions.length, deadline: deadline.toISOString(), passMark }
    await audit.record(
      tx,
      candidateEntryOf('paper.drawn', caller, { object: id, facts: { ...facts, policyVersion: version } }),
    )
    const drawn = await repository.findOpenPaper(tx, employeeId)
    if (!drawn) throw new Error('A paper just drawn is not there.')
    return paperOf(tx, drawn)
  }

  async function answer(
    id: string,
    { position, chosen }: { position: number; chosen: readonly number[] },
    caller: CandidateCaller,
  ): Promise<void> {
    await inTransaction(database, async (tx) => {
      const paper = await lockOwn(tx, id, caller)
      if (paper.handedInAt !== null || paper.deadline <= clock())
        throw new AppError('paper-over', 'The time of this paper is over.')
      if (!(await repository.saveChosen(tx, { paperId: id, position, chosen })))
        throw new AppError('invalid-input', 'The input was refused.', { fields: ['chosen'] })
    })
  }

  async function handIn(id: string, caller: CandidateCaller): Promise<PaperResult> {
    return inTransaction(database, async (tx) => {
      const paper = await lockOwn(tx, id, caller)
      if (paper.handedInAt === null) await score(tx, paper, caller)
      return resultOf(tx, await lockOwn(tx, id, caller))
    })
  }

  /** A paper whose time is over is handed in, whether or not anybody pressed the button. */
  async function settle(tx: Transaction, caller: CandidateCaller): Promise<void> {
    const open = await repository.findOpenPaper(tx, caller.candidate.employeeId)
    if (open && open.deadline <= clock()) await score(tx, await lockOwn(tx, open.id, caller), caller)
  }

  /** What was answered until the deadline counts; a late hand-in is one at the deadline. */
  async function score(tx: Transaction, paper: repository.StoredPaper, caller: CandidateCaller): Promise<void> {
    const reached = scoreOf(await repository.listPaperQuestions(tx, paper.id))
    const at = new Date(Math.min(clock().getTime(), paper.deadline.getTime()))
    await repository.savePaperScore(tx, paper.id, { score: reached, at })
    const facts = { score: reached, passMark: paper.passMark, isLate: clock() > paper.deadline }
    await audit.record(tx, candidateEntryOf('paper.handed-in', caller, { object: paper.id, facts }))
  }

  async function standing(caller: CandidateCaller) {
    const { employeeId } = caller.candidate
    return inTransaction(database, async (tx) => {
      await lockApplicant(tx, employeeId)
      await settle(tx, caller)
      const standing = await wayBack.standingOf(tx, employeeId)
      const rules = rulesOf(standing, (await policy.current(tx)).body)
      const open = await repository.findOpenPaper(tx, employeeId)
      const last = await repository.findLastPaper(tx, employeeId, rules)
      return {
        paper: open ? await paperOf(tx, open) : null,
        result: last ? await resultOf(tx, last) : null,
        attemptsLeft: Math.max(0, await attemptsLeft(tx, employeeId, rules)),
        rules,
        standing,
      }
    })
  }

  /** A newcomer's passed test; after a suspension only a retest that was passed and reviewed. */
  async function passedPaper(tx: Transaction, employeeId: string): Promise<string | undefined> {
    const standing = await wayBack.standingOf(tx, employeeId)
    if (standing.kind === 'returning') return mayDo('apply', standing.step) ? standing.retestPaper : undefined
    const { passValidDays } = (await policy.current(tx)).body.admission
    return repository.findPassed(tx, employeeId, new Date(clock().getTime() - passValidDays * 86_400_000))
  }

  async function attemptsLeft(tx: Transaction, employeeId: string, { attemptsPerDay }: PaperRules): Promise<number> {
    const since = startOfShanghaiDay(shanghaiTime(clock()).day)
    return attemptsPerDay - (await repository.countDrawnSince(tx, employeeId, since))
  }

  async function lockOwn(tx: Transaction, id: string, caller: CandidateCaller): Promise<repository.StoredPaper> {
    const paper = await repository.lockPaper(tx, id)
    if (paper?.employeeId !== caller.candidate.employeeId) throw new AppError('not-found', 'There is no such paper.')
    return paper
  }

  async function paperOf(tx: Transaction, { id, deadline }: repository.StoredPaper): Promise<Paper> {
    const questions = (await repository.listPaperQuestions(tx, id)).map(shown)
    return { id, deadline: deadline.toISOString(), now: clock().toISOString(), questions }
  }
}

/** Who comes back is held to another pass mark, and to fewer attempts. */
function rulesOf(standing: AdmissionStanding, { admission, suspension }: PolicyBody): PaperRules {
  if (standing.kind !== 'returning') {
    const { passMark, attemptsPerDay } = admission
    return { purpose: 'admission', passMark, attemptsPerDay, since: new Date(0) }
  }
  const { retestPassMark: passMark, retestAttemptsPerDay: attemptsPerDay } = suspension
  return { purpose: 'retest', passMark, attemptsPerDay, since: startOfShanghaiDay(standing.opensOn ?? '1970-01-01') }
}

async function resultOf(tx: Transaction, paper: repository.StoredPaper): Promise<PaperResult> {
  const { id, score, passMark, handedInAt } = paper
  if (score === null || handedInAt === null) throw new Error('The paper has not been scored.')
  const questions = await repository.listPaperQuestions(tx, id)
  const mistakes = questions
    .filter((question) => !isRight(question))
    .map((question) => ({
      ...shown(question),
      answer: question.optionOrder.flatMap((place, index) => (question.answer.includes(place) ? [index] : [])),
      explanation: question.explanation,
    }))
  return { id, score, passMark, isPassed: score >= passMark, handedInAt: handedInAt.toISOString(), mistakes }
}

/** Without the answer, its options in the order of this paper. */
function shown({
  position,
  topic,
  kind,
  text,
  options,
  optionOrder,
  chosen,
}: repository.StoredPaperQuestion): PaperQuestion {
  return { position, topic, kind, text, options: optionOrder.map((place) => options[place] ?? ''), chosen }
}
