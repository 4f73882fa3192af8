/** The test at the end of a course: a paper from the question bank, kept answer by answer, scored here. */

import { randomUUID } from 'node:crypto'
import type { ExaminationService } from '#central/admission/examination-service.ts'
import type { AuditService } from '#central/audit/audit-service.ts'
import { entryOf, type SessionCaller } from '#central/caller.ts'
import { type Clock, shanghaiTime, startOfShanghaiDay } from '#central/clock.ts'
import { type Database, inTransaction, type Transaction } from '#central/database/database.ts'
import type { PolicyService } from '#central/policy/policy-service.ts'
import type { Paper, PaperQuestion, PaperResult } from '#contract/admission.ts'
import { AppError } from '#contract/failure.ts'
import { questionTopics } from '#contract/question.ts'
import { finishCourse } from './complete-course.ts'
import { findCourse, type StoredCourse } from './course-repository.ts'
import { requireCourse } from './own-training-service.ts'
import * as papers from './paper-repository.ts'
import { lockProgress, savePassed } from './progress-repository.ts'

export interface TrainingTestService {
  /** @throws {AppError} `not-found`, `conflict` before the video is watched or once it is passed, `attempts-used-up`, `bank-too-small`. */
  start(courseId: string, caller: SessionCaller): Promise<Paper>
  /** @throws {AppError} `not-found`, `paper-over`, `invalid-input` for an option that is none. */
  answer(id: string, answer: { position: number; chosen: readonly number[] }, caller: SessionCaller): Promise<void>
  /** @throws {AppError} `not-found`. */
  handIn(id: string, caller: SessionCaller): Promise<PaperResult>
}

export interface TrainingTestDependencies {
  readonly database: Database
  readonly audit: AuditService
  readonly policy: PolicyService
  readonly examinations: ExaminationService
  readonly clock: Clock
}

export function createTrainingTestService(dependencies: TrainingTestDependencies): TrainingTestService {
  const { database, audit, policy, examinations, clock } = dependencies
  return { start, answer, handIn }

  async function start(courseId: string, caller: SessionCaller): Promise<Paper> {
    return inTransaction(database, async (tx) => {
      const course = await requireCourse(tx, courseId, caller)
      await lockProgress(tx, courseId, caller.user.id)
      const open = await papers.findOpenPaper(tx, courseId, caller.user.id)
      if (open && open.deadline > clock()) return paperOf(tx, open)
      if (open) await score(tx, open, caller)
      await requireReady(tx, course, caller)
      return draw(tx, course, caller)
    })
  }

  /** The video comes before the test, and who has passed is done. */
  async function requireReady(tx: Transaction, course: StoredCourse, caller: SessionCaller): Promise<void> {
    const { watchedAt, passedAt } = await lockProgress(tx, course.id, caller.user.id)
    const isReady = course.hasTest && (course.video === null || watchedAt !== null)
    if (!isReady || passedAt !== null) throw new AppError('conflict', 'The test is not open for this user.')
  }

  async function draw(tx: Transaction, course: StoredCourse, caller: SessionCaller): Promise<Paper> {
    const { questionsPerTopic, testMinutes, passMark, attemptsPerDay } = (await policy.current(tx)).body.training
    const of = { courseId: course.id, userId: caller.user.id }
    const { today } = await papers.readAttempts(tx, of, startOfShanghaiDay(shanghaiTime(clock()).day))
    if (today >= attemptsPerDay) throw new AppError('attempts-used-up', 'There is no attempt left today.')
    const perTopic = Object.fromEntries(
      questionTopics.map((topic) => [topic, course.topics.includes(topic) ? questionsPerTopic : 0]),
    ) as Record<(typeof questionTopics)[number], number>
    const questions = await examinations.draw(tx, perTopic)
    if (!questions) throw new AppError('bank-too-small', 'The question bank has too few questions of a topic.')
    const drawnAt = clock()
    const deadline = new Date(drawnAt.getTime() + testMinutes * 60_000)
    const id = randomUUID()
    await papers.insertPaper(tx, { id, ...of, drawnAt, deadline, passMark, questions })
    const facts = { course: course.id, questions: questions.length, deadline: deadline.toISOString(), passMark }
    await audit.record(tx, entryOf('training.paper-drawn', caller, { object: id, facts }))
    return paperOf(tx, { id, deadline })
  }

  async function answer(
    id: string,
    { position, chosen }: { position: number; chosen: readonly number[] },
    caller: SessionCaller,
  ): Promise<void> {
    await inTransaction(database, async (tx) => {
      const paper = await lockOwn(tx, id, caller)
      if (paper.handedInAt !== null || paper.deadline <= clock())
        throw new AppError('paper-over', 'The time of this paper is over.')
      if (!(await papers.saveChosen(tx, { paperId: id, position, chosen })))
        throw new AppError('invalid-input', 'The input was refused.', { fields: ['chosen'] })
    })
  }

  async function handIn(id: string, caller: SessionCaller): Promise<PaperResult> {
    return inTransaction(database, async (tx) => {
      const paper = await lockOwn(tx, id, caller)
      if (paper.handedInAt === null) await score(tx, paper, caller)
      return resultOf(tx, await lockOwn(tx, id, caller))
    })
  }

  /** What was answered until the deadline counts; a late hand-in is one at the deadline. */
  async function score(tx: Transaction, paper: papers.StoredPaper, caller: SessionCaller): Promise<void> {
    const reached = examinations.scoreOf(await papers.listQuestions(tx, paper.id))
    const at = new Date(Math.min(clock().getTime(), paper.deadline.getTime()))
    await papers.saveScore(tx, paper.id, { score: reached, at })
    const facts = { course: paper.courseId, score: reached, passMark: paper.passMark }
    await audit.record(tx, entryOf('training.paper-handed-in', caller, { object: paper.id, facts }))
    if (reached >= paper.passMark) await pass(tx, paper, { caller, at })
  }

  async function pass(
    tx: Transaction,
    { courseId }: papers.StoredPaper,
    { caller, at }: { caller: SessionCaller; at: Date },
  ): Promise<void> {
    const course = await findCourse(tx, courseId)
    if (!course) return
    const progress = await lockProgress(tx, courseId, caller.user.id)
    await savePassed(tx, { courseId, userId: caller.user.id }, at)
    await finishCourse(tx, audit, { course, progress: { ...progress, passedAt: at }, caller, at })
  }

  async function lockOwn(tx: Transaction, id: string, caller: SessionCaller): Promise<papers.StoredPaper> {
    const paper = await papers.lockPaper(tx, id)
    if (paper?.userId !== caller.user.id) throw new AppError('not-found', 'There is no such paper.')
    return paper
  }

  async function paperOf(tx: Transaction, { id, deadline }: { id: string; deadline: Date }): Promise<Paper> {
    const questions = (await papers.listQuestions(tx, id)).map(shown)
    return { id, deadline: deadline.toISOString(), now: clock().toISOString(), questions }
  }

  async function resultOf(
    tx: Transaction,
    { id, score, passMark, handedInAt }: papers.StoredPaper,
  ): Promise<PaperResult> {
    if (score === null || handedInAt === null) throw new Error('The paper has not been scored.')
    const mistakes = (await papers.listQuestions(tx, id))
      .filter((question) => !examinations.isRight(question))
      .map((question) => ({
        ...shown(question),
        answer: question.optionOrder.flatMap((place, index) => (question.answer.includes(place) ? [index] : [])),
        explanation: question.explanation,
      }))
    return { id, score, passMark, isPassed: score >= passMark, handedInAt: handedInAt.toISOString(), mistakes }
  }
}

/** Without the answer, its options in the order of this paper. */
function shown({ position, topic, kind, text, options, optionOrder, chosen }: papers.StoredQuestion): PaperQuestion {
  return { position, topic, kind, text, options: optionOrder.map((place) => options[place] ?? ''), chosen }
}
