/** Imports of the HR feed: people join, move and leave, and their users follow at once. */

import { createHash } from 'node:crypto'
import canonicalize from 'canonicalize'
import type { AuditService } from '#central/audit/audit-service.ts'
import { entryOf, type SessionCaller } from '#central/caller.ts'
import { type Clock, shanghaiTime } from '#central/clock.ts'
import { type Database, inTransaction, type Queryable, type Transaction } from '#central/database/database.ts'
import type { KeyRing } from '#central/keys/key-ring.ts'
import { readTable } from '#central/read-table.ts'
import { AppError } from '#contract/failure.ts'
import { maxFeedRows, type StaffChange, type StaffFeedPlan } from '#contract/staff-feed.ts'
import { type PlannedChange, planFeed } from './plan-feed.ts'
import { staffLookupOf } from './staff-lookup.ts'
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
  readonly keys: KeyRing
  /** What follows from a change for the person's user and duties, in the same transaction. */
  readonly onChanged: (tx: Transaction, change: StaffChange, caller: SessionCaller) => Promise<void>
  readonly clock: Clock
}

const columns = {
  employeeId: ['统一认证号', '工号', 'employee_id', 'employee id'],
  name: ['姓名'],
  institution: ['机构编码', '机构代码', '机构号', 'institution_code', 'institution code'],
  status: ['状态', '在职状态'],
  idNumber: ['证件号码', '身份证号', '身份证号码', 'id_number', 'id number'],
  effectiveOn: ['生效日期', '变动日期', 'effective_on', 'effective on'],
}
const required = ['employeeId', 'name', 'institution', 'status']

export function createStaffService({ database, audit, keys, onChanged, clock }: StaffDependencies): StaffService {
  const lookupKey = keys.sealing('staff-lookup')
  return { tryFeed, applyFeed }

  async function tryFeed(content: string): Promise<StaffFeedPlan> {
    const { changes, ...plan } = await planOf(database, bytesOf(content))
    // The keyed hashes stay here.
    return { ...plan, changes: changes.map(({ lookup: _, ...change }) => change) }
  }

  async function planOf(queryable: Queryable, bytes: Buffer) {
    const { rows, unreadable } = readTable(bytes, { columns, required, maxRows: maxFeedRows })
    const ids = rows.map(({ values }) => (values['employeeId'] ?? '').toUpperCase())
    const employees = await repository.listEmployees(queryable, ids)
    const institutions = await repository.listInstitutionCodes(queryable)
    const plan = planFeed(rows, unreadable, {
      employees: new Map(employees.map((employee) => [employee.employeeId, employee])),
      institutions: new Map(institutions.map(({ code, isOpen }) => [code, isOpen])),
      today: shanghaiTime(clock()).day,
      lookupOf: (name, idNumber) => staffLookupOf(lookupKey, name, idNumber),
    })
    return {
      ...plan,
      planHash: createHash('sha256')
        .update(canonicalize(plan.changes.map(inText)) ?? '')
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

  async function apply(tx: Transaction, change: PlannedChange, caller: SessionCaller): Promise<void> {
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

function inText({ lookup, ...change }: PlannedChange) {
  return { ...change, lookup: lookup?.id.toString('hex') ?? null }
}
