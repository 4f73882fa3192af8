/** From an employee to a user: test, application, approvals level by level. */

import * as z from 'zod'
import type { Operation } from '#contract/approval.ts'
import { QuestionKind, QuestionTopic } from '#contract/question.ts'
import { Role } from '#contract/role.ts'
import { Rights } from '#contract/user.ts'
import { Day, EmployeeId, Instant, InstitutionCode } from '#contract/values.ts'

/** 60 random bits in Crockford base 32, as an administrator reads it out. */
export const AdmissionCode = z.string().regex(/^[0-9A-HJKMNP-TV-Z]{12}$/)

export const CandidateEntry = z.strictObject({
  employeeId: z.string().trim().toUpperCase().pipe(EmployeeId),
  code: z
    .string()
    .transform((typed) => typed.replace(/[\s-]/g, '').toUpperCase())
    .pipe(AdmissionCode),
})
export type CandidateEntry = z.output<typeof CandidateEntry>

/** A question as the candidate sees it: nothing of the answer. */
export const PaperQuestion = z.strictObject({
  position: z.int().positive(),
  topic: QuestionTopic,
  kind: QuestionKind,
  text: z.string().max(500),
  options: z.array(z.string().max(200)),
  chosen: z.array(z.int().min(0).max(7)).nullable(),
})
export type PaperQuestion = z.output<typeof PaperQuestion>

export const Paper = z.strictObject({
  id: z.uuid(),
  deadline: Instant,
  now: Instant,
  questions: z.array(PaperQuestion),
})
export type Paper = z.output<typeof Paper>

/** What came of a paper; of the bank it shows only what this candidate got wrong. */
export const PaperResult = z.strictObject({
  id: z.uuid(),
  score: z.int().min(0).max(100),
  passMark: z.int().min(0).max(100),
  isPassed: z.boolean(),
  handedInAt: Instant,
  mistakes: z.array(PaperQuestion.extend({ answer: z.array(z.int()), explanation: z.string().max(300) })),
})
export type PaperResult = z.output<typeof PaperResult>

export const applicationStates = ['pending', 'approved', 'rejected', 'withdrawn'] as const
export const ApplicationState = z.enum(applicationStates)
export type ApplicationState = z.output<typeof ApplicationState>

/** What a candidate applies for. */
export const NewApplication = z.strictObject({
  id: z.uuid(),
  role: Role,
  rights: Rights,
  reason: z.string().trim().min(4).max(200),
})
export type NewApplication = z.output<typeof NewApplication>

export const Decision = z.strictObject({
  level: z.int().positive(),
  decision: z.enum(['approved', 'rejected']),
  decidedBy: EmployeeId,
  decidedIn: InstitutionCode,
  note: z.string().max(200).nullable(),
  decidedAt: Instant,
})
export type Decision = z.output<typeof Decision>

export const Application = z.strictObject({
  id: z.uuid(),
  employeeId: EmployeeId,
  name: z.string().max(60),
  institution: z.strictObject({ code: InstitutionCode, name: z.string().max(80) }),
  role: Role,
  rights: Rights,
  reason: z.string().max(200),
  score: z.int(),
  state: ApplicationState,
  level: z.int().positive(),
  levels: z.int().positive(),
  madeAt: Instant,
  decidedAt: Instant.nullable(),
  decisions: z.array(Decision),
})
export type Application = z.output<typeof Application>

/** Everything the candidate's screen shows. */
export const CandidateState = z.strictObject({
  employeeId: EmployeeId,
  name: z.string().max(60),
  institution: z.strictObject({ code: InstitutionCode, name: z.string().max(80) }),
  today: Day,
  /** `retest`: a suspended user on his way back. */
  purpose: z.enum(['admission', 'retest']),
  /** With what was handed in one may apply now; after a retest only once it was reviewed. */
  mayApply: z.boolean(),
  rules: z.strictObject({
    questions: z.int().positive(),
    minutes: z.int().positive(),
    passMark: z.int(),
    attemptsPerDay: z.int().positive(),
    attemptsLeft: z.int().min(0),
    rightsDays: z.int().positive(),
  }),
  paper: Paper.nullable(),
  result: PaperResult.nullable(),
  application: Application.nullable(),
})
export type CandidateState = z.output<typeof CandidateState>

/** An employee of the subtree who is no user, and how far he has come. */
export const CandidateRow = z.strictObject({
  employeeId: EmployeeId,
  name: z.string().max(60),
  institution: z.strictObject({ code: InstitutionCode, name: z.string().max(80) }),
  codeUntil: Instant.nullable(),
  attempts: z.int().min(0),
  bestScore: z.int().nullable(),
  isPassed: z.boolean(),
  application: ApplicationState.nullable(),
})
export type CandidateRow = z.output<typeof CandidateRow>

/** What is signed by whoever decides a level. */
export function decisionOperation(
  application: Pick<Application, 'id' | 'employeeId' | 'level' | 'role' | 'rights'>,
  decision: Decision['decision'],
): Operation {
  const { id, employeeId, level, role, rights } = application
  const { subjectKinds, purposes, until } = rights
  return {
    action: decision === 'approved' ? 'application.approve' : 'application.reject',
    object: id,
    facts: { employee: employeeId, level, role, subjectKinds, purposes, until },
  }
}
