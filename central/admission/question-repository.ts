import * as z from 'zod'
import type { Queryable, Transaction } from '#central/database/database.ts'
import { BankQuestion, StoredQuestion } from '#contract/question.ts'

export async function listInUse(queryable: Queryable): Promise<(BankQuestion & { id: string; version: number })[]> {
  const rows = await queryable`
    select id, number, version, topic, kind, text, options, answer, explanation from question where retired_at is null`
  return z.array(BankQuestion.extend({ id: z.uuid(), version: z.int() })).parse(rows.map((row) => ({ ...row })))
}

/** Every question that is or was in use, all versions. */
export async function listAll(queryable: Queryable): Promise<StoredQuestion[]> {
  const rows = await queryable`
    select id, number, version, topic, kind, text, options, answer, explanation, added_at as "addedAt",
           retired_at as "retiredAt"
      from question order by number, version desc`
  return rows.map((row) =>
    StoredQuestion.parse({
      ...row,
      addedAt: (row['addedAt'] as Date).toISOString(),
      retiredAt: (row['retiredAt'] as Date | null)?.toISOString() ?? null,
    }),
  )
}

/** One import at a time. */
export async function lockBank(tx: Transaction): Promise<void> {
  await tx`lock table question in share row exclusive mode`
}

/** Adds a version; an older one is in use no more. */
export async function insertVersion(tx: Transaction, id: string, question: BankQuestion, at: Date): Promise<void> {
  const { number, topic, kind, text, options, answer, explanation } = question
  await tx`update question set retired_at = ${at} where number = ${number} and retired_at is null`
  await tx`
    insert into question (id, number, version, topic, kind, text, options, answer, explanation, added_at)
    select ${id}, ${number}, coalesce(max(version), 0) + 1, ${topic}, ${kind}, ${text}, ${options}, ${answer},
           ${explanation}, ${at}
      from question where number = ${number}`
}

export async function retireQuestion(tx: Transaction, id: string, at: Date): Promise<string | undefined> {
  const [row] = await tx`
    update question set retired_at = ${at} where id = ${id} and retired_at is null returning number`
  return row && z.string().parse(row['number'])
}
