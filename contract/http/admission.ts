import * as z from 'zod'
import {
  AdmissionCode,
  Application,
  CandidateEntry,
  CandidateRow,
  CandidateState,
  NewApplication,
  Paper,
  PaperResult,
} from '#contract/admission.ts'
import { Signature } from '#contract/approval.ts'
import type { Endpoint } from '#contract/http/endpoint.ts'
import { feedBodyBytes } from '#contract/http/staff.ts'
import { BankPlan, StoredQuestion } from '#contract/question.ts'
import { administratorRoles } from '#contract/role.ts'
import { FeedContent } from '#contract/staff-feed.ts'
import { EmployeeId, Instant, Sha256Hex } from '#contract/values.ts'

const Done = z.strictObject({})
const OfPaper = z.strictObject({ id: z.uuid() })

/** Somebody who is no user yet begins with the code an administrator gave him; it is used up by this. */
export const postCandidateSession = {
  method: 'POST',
  url: '/candidate-sessions',
  access: 'workstation',
  schema: { body: CandidateEntry, response: { 200: z.strictObject({ token: z.string().regex(/^[\w-]{43}$/) }) } },
} as const satisfies Endpoint

export const deleteCandidateSession = {
  method: 'DELETE',
  url: '/candidate-sessions/current',
  access: 'candidate',
  schema: { response: { 200: Done } },
} as const satisfies Endpoint

export const getCandidate = {
  method: 'GET',
  url: '/candidate-sessions/current',
  access: 'candidate',
  schema: { response: { 200: CandidateState } },
} as const satisfies Endpoint

/** Draws a paper and starts its time; the one that is open when there is one. */
export const postPaper = {
  method: 'POST',
  url: '/papers',
  access: 'candidate',
  schema: { response: { 200: Paper } },
} as const satisfies Endpoint

/** Keeps an answer; the last one counts. Refused after the deadline. */
export const postPaperAnswer = {
  method: 'POST',
  url: '/papers/:id/answers/:position',
  access: 'candidate',
  schema: {
    params: OfPaper.extend({ position: z.coerce.number<string | number>().int().positive().max(200) }),
    body: z.strictObject({ chosen: z.array(z.int().min(0).max(7)).min(1).max(8) }),
    response: { 200: Done },
  },
} as const satisfies Endpoint

/** Scores what was answered until the deadline; safe to repeat. */
export const postPaperHandIn = {
  method: 'POST',
  url: '/papers/:id/hand-in',
  access: 'candidate',
  schema: { params: OfPaper, response: { 200: PaperResult } },
} as const satisfies Endpoint

/** Applies to become a user; safe to repeat with the same id. */
export const postApplication = {
  method: 'POST',
  url: '/applications',
  access: 'candidate',
  schema: { body: NewApplication, response: { 200: Done } },
} as const satisfies Endpoint

/** Employees of the caller's subtree who are no users, and how far they have come. */
export const getCandidates = {
  method: 'GET',
  url: '/candidates',
  access: 'session',
  roles: administratorRoles,
  schema: { response: { 200: z.array(CandidateRow) } },
} as const satisfies Endpoint

/** Gives an employee a code for one entry; an older one that was not used is void. */
export const postAdmissionCode = {
  method: 'POST',
  url: '/candidates/:employeeId/code',
  access: 'session',
  roles: administratorRoles,
  schema: {
    params: z.strictObject({ employeeId: EmployeeId }),
    response: { 200: z.strictObject({ code: AdmissionCode, expiresAt: Instant }) },
  },
} as const satisfies Endpoint

/** Applications of the caller's subtree, newest first; `isMine`: the caller may decide the level that is next. */
export const getApplications = {
  method: 'GET',
  url: '/applications',
  access: 'session',
  roles: administratorRoles,
  schema: { response: { 200: z.array(Application.extend({ isMine: z.boolean() })) } },
} as const satisfies Endpoint

export const postApplicationDecision = {
  method: 'POST',
  url: '/applications/:id/decisions',
  access: 'session',
  roles: administratorRoles,
  schema: {
    params: z.strictObject({ id: z.uuid() }),
    body: z.strictObject({
      level: z.int().positive(),
      decision: z.enum(['approved', 'rejected']),
      note: z.string().trim().min(2).max(200).nullable(),
      signature: Signature,
    }),
    response: { 200: Done },
  },
} as const satisfies Endpoint

/** How many things wait for the caller, by the place of the menu where they are. */
export const getQuestions = {
  method: 'GET',
  url: '/questions',
  access: 'session',
  roles: ['head-office-administrator'],
  schema: { response: { 200: z.array(StoredQuestion) } },
} as const satisfies Endpoint

export const postQuestionBankTrial = {
  method: 'POST',
  url: '/question-bank/trial',
  access: 'session',
  roles: ['head-office-administrator'],
  bodyLimitBytes: feedBodyBytes,
  schema: { body: z.strictObject({ content: FeedContent }), response: { 200: BankPlan } },
} as const satisfies Endpoint

export const postQuestionBank = {
  method: 'POST',
  url: '/question-bank',
  access: 'session',
  roles: ['head-office-administrator'],
  bodyLimitBytes: feedBodyBytes,
  schema: {
    body: z.strictObject({ content: FeedContent, planHash: Sha256Hex }),
    response: { 200: z.strictObject({ applied: z.int().min(0) }) },
  },
} as const satisfies Endpoint

/** Takes a question out of use; papers that have it keep it. */
export const postQuestionRetirement = {
  method: 'POST',
  url: '/questions/:id/retirement',
  access: 'session',
  roles: ['head-office-administrator'],
  schema: { params: z.strictObject({ id: z.uuid() }), response: { 200: Done } },
} as const satisfies Endpoint
