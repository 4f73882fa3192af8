/** The duty roster: who can release now at an institution. */

import type { AuditService } from '#central/audit/audit-service.ts'
import { entryOf, type SessionCaller } from '#central/caller.ts'
import type { Clock } from '#central/clock.ts'
import { type Database, inTransaction } from '#central/database/database.ts'
import { AppError } from '#contract/failure.ts'
import type { DutyEntry, DutyRoster } from '#contract/release.ts'
import { deleteDuty, insertDuty, listApprovers, listDuty } from './roster-repository.ts'

export interface RosterService {
  /** The roster of the caller's institution, from now on. */
  roster(caller: SessionCaller): Promise<DutyRoster>
  /** @throws {AppError} `invalid-input` when the person is no approver of the institution, or the time is over or turned round. */
  enter(entry: DutyEntry, caller: SessionCaller): Promise<DutyRoster>
  /** @throws {AppError} `not-found` */
  remove(id: string, caller: SessionCaller): Promise<DutyRoster>
}

export function createRosterService(dependencies: {
  readonly database: Database
  readonly audit: AuditService
  readonly clock: Clock
}): RosterService {
  const { database, audit, clock } = dependencies
  return { roster, enter, remove }

  async function roster({ user }: SessionCaller): Promise<DutyRoster> {
    const entries = await listDuty(database, user.institution, clock())
    return {
      institution: user.institution,
      approvers: await listApprovers(database, user.institution),
      entries: entries.map(({ from, until, ...entry }) => ({
        ...entry,
        from: from.toISOString(),
        until: until.toISOString(),
      })),
    }
  }

  async function enter(entry: DutyEntry, caller: SessionCaller): Promise<DutyRoster> {
    const { institution } = caller.user
    const approvers = await listApprovers(database, institution)
    if (!approvers.some(({ employeeId }) => employeeId === entry.employeeId)) throw wrong('employeeId')
    if (entry.until <= entry.from || entry.until <= clock().toISOString()) throw wrong('until')
    await inTransaction(database, async (tx) => {
      await insertDuty(tx, institution, entry)
      const { employeeId, isDeputy, from, until } = entry
      await audit.record(
        tx,
        entryOf('roster.entered', caller, { object: entry.id, facts: { approver: employeeId, isDeputy, from, until } }),
      )
    })
    return roster(caller)
  }

  async function remove(id: string, caller: SessionCaller): Promise<DutyRoster> {
    await inTransaction(database, async (tx) => {
      if (!(await deleteDuty(tx, caller.user.institution, id)))
        throw new AppError('not-found', 'There is no such entry in the roster.')
      await audit.record(tx, entryOf('roster.removed', caller, { object: id, facts: {} }))
    })
    return roster(caller)
  }
}

function wrong(field: string): AppError {
  return new AppError('invalid-input', 'The entry cannot stand in the roster.', { fields: [field] })
}
