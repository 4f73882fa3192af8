import * as z from 'zod'
import type { Queryable, Transaction } from '#central/database/database.ts'
import { QuestionKind, QuestionTopic } from '#contract/question.ts'

const StoredPaper = z.strictObject({
  id: z.uuid(),
  courseId: z.uuid(),
  userId: z.uuid(),
  deadline: z.date(),
  handedInAt: z.date().nullable(),
  passMark: z.int(),
  score: z.int().nullable(),
})
export type StoredPaper = z.output<typeof StoredPaper>

function columns(queryable: Queryable) {
  return queryable`id, course_id as "courseId", user_id as "userId", deadline, handed_in_at as "handedInAt",
    pass_mark as "passMark", score`
}

export async function findOpenPaper(queryable: Queryable, courseId: string, userId: string) {
  const [row] = await queryable`
    select ${columns(queryable)} from training_paper
     where course_id = ${courseId} and user_id = ${userId} and handed_in_at is null`
  return row && StoredPaper.parse({ ...row })
}

export async function lockPaper(tx: Transaction, id: string): Promise<StoredPaper | undefined> {
  const [row] = await tx`select ${columns(tx)} from training_paper where id = ${id} for update`
  return row && StoredPaper.parse({ ...row })
}

const Attempts = z.strictObject({ today: z.int(), isOpen: z.boolean(), lastScore: z.int().nullable() })

/** What somebody has tried of a course's test. */
export async function readAttempts(queryable: Queryable, of: { courseId: string; userId: string }, since: Date) {
  const [row] = await queryable`
    select count(*) filter (where drawn_at >= ${since}) as today,
           coalesce(bool_or(handed_in_at is null), false) as "isOpen",
           (array_agg(score order by handed_in_at desc) filter (where score is not null))[1] as "lastScore"
      from training_paper where course_id = ${of.courseId} and user_id = ${of.userId}`
  return Attempts.parse({ ...row })
}

export interface NewPaper {
  readonly id: string
  readonly courseId: string
  readonly userId: string
  readonly drawnAt: Date
  readonly deadline: Date
  readonly passMark: number
  readonly questions: readonly { readonly questionId: string; readonly optionOrder: number[] }[]
}

export async function insertPaper(tx: Transaction, paper: NewPaper): Promise<void> {
  const { id, courseId, userId, drawnAt, deadline, passMark, questions } = paper
  await tx`
    insert into training_paper (id, course_id, user_id, drawn_at, deadline, pass_mark)
    values (${id}, ${courseId}, ${userId}, ${drawnAt}, ${deadline}, ${passMark})`
  for (const [index, { questionId, optionOrder }] of questions.entries())
    await tx`
      insert into training_paper_question (paper_id, position, question_id, option_order)
      values (${id}, ${index + 1}, ${questionId}, ${optionOrder})`
}

const StoredQuestion = z.strictObject({
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
export type StoredQuestion = z.output<typeof StoredQuestion>

export async function listQuestions(queryable: Queryable, paperId: string): Promise<StoredQuestion[]> {
  const rows = await queryable`
    select position, topic, kind, text, options, answer, explanation, option_order as "optionOrder", chosen
      from training_paper_question join question on question.id = question_id
     where paper_id = ${paperId} order by position`
  return z.array(StoredQuestion).parse([...rows])
}

/** @returns Whether the paper has such a question with so many options. */
export async function saveChosen(
  tx: Transaction,
  { paperId, position, chosen }: { paperId: string; position: number; chosen: readonly number[] },
): Promise<boolean> {
  const rows = await tx`
    update training_paper_question set chosen = ${[...chosen]}
     where paper_id = ${paperId} and position = ${position} and ${Math.max(...chosen)} < cardinality(option_order)
    returning position`
  return rows.length === 1
}

export async function saveScore(
  tx: Transaction,
  id: string,
  { score, at }: { score: number; at: Date },
): Promise<void> {
  await tx`update training_paper set score = ${score}, handed_in_at = ${at} where id = ${id}`
}
