/** Imports of the HR feed: people join, move and leave, and their users follow at once. */

import { createHash } from 'node:crypto'
import canonicalize from 'canonicalize'
import type { AuditService } from '#central/audit/audit-service.ts'
import { entryOf, type SessionCaller } from '#central/caller.ts'
import { type Clock, shanghaiTime } from '#central/clock.ts'
import { type Database, inTransaction, type Queryable, type Transaction } from '#central/database/database.ts'
import { readTable } from '#central/read-table.ts'
import { AppError } from '#contract/failure.ts'
import { maxFeedRows, type StaffChange, type StaffFeedPlan } from '#contract/staff-feed.ts'
import { planFeed } from './plan-feed.ts'
import * as repository from './staff-repository.ts'

export interface StaffService {
  /** @throws {AppError} `table-unreadable`. */
  tryFeed(content: string): Promise<StaffFeedPlan>
  /** @throws {AppError} `table-unreadable`; `conflict` when the changes are no longer those that were shown. */
  applyFeed(content: string, planHash: string, caller: SessionCaller): Promise<{ applied: number }>
}

export interface StaffDependencies {
  readonly database: Database
  readonly audit: AuditService
  /** What follows from a change for the person's user and duties, in the same transaction. */
  readonly onChanged: (tx: Transaction, change: StaffChange, caller: SessionCaller) => Promise<void>
  readonly clock: Clock
}

const columns = {
  employeeId: ['统一认证号', '工号', 'employee_id', 'employee id'],
  name: ['姓名'],
  institution: ['机构编码', '机构代码', '机构号', 'institution_code', 'institution code'],
  status: ['状态', '在职状态'],
  effectiveOn: ['生效日期', '变动日期', 'effective_on', 'effective on'],
}
const required = ['employeeId', 'name', 'institution', 'status']

export function createStaffService({ database, audit, onChanged, clock }: StaffDependencies): StaffService {
  return { tryFeed: (content) => planOf(database, bytesOf(content)), applyFeed }

  async function planOf(queryable: Queryable, bytes: Buffer): Promise<StaffFeedPlan> {
    const { rows, unreadable } = readTable(bytes, { columns, required, maxRows: maxFeedRows })
    const ids = rows.map(({ values }) => (values['employeeId'] ?? '').toUpperCase())
    const employees = await repository.listEmployees(queryable, ids)
    const institutions = await repository.listInstitutionCodes(queryable)
    const plan = planFeed(rows, unreadable, {
      employees: new Map(employees.map((employee) => [employee.employeeId, employee])),
      institutions: new Map(institutions.map(({ code, isOpen }) => [code, isOpen])),
      today: shanghaiTime(clock()).day,
    })
    return {
      ...plan,
      planHash: createHash('sha256')
        .update(canonicalize(plan.changes) ?? '')
        .digest('hex'),
    }
  }

  async function applyFeed(content: string, planHash: string, caller: SessionCaller): Promise<{ applied: number }> {
    const bytes = bytesOf(content)
    return inTransaction(database, async (tx) => {
      await repository.lockFeed(tx)
      const plan = await planOf(tx, bytes)
      if (plan.planHash !== planHash) throw new AppError('conflict', 'Something changed since the trial.')
      for (const change of plan.changes) await apply(tx, change, caller)
      const file = createHash('sha256').update(bytes).digest('hex')
      const facts = { plan: planHash, applied: plan.changes.length, badRows: plan.badRows.length }
      await audit.record(tx, entryOf('staff.imported', caller, { object: file, facts }))
      return { applied: plan.changes.length }
    })
  }

  async function apply(tx: Transaction, change: StaffChange, caller: SessionCaller): Promise<void> {
    await repository.saveEmployee(tx, change)
    await onChanged(tx, change, caller)
    const { kind, employeeId, institution, previousInstitution, effectiveOn } = change
    const facts = { change: kind, institution, previousInstitution, effectiveOn }
    await audit.record(tx, entryOf('staff.changed', caller, { object: employeeId, facts }))
  }
}

function bytesOf(content: string): Buffer {
  return Buffer.from(content, 'base64')
}
