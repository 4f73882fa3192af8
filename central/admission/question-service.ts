/** The question bank: imported by head office after a trial, versioned, retired, never changed. */

import { createHash, randomUUID } from 'node:crypto'
import canonicalize from 'canonicalize'
import type { AuditService } from '#central/audit/audit-service.ts'
import { entryOf, type SessionCaller } from '#central/caller.ts'
import type { Clock } from '#central/clock.ts'
import { type Database, inTransaction, type Queryable } from '#central/database/database.ts'
import { readTable } from '#central/read-table.ts'
import { AppError } from '#contract/failure.ts'
import type { BankPlan, BankQuestion, StoredQuestion } from '#contract/question.ts'
import { bankColumns, planBank } from './plan-bank.ts'
import * as repository from './question-repository.ts'

const maxQuestions = 5000

export interface QuestionService {
  list(): Promise<StoredQuestion[]>
  /** @throws {AppError} `table-unreadable`. */
  tryBank(content: string): Promise<BankPlan>
  /** @throws {AppError} `table-unreadable`; `conflict` when the changes are no longer those that were shown. */
  applyBank(content: string, planHash: string, caller: SessionCaller): Promise<{ applied: number }>
  /** @throws {AppError} `not-found` when it is not in use. */
  retire(id: string, caller: SessionCaller): Promise<void>
}

export function createQuestionService({
  database,
  audit,
  clock,
}: {
  readonly database: Database
  readonly audit: AuditService
  readonly clock: Clock
}): QuestionService {
  return {
    list: () => repository.listAll(database),
    tryBank: async (content) => publicPlan(await planOf(database, content)),
    applyBank,
    retire,
  }

  async function planOf(queryable: Queryable, content: string) {
    const bytes = Buffer.from(content, 'base64')
    const required = ['number', 'topic', 'kind', 'text', 'answer', 'explanation']
    const { rows, unreadable } = readTable(bytes, { columns: bankColumns, required, maxRows: maxQuestions })
    const known = await repository.listInUse(queryable)
    const inUse = new Map(known.map(({ id: _, version: __, ...question }) => [question.number, question]))
    const plan = planBank(rows, unreadable, inUse)
    const hashed = canonicalize([plan.added, plan.changed]) ?? ''
    return { ...plan, planHash: createHash('sha256').update(hashed).digest('hex') }
  }

  async function applyBank(content: string, planHash: string, caller: SessionCaller): Promise<{ applied: number }> {
    return inTransaction(database, async (tx) => {
      await repository.lockBank(tx)
      const plan = await planOf(tx, content)
      if (plan.planHash !== planHash) throw new AppError('conflict', 'Something changed since the trial.')
      const questions = [...plan.added, ...plan.changed]
      for (const question of questions) await repository.insertVersion(tx, randomUUID(), question, clock())
      const { added, changed, badRows } = plan
      const facts = { added: added.length, changed: changed.length, badRows: badRows.length }
      await audit.record(tx, entryOf('question-bank.imported', caller, { object: planHash, facts }))
      return { applied: questions.length }
    })
  }

  async function retire(id: string, caller: SessionCaller): Promise<void> {
    await inTransaction(database, async (tx) => {
      const number = await repository.retireQuestion(tx, id, clock())
      if (number === undefined) throw new AppError('not-found', 'There is no such question in use.')
      await audit.record(tx, entryOf('question.retired', caller, { object: id, facts: { number } }))
    })
  }
}

function publicPlan({
  added,
  changed,
  ...plan
}: Awaited<ReturnType<typeof planBank>> & { planHash: string }): BankPlan {
  const numbers = (questions: readonly BankQuestion[]) => questions.map(({ number }) => number)
  return { ...plan, added: numbers(added), changed: numbers(changed) }
}
