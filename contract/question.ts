/** Questions of the admission test. */

import * as z from 'zod'
import { Instant, Sha256Hex } from '#contract/values.ts'

export const questionTopics = ['regulation', 'information-security', 'operation', 'disputes'] as const
export const QuestionTopic = z.enum(questionTopics)
export type QuestionTopic = z.output<typeof QuestionTopic>

export const questionKinds = ['single', 'multiple', 'true-false'] as const
export const QuestionKind = z.enum(questionKinds)
export type QuestionKind = z.output<typeof QuestionKind>

const Place = z.int().min(0).max(7)

/** A question as it stands in a bank; `answer` holds the places of the right options, from zero, in ascending order. */
export const BankQuestion = z.strictObject({
  number: z.string().regex(/^[A-Z0-9-]{2,20}$/),
  topic: QuestionTopic,
  kind: QuestionKind,
  text: z.string().min(4).max(500),
  options: z.array(z.string().min(1).max(200)).min(2).max(8),
  answer: z.array(Place).min(1).max(8),
  explanation: z.string().min(2).max(300),
})
export type BankQuestion = z.output<typeof BankQuestion>

export const StoredQuestion = BankQuestion.extend({
  id: z.uuid(),
  version: z.int().positive(),
  addedAt: Instant,
  retiredAt: Instant.nullable(),
})
export type StoredQuestion = z.output<typeof StoredQuestion>

/** Why a row of a bank is left out. */
export const bankProblems = [
  'unreadable-row',
  'number',
  'topic',
  'kind',
  'text',
  'options',
  'answer',
  'explanation',
  'repeated',
] as const
export const BankProblem = z.enum(bankProblems)
export type BankProblem = z.output<typeof BankProblem>

export const BankPlan = z.strictObject({
  added: z.array(z.string().max(20)),
  changed: z.array(z.string().max(20)),
  unchanged: z.int().min(0),
  badRows: z.array(z.strictObject({ line: z.int().positive(), problem: BankProblem })),
  planHash: Sha256Hex,
})
export type BankPlan = z.output<typeof BankPlan>
