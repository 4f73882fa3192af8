/** Training (培训): yearly courses with on-site sign-in, a video that cannot be skipped, and a test. */

import * as z from 'zod'
import { QuestionTopic } from '#contract/question.ts'
import { Role } from '#contract/role.ts'
import { Day, EmployeeId, Instant, InstitutionCode } from '#contract/values.ts'

/** Videos that came with the product, each with its length in seconds. */
export const trainingVideos = { 'consent-and-query': { seconds: 96 } } as const
export const TrainingVideo = z.enum(Object.keys(trainingVideos) as [keyof typeof trainingVideos])
export type TrainingVideo = z.output<typeof TrainingVideo>

export const CourseId = z.uuid().brand('CourseId')
export type CourseId = z.output<typeof CourseId>

/** Who must be trained: everybody who queries, administers or approves. */
export const trainedRoles = [
  'query-officer',
  'institution-administrator',
  'approver',
  'head-office-administrator',
] as const satisfies readonly Role[]

export const NewCourse = z
  .strictObject({
    id: CourseId,
    year: z.int().min(2020).max(2100),
    title: z.string().trim().min(2).max(60),
    topics: z.array(QuestionTopic).min(1).max(4),
    roles: z.array(z.enum(trainedRoles)).min(1).max(4),
    dueOn: Day,
    /** What it consists of; at least one. */
    isOnSite: z.boolean(),
    video: TrainingVideo.nullable(),
    hasTest: z.boolean(),
  })
  .refine(({ isOnSite, video, hasTest }) => isOnSite || video !== null || hasTest, { path: ['isOnSite'] })
export type NewCourse = z.output<typeof NewCourse>

/** A course of the plan, with how many of the caller's subtree must take it and have. */
export const Course = z.strictObject({
  ...NewCourse.shape,
  isWithdrawn: z.boolean(),
  users: z.int().min(0),
  completed: z.int().min(0),
  overdue: z.int().min(0),
})
export type Course = z.output<typeof Course>

/** A stretch of a video in seconds from its beginning. */
export const Stretch = z.strictObject({ from: z.number().min(0).max(86_400), to: z.number().min(0).max(86_400) })
export type Stretch = z.output<typeof Stretch>

/** How far somebody has come with a video. */
export const Watched = z.strictObject({
  /** Ascending, none touching another. */
  stretches: z.array(Stretch).max(500),
  /** Up to here everything has been watched; nobody may jump beyond. */
  upToSeconds: z.number().min(0),
  lengthSeconds: z.number().positive(),
  isComplete: z.boolean(),
})
export type Watched = z.output<typeof Watched>

/** How many days before the due date people are told. */
export const warningDays = [30, 15, 7] as const

/** A course as the person who has to take it sees it. */
export const MyCourse = z.strictObject({
  id: CourseId,
  title: z.string().max(60),
  topics: z.array(QuestionTopic),
  /** For this person: a newcomer has time of his own. */
  dueOn: Day,
  daysLeft: z.int(),
  isOverdue: z.boolean(),
  /** Within the first of the warnings. */
  isDueSoon: z.boolean(),
  onSite: z.strictObject({ signedAt: Instant.nullable() }).nullable(),
  video: z.strictObject({ name: TrainingVideo, watched: Watched }).nullable(),
  test: z
    .strictObject({
      isPassed: z.boolean(),
      lastScore: z.int().nullable(),
      passMark: z.int(),
      attemptsLeft: z.int().min(0),
      /** A paper is open. */
      isOpen: z.boolean(),
      /** The video comes before the test. */
      isReady: z.boolean(),
    })
    .nullable(),
  completedAt: Instant.nullable(),
})
export type MyCourse = z.output<typeof MyCourse>

/** Shown by the trainer to those in the room. */
export const RoomCode = z.string().regex(/^\d{6}$/)

export const TrainingRoom = z.strictObject({
  id: z.uuid(),
  courseId: CourseId,
  title: z.string().max(60),
  /** `null` once it is closed. */
  code: RoomCode.nullable(),
  closesAt: Instant,
  signed: z.array(z.strictObject({ employeeId: EmployeeId, name: z.string().max(60), at: Instant })),
})
export type TrainingRoom = z.output<typeof TrainingRoom>

/** An institution's attendance with everything below it. */
export const TrainingRollUp = z.strictObject({
  institution: z.strictObject({ code: InstitutionCode, name: z.string().max(80), parent: InstitutionCode.nullable() }),
  users: z.int().min(0),
  completed: z.int().min(0),
  dueSoon: z.int().min(0),
  overdue: z.int().min(0),
})
export type TrainingRollUp = z.output<typeof TrainingRollUp>

/** Somebody of the subtree who has a course to take, and how far he is. */
export const Trainee = z.strictObject({
  courseId: CourseId,
  title: z.string().max(60),
  employeeId: EmployeeId,
  name: z.string().max(60),
  role: Role,
  institution: z.strictObject({ code: InstitutionCode, name: z.string().max(80) }),
  dueOn: Day,
  state: z.enum(['completed', 'overdue', 'due-soon', 'open']),
  isSigned: z.boolean().nullable(),
  watchedPercent: z.int().min(0).max(100).nullable(),
  isPassed: z.boolean().nullable(),
  completedAt: Instant.nullable(),
})
export type Trainee = z.output<typeof Trainee>

export const TrainingOverview = z.strictObject({ rollUp: z.array(TrainingRollUp), trainees: z.array(Trainee) })
export type TrainingOverview = z.output<typeof TrainingOverview>
