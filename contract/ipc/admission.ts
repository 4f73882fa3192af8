import * as z from 'zod'
import { CandidateEntry } from '#contract/admission.ts'
import {
  getApplications,
  getCandidate,
  getCandidates,
  getQuestions,
  postAdmissionCode,
  postApplication,
  postApplicationDecision,
  postPaper,
  postPaperAnswer,
  postPaperHandIn,
  postQuestionRetirement,
} from '#contract/http/admission.ts'
import { channel, Nothing } from '#contract/ipc/channel.ts'
import { relay } from '#contract/ipc/relay.ts'
import { BankPlan } from '#contract/question.ts'
import { Sha256Hex } from '#contract/values.ts'

/** The login screen's other way in, for somebody who is no user yet. */
export const enterAsCandidate = channel('app:candidate:enter', {
  roles: ['login'],
  input: CandidateEntry,
  output: Nothing,
})

/** Whether the one at this PC is a candidate. */
export const isCandidate = channel('app:candidate:is-here', {
  roles: ['app'],
  input: Nothing,
  output: z.strictObject({ isHere: z.boolean() }),
})
export const leaveAsCandidate = channel('app:candidate:leave', { roles: ['app'], input: Nothing, output: Nothing })

export const readCandidate = relay('app:candidate:read', getCandidate)
export const startPaper = relay('app:candidate:start-paper', postPaper)
export const saveAnswer = relay('app:candidate:save-answer', postPaperAnswer)
export const handInPaper = relay('app:candidate:hand-in', postPaperHandIn)
export const apply = relay('app:candidate:apply', postApplication)

export const listCandidates = relay('app:admission:list-candidates', getCandidates)
export const issueAdmissionCode = relay('app:admission:issue-code', postAdmissionCode)
export const listApplications = relay('app:admission:list-applications', getApplications)
export const decideApplication = relay('app:admission:decide', postApplicationDecision)
export const listQuestions = relay('app:question:list', getQuestions)
export const retireQuestion = relay('app:question:retire', postQuestionRetirement)

export const tryQuestionBank = channel('app:question:try-bank', {
  roles: ['app'],
  input: z.strictObject({ handle: z.uuid() }),
  output: BankPlan,
})
export const applyQuestionBank = channel('app:question:apply-bank', {
  roles: ['app'],
  input: z.strictObject({ handle: z.uuid(), planHash: Sha256Hex }),
  output: z.strictObject({ applied: z.int().min(0) }),
})
