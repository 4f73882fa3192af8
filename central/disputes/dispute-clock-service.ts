/** Watches the clock of disputes: warns the institution, and takes what is overdue up the tree. */

import type { AuditService } from '#central/audit/audit-service.ts'
import { type Clock, shanghaiTime } from '#central/clock.ts'
import { type Database, inTransaction, type Transaction } from '#central/database/database.ts'
import type { EventService } from '#central/events/event-service.ts'
import type { InstitutionService } from '#central/institutions/institution-service.ts'
import type { PolicyService } from '#central/policy/policy-service.ts'
import { systemEntryOf } from '#central/system-entry.ts'
import { dayAfter, escalationLevel } from '#contract/rules/dispute-clock.ts'
import * as repository from './dispute-repository.ts'

export interface DisputeClockService {
  /** Once for each dispute and level, whoever of several instances is first. */
  runDue(): Promise<void>
}

export interface DisputeClockDependencies {
  readonly database: Database
  readonly audit: AuditService
  readonly policy: PolicyService
  readonly events: EventService
  readonly institutions: InstitutionService
  readonly clock: Clock
}

export function createDisputeClockService(dependencies: DisputeClockDependencies): DisputeClockService {
  const { database, audit, policy, events, institutions, clock } = dependencies
  return {
    async runDue() {
      const today = shanghaiTime(clock()).day
      const { warningDays, escalationDays } = (await policy.current()).body.disputes
      await inTransaction(database, (tx) => warn(tx, { today, dueBy: dayAfter(today, warningDays) }))
      await inTransaction(database, (tx) => escalate(tx, today, escalationDays))
    },
  }

  async function warn(tx: Transaction, days: { today: string; dueBy: string }): Promise<void> {
    for (const { id, institution, dueOn } of await repository.markWarned(tx, days)) {
      await audit.record(tx, systemEntryOf('dispute.warned', { institution, object: id, facts: { dueOn } }))
      await events.toDoChanged(tx, institution)
    }
  }

  async function escalate(tx: Transaction, today: string, daysPerLevel: number): Promise<void> {
    for (const { id, institution, dueOn, escalatedLevel } of await repository.lockOverdue(tx, today)) {
      const above = await institutions.above(tx, institution)
      const level = Math.min(escalationLevel(dueOn, today, daysPerLevel), above.length - 1)
      const to = above[level]
      if (level <= escalatedLevel || !to) continue
      await repository.saveEscalation(tx, id, level, to.code)
      const facts = { dueOn, level, to: to.code }
      await audit.record(tx, systemEntryOf('dispute.escalated', { institution, object: id, facts }))
      await events.toDoChanged(tx, to.code)
      await events.toDoChanged(tx, institution)
    }
  }
}
