import * as z from 'zod'
import type { Queryable, Transaction } from '#central/database/database.ts'
import { QuestionKind, QuestionTopic } from '#contract/question.ts'
import type { DrawnQuestion } from './draw-paper.ts'

export type PaperPurpose = 'admission' | 'retest'

const StoredPaper = z.strictObject({
  id: z.uuid(),
  employeeId: z.string(),
  drawnAt: z.date(),
  deadline: z.date(),
  handedInAt: z.date().nullable(),
  passMark: z.int(),
  score: z.int().nullable(),
})
export type StoredPaper = z.output<typeof StoredPaper>

function columns(queryable: Queryable) {
  return queryable`id, employee_id as "employeeId", drawn_at as "drawnAt", deadline, handed_in_at as "handedInAt",
    pass_mark as "passMark", score`
}

/** The paper that is being written. */
export async function findOpenPaper(queryable: Queryable, employeeId: string): Promise<StoredPaper | undefined> {
  const [row] = await queryable`
    select ${columns(queryable)} from paper where employee_id = ${employeeId} and handed_in_at is null`
  return row && StoredPaper.parse({ ...row })
}

/** The last one that was handed in for this purpose since a moment. */
export async function findLastPaper(
  queryable: Queryable,
  employeeId: string,
  { purpose, since }: { purpose: PaperPurpose; since: Date },
): Promise<StoredPaper | undefined> {
  const [row] = await queryable`
    select ${columns(queryable)} from paper
     where employee_id = ${employeeId} and purpose = ${purpose} and handed_in_at >= ${since}
     order by handed_in_at desc limit 1`
  return row && StoredPaper.parse({ ...row })
}

export async function lockPaper(tx: Transaction, id: string): Promise<StoredPaper | undefined> {
  const [row] = await tx`select ${columns(tx)} from paper where id = ${id} for update`
  return row && StoredPaper.parse({ ...row })
}

export async function countDrawnSince(queryable: Queryable, employeeId: string, since: Date): Promise<number> {
  const [row] = await queryable`
    select count(*) as drawn from paper where employee_id = ${employeeId} and drawn_at >= ${since}`
  return z.int().parse(row?.['drawn'])
}

/** The newest paper of a newcomer that passed since a moment. */
export async function findPassed(queryable: Queryable, employeeId: string, since: Date) {
  const [row] = await queryable`
    select id from paper
     where employee_id = ${employeeId} and purpose = 'admission' and score >= pass_mark and handed_in_at >= ${since}
     order by handed_in_at desc limit 1`
  return row && z.uuid().parse(row['id'])
}

export interface NewPaper {
  readonly id: string
  readonly employeeId: string
  readonly purpose: PaperPurpose
  readonly drawnAt: Date
  readonly deadline: Date
  readonly passMark: number
  readonly policyVersion: number
  readonly questions: readonly DrawnQuestion[]
}

export async function insertPaper(tx: Transaction, paper: NewPaper): Promise<void> {
  const { id, employeeId, purpose, drawnAt, deadline, passMark, policyVersion, questions } = paper
  await tx`
    insert into paper (id, employee_id, purpose, drawn_at, deadline, pass_mark, policy_version)
    values (${id}, ${employeeId}, ${purpose}, ${drawnAt}, ${deadline}, ${passMark}, ${policyVersion})`
  for (const [index, { questionId, optionOrder }] of questions.entries())
    await tx`
      insert into paper_question (paper_id, position, question_id, option_order)
      values (${id}, ${index + 1}, ${questionId}, ${optionOrder})`
}

const StoredPaperQuestion = z.strictObject({
  position: z.int(),
  topic: QuestionTopic,
  kind: QuestionKind,
  text: z.string(),
  options: z.array(z.string()),
  answer: z.array(z.int()),
  explanation: z.string(),
  optionOrder: z.array(z.int()),
  chosen: z.array(z.int()).nullable(),
})
export type StoredPaperQuestion = z.output<typeof StoredPaperQuestion>

export async function listPaperQuestions(queryable: Queryable, paperId: string): Promise<StoredPaperQuestion[]> {
  const rows = await queryable`
    select position, topic, kind, text, options, answer, explanation, option_order as "optionOrder", chosen
      from paper_question join question on question.id = question_id
     where paper_id = ${paperId} order by position`
  return z.array(StoredPaperQuestion).parse([...rows])
}

/** @returns Whether the paper has such a question. */
export async function saveChosen(
  tx: Transaction,
  { paperId, position, chosen }: { paperId: string; position: number; chosen: readonly number[] },
): Promise<boolean> {
  const rows = await tx`
    update paper_question set chosen = ${[...chosen]}
     where paper_id = ${paperId} and position = ${position}
       and ${Math.max(...chosen)} < cardinality(option_order)
    returning position`
  return rows.length === 1
}

export async function savePaperScore(tx: Transaction, id: string, { score, at }: { score: number; at: Date }) {
  await tx`update paper set score = ${score}, handed_in_at = ${at} where id = ${id}`
}
