import * as z from 'zod'
import { Paper, PaperResult } from '#contract/admission.ts'
import type { Endpoint } from '#contract/http/endpoint.ts'
import { administratorRoles } from '#contract/role.ts'
import {
  Course,
  CourseId,
  MyCourse,
  NewCourse,
  RoomCode,
  Stretch,
  TrainingOverview,
  TrainingRoom,
  trainedRoles,
  Watched,
} from '#contract/training.ts'

const OneCourse = z.strictObject({ id: CourseId })
const OnePaper = z.strictObject({ id: z.uuid() })
const OneRoom = z.strictObject({ id: z.uuid() })
const Done = z.strictObject({})

/** The plan, with attendance of the caller's subtree. */
export const getCourses = {
  method: 'GET',
  url: '/training/courses',
  access: 'session',
  roles: administratorRoles,
  schema: { response: { 200: z.array(Course) } },
} as const satisfies Endpoint

/** Plans a course for everybody of these roles; safe to repeat with the same id. */
export const postCourse = {
  method: 'POST',
  url: '/training/courses',
  access: 'session',
  roles: ['head-office-administrator'],
  schema: { body: NewCourse, response: { 200: Done } },
} as const satisfies Endpoint

export const postCourseWithdrawal = {
  method: 'POST',
  url: '/training/courses/:id/withdrawal',
  access: 'session',
  roles: ['head-office-administrator'],
  schema: { params: OneCourse, response: { 200: Done } },
} as const satisfies Endpoint

/** Attendance of the caller's subtree: per institution with everything below it, and person by person. */
export const getTrainingOverview = {
  method: 'GET',
  url: '/training/overview',
  access: 'session',
  roles: administratorRoles,
  schema: { response: { 200: TrainingOverview } },
} as const satisfies Endpoint

/** Opens a room for a course and shows its code; safe to repeat with the same id. */
export const postTrainingRoom = {
  method: 'POST',
  url: '/training/rooms',
  access: 'session',
  roles: administratorRoles,
  schema: { body: z.strictObject({ id: z.uuid(), courseId: CourseId }), response: { 200: TrainingRoom } },
} as const satisfies Endpoint

export const getTrainingRoom = {
  method: 'GET',
  url: '/training/rooms/:id',
  access: 'session',
  roles: administratorRoles,
  schema: { params: OneRoom, response: { 200: TrainingRoom } },
} as const satisfies Endpoint

export const postTrainingRoomEnd = {
  method: 'POST',
  url: '/training/rooms/:id/end',
  access: 'session',
  roles: administratorRoles,
  schema: { params: OneRoom, response: { 200: TrainingRoom } },
} as const satisfies Endpoint

/** The caller's own courses. */
export const getMyCourses = {
  method: 'GET',
  url: '/training/mine',
  access: 'session',
  roles: trainedRoles,
  schema: { response: { 200: z.array(MyCourse) } },
} as const satisfies Endpoint

/** Signs in on site: the code on the trainer's screen and the caller's own dynamic password. */
export const postTrainingSignIn = {
  method: 'POST',
  url: '/training/sign-ins',
  access: 'session',
  roles: trainedRoles,
  schema: {
    body: z.strictObject({ code: RoomCode, dynamicPassword: z.string().regex(/^\d{6,8}$/) }),
    response: { 200: z.strictObject({ courseId: CourseId }) },
  },
} as const satisfies Endpoint

/** The player was opened, or goes on after a pause. */
export const postWatchingBegin = {
  method: 'POST',
  url: '/training/courses/:id/watching',
  access: 'session',
  roles: trainedRoles,
  schema: { params: OneCourse, response: { 200: Watched } },
} as const satisfies Endpoint

/** A stretch that was just played with the window in front. */
export const postWatched = {
  method: 'POST',
  url: '/training/courses/:id/watched',
  access: 'session',
  roles: trainedRoles,
  schema: { params: OneCourse, body: Stretch, response: { 200: Watched } },
} as const satisfies Endpoint

/** Draws the paper of a course; the one that is open when there is one. */
export const postTrainingPaper = {
  method: 'POST',
  url: '/training/courses/:id/paper',
  access: 'session',
  roles: trainedRoles,
  schema: { params: OneCourse, response: { 200: Paper } },
} as const satisfies Endpoint

export const postTrainingAnswer = {
  method: 'POST',
  url: '/training/papers/:id/answers/:position',
  access: 'session',
  roles: trainedRoles,
  schema: {
    params: OnePaper.extend({ position: z.coerce.number<string | number>().int().positive().max(200) }),
    body: z.strictObject({ chosen: z.array(z.int().min(0).max(7)).min(1).max(8) }),
    response: { 200: Done },
  },
} as const satisfies Endpoint

export const postTrainingHandIn = {
  method: 'POST',
  url: '/training/papers/:id/hand-in',
  access: 'session',
  roles: trainedRoles,
  schema: { params: OnePaper, response: { 200: PaperResult } },
} as const satisfies Endpoint
