/** A person's own courses: what is due, and a video whose seconds count only when they were watched. */

import type { AuditService } from '#central/audit/audit-service.ts'
import { entryOf, type SessionCaller } from '#central/caller.ts'
import { type Clock, shanghaiTime, startOfShanghaiDay } from '#central/clock.ts'
import { type Database, inTransaction, type Transaction } from '#central/database/database.ts'
import type { PolicyService } from '#central/policy/policy-service.ts'
import { AppError } from '#contract/failure.ts'
import type { PolicyBody } from '#contract/policy.ts'
import { daysUntil, dueFor, standingOn } from '#contract/rules/training-due.ts'
import {
  addStretch,
  beginWatching,
  isWatched,
  type WatchState,
  watchedUpTo,
} from '#contract/rules/watched-stretches.ts'
import { type MyCourse, type Stretch, trainingVideos, type Watched } from '#contract/training.ts'
import { finishCourse } from './complete-course.ts'
import { findCourse, type StoredCourse } from './course-repository.ts'
import { readAttempts } from './paper-repository.ts'
import {
  listTrainees,
  lockProgress,
  type StoredProgress,
  saveWatching,
  type TraineeRow,
} from './progress-repository.ts'

export interface OwnTrainingService {
  list(caller: SessionCaller): Promise<MyCourse[]>
  /** How many courses are due soon or overdue. */
  countDue(caller: SessionCaller): Promise<number>
  /** @throws {AppError} `not-found` for a course that is not the caller's or has no video. */
  beginWatching(courseId: string, caller: SessionCaller): Promise<Watched>
  /** @throws {AppError} `not-found`, `conflict` for seconds that cannot have been watched; recorded. */
  addWatched(courseId: string, stretch: Stretch, caller: SessionCaller): Promise<Watched>
}

export interface OwnTrainingDependencies {
  readonly database: Database
  readonly audit: AuditService
  readonly policy: PolicyService
  readonly clock: Clock
}

type CourseWithVideo = StoredCourse & { video: NonNullable<StoredCourse['video']> }

export function createOwnTrainingService({
  database,
  audit,
  policy,
  clock,
}: OwnTrainingDependencies): OwnTrainingService {
  return { list, countDue, beginWatching: begin, addWatched }

  async function list(caller: SessionCaller): Promise<MyCourse[]> {
    const rows = await listTrainees(database, { user: caller.user.id })
    const { training } = (await policy.current()).body
    const courses = await Promise.all(rows.map((row) => describe(row, training)))
    return courses.filter((course) => course !== undefined)
  }

  async function countDue(caller: SessionCaller): Promise<number> {
    return (await list(caller)).filter(({ isDueSoon, isOverdue }) => isDueSoon || isOverdue).length
  }

  async function describe(row: TraineeRow, training: PolicyBody['training']): Promise<MyCourse | undefined> {
    const course = await findCourse(database, row.courseId)
    if (!course) return undefined
    const { day: today } = shanghaiTime(clock())
    const dueOn = dueFor(course, row)
    const standing = standingOn(dueOn, today, row.completedAt !== null)
    return {
      id: course.id,
      title: course.title,
      topics: course.topics,
      dueOn,
      daysLeft: daysUntil(dueOn, today),
      isOverdue: standing === 'overdue',
      isDueSoon: standing === 'due-soon',
      onSite: course.isOnSite ? { signedAt: row.signedAt?.toISOString() ?? null } : null,
      video: course.video === null ? null : { name: course.video, watched: watchedOf(row, course.video) },
      test: course.hasTest ? await testOf(course, row, training) : null,
      completedAt: row.completedAt?.toISOString() ?? null,
    }
  }

  async function testOf(course: StoredCourse, row: TraineeRow, training: PolicyBody['training']) {
    const since = startOfShanghaiDay(shanghaiTime(clock()).day)
    const attempts = await readAttempts(database, row, since)
    return {
      isPassed: row.passedAt !== null,
      lastScore: attempts.lastScore,
      passMark: training.passMark,
      attemptsLeft: Math.max(0, training.attemptsPerDay - attempts.today),
      isOpen: attempts.isOpen,
      isReady: course.video === null || row.watchedAt !== null,
    }
  }

  async function begin(courseId: string, caller: SessionCaller): Promise<Watched> {
    return inTransaction(database, async (tx) => {
      const { course, progress } = await lock(tx, courseId, caller)
      const state = beginWatching(stateOf(progress), clock().getTime())
      await save(tx, { course, caller }, { ...progress, ...storedOf(state) })
      return watchedOf({ stretches: state.stretches }, course.video)
    })
  }

  async function addWatched(courseId: string, stretch: Stretch, caller: SessionCaller): Promise<Watched> {
    const outcome = await inTransaction(database, async (tx) => {
      const { course, progress } = await lock(tx, courseId, caller)
      const lengthSeconds = trainingVideos[course.video].seconds
      const verdict = addStretch(stateOf(progress), stretch, { lengthSeconds, nowMs: clock().getTime() })
      if (verdict.ok) return saveWatched(tx, { course, caller }, { ...progress, ...storedOf(verdict.state) })
      const facts = { reason: verdict.refusal, from: stretch.from, to: stretch.to }
      await audit.record(tx, entryOf('training.watching-refused', caller, { object: courseId, facts }))
      return undefined
    })
    if (!outcome) throw new AppError('conflict', 'These seconds cannot have been watched.')
    return outcome
  }

  async function saveWatched(
    tx: Transaction,
    who: { course: CourseWithVideo; caller: SessionCaller },
    progress: StoredProgress,
  ): Promise<Watched> {
    const watched = watchedOf(progress, who.course.video)
    const isNow = watched.isComplete && progress.watchedAt === null
    const known = isNow ? { ...progress, watchedAt: clock() } : progress
    await save(tx, who, known)
    if (isNow) await recordWatched(tx, who, known)
    return watched
  }

  async function recordWatched(
    tx: Transaction,
    { course, caller }: { course: CourseWithVideo; caller: SessionCaller },
    progress: StoredProgress,
  ): Promise<void> {
    const facts = { video: course.video }
    await audit.record(tx, entryOf('training.watched', caller, { object: course.id, facts }))
    await finishCourse(tx, audit, { course, progress, caller, at: clock() })
  }

  async function save(
    tx: Transaction,
    { course, caller }: { course: StoredCourse; caller: SessionCaller },
    progress: StoredProgress,
  ): Promise<void> {
    await saveWatching(tx, { courseId: course.id, userId: caller.user.id }, progress)
  }

  async function lock(tx: Transaction, courseId: string, caller: SessionCaller) {
    const course = await requireCourse(tx, courseId, caller)
    if (course.video === null) throw new AppError('not-found', 'The course has no video.')
    const progress = await lockProgress(tx, courseId, caller.user.id)
    return { course: { ...course, video: course.video }, progress }
  }
}

/** @throws {AppError} `not-found` for a course that is withdrawn or for others. */
export async function requireCourse(tx: Transaction, courseId: string, { user }: SessionCaller): Promise<StoredCourse> {
  const course = await findCourse(tx, courseId)
  if (!course || course.isWithdrawn || !course.roles.some((role) => role === user.role))
    throw new AppError('not-found', 'There is no such course for this user.')
  return course
}

function stateOf({ stretches, spentUntil }: StoredProgress): WatchState {
  return { stretches, spentUntilMs: spentUntil?.getTime() ?? null }
}

function storedOf({ stretches, spentUntilMs }: WatchState) {
  return { stretches: [...stretches], spentUntil: spentUntilMs === null ? null : new Date(spentUntilMs) }
}

function watchedOf(
  { stretches }: { readonly stretches: readonly Stretch[] },
  video: CourseWithVideo['video'],
): Watched {
  const lengthSeconds = trainingVideos[video].seconds
  return {
    stretches: [...stretches],
    upToSeconds: watchedUpTo(stretches),
    lengthSeconds,
    isComplete: isWatched(stretches, lengthSeconds),
  }
}
