/** The yearly plan of training, attendance down the tree, and the warnings before a course is due. */

import type { AuditService } from '#central/audit/audit-service.ts'
import { entryOf, type SessionCaller } from '#central/caller.ts'
import { type Clock, shanghaiTime } from '#central/clock.ts'
import { type Database, inTransaction, type Transaction } from '#central/database/database.ts'
import type { EventService } from '#central/events/event-service.ts'
import type { InstitutionService } from '#central/institutions/institution-service.ts'
import { AppError } from '#contract/failure.ts'
import { daysUntil, dueFor, standingOn, warningAt } from '#contract/rules/training-due.ts'
import { isWatched, watchedUpTo } from '#contract/rules/watched-stretches.ts'
import { type Course, type NewCourse, type Trainee, type TrainingOverview, trainingVideos } from '#contract/training.ts'
import * as courses from './course-repository.ts'
import { listTrainees, type TraineeRow } from './progress-repository.ts'
import { rollUp } from './roll-up.ts'

export interface TrainingPlanService {
  list(caller: SessionCaller): Promise<Course[]>
  /** @throws {AppError} `invalid-input` for a due date that has passed. */
  plan(course: NewCourse, caller: SessionCaller): Promise<void>
  /** @throws {AppError} `not-found`, `conflict` when it was withdrawn before. */
  withdraw(id: string, caller: SessionCaller): Promise<void>
  overview(caller: SessionCaller): Promise<TrainingOverview>
  /** Gives the warnings that are due. @returns How many courses were warned of. */
  runDue(): Promise<number>
}

export interface TrainingPlanDependencies {
  readonly database: Database
  readonly audit: AuditService
  readonly institutions: InstitutionService
  readonly events: EventService
  readonly clock: Clock
}

export function createTrainingPlanService(dependencies: TrainingPlanDependencies): TrainingPlanService {
  const { database, audit, institutions, events, clock } = dependencies
  return { list, plan, withdraw, overview, runDue }

  async function list(caller: SessionCaller): Promise<Course[]> {
    const planned = await courses.listCourses(database)
    const trainees = await traineesBelow(caller.user.institution, planned)
    return planned.map((course) => {
      const mine = trainees.filter(({ courseId }) => courseId === course.id)
      const count = (wanted: Trainee['state']) => mine.filter(({ state }) => state === wanted).length
      return { ...course, users: mine.length, completed: count('completed'), overdue: count('overdue') }
    })
  }

  async function plan(course: NewCourse, caller: SessionCaller): Promise<void> {
    if (course.dueOn < today()) throw new AppError('invalid-input', 'The due date has passed.', { fields: ['dueOn'] })
    await inTransaction(database, async (tx) => {
      if (!(await courses.insertCourse(tx, course, { by: caller.user.id, at: clock() }))) return
      const { year, topics, roles, dueOn, isOnSite, video, hasTest } = course
      const facts = { year, topics, roles, dueOn, isOnSite, video, hasTest }
      await audit.record(tx, entryOf('training.planned', caller, { object: course.id, facts }))
    })
  }

  async function withdraw(id: string, caller: SessionCaller): Promise<void> {
    await inTransaction(database, async (tx) => {
      if (!(await courses.findCourse(tx, id))) throw new AppError('not-found', 'There is no such course.')
      if (!(await courses.withdrawCourse(tx, id, clock()))) throw new AppError('conflict', 'It was withdrawn before.')
      await audit.record(tx, entryOf('training.withdrawn', caller, { object: id, facts: {} }))
    })
  }

  async function overview({ user }: SessionCaller): Promise<TrainingOverview> {
    const tree = await institutions.subtreeOf(database, user.institution)
    const trainees = await traineesBelow(user.institution, await courses.listCourses(database))
    return { rollUp: rollUp(tree, trainees), trainees }
  }

  async function traineesBelow(root: string, planned: readonly courses.StoredCourse[]): Promise<Trainee[]> {
    const known = new Map(planned.map((course) => [course.id, course]))
    return (await listTrainees(database, { root })).flatMap((row) => {
      const course = known.get(row.courseId)
      return course ? [traineeOf(row, course, today())] : []
    })
  }

  async function runDue(): Promise<number> {
    return inTransaction(database, async (tx) => {
      let warned = 0
      for (const course of await courses.listCourses(tx)) if (await warn(tx, course)) warned += 1
      return warned
    })
  }

  /** Once for each of the days before: those who have not completed it, and their administrators, are told. */
  async function warn(tx: Transaction, course: courses.StoredCourse): Promise<boolean> {
    const days = course.isWithdrawn ? undefined : warningAt(daysUntil(course.dueOn, today()))
    if (days === undefined || !(await courses.insertWarning(tx, course.id, { days, at: clock() }))) return false
    const late = (await listTrainees(tx, { everybody: true })).filter(
      ({ courseId, completedAt }) => courseId === course.id && completedAt === null,
    )
    const facts = { days, users: late.length, dueOn: course.dueOn }
    await audit.record(tx, { ...nobody, kind: 'training.warned', institution: null, object: course.id, facts })
    for (const institution of new Set(late.map((one) => one.institution))) await events.toDoChanged(tx, institution)
    return true
  }

  function today(): string {
    return shanghaiTime(clock()).day
  }
}

function traineeOf(row: TraineeRow, course: courses.StoredCourse, today: string): Trainee {
  const dueOn = dueFor(course, row)
  const { courseId, employeeId, name, role, institution: code, institutionName, completedAt } = row
  return {
    courseId,
    title: course.title,
    employeeId,
    name,
    role,
    institution: { code, name: institutionName },
    dueOn,
    state: standingOn(dueOn, today, completedAt !== null),
    isSigned: course.isOnSite ? row.signedAt !== null : null,
    watchedPercent: course.video === null ? null : percentOf(row, trainingVideos[course.video].seconds),
    isPassed: course.hasTest ? row.passedAt !== null : null,
    completedAt: completedAt?.toISOString() ?? null,
  }
}

function percentOf({ stretches }: TraineeRow, seconds: number): number {
  return isWatched(stretches, seconds) ? 100 : Math.min(99, Math.floor((watchedUpTo(stretches) * 100) / seconds))
}

/** The service acts by itself. */
const nobody = {
  employeeId: null,
  workstation: null,
  deviceThumbprint: null,
  address: null,
  session: null,
  subjectCommitment: null,
} as const
