/** Letting users work at a workstation of another institution, until a day. */

import { randomUUID } from 'node:crypto'
import type { AuditService } from '#central/audit/audit-service.ts'
import type { Clock } from '#central/clock.ts'
import { type Database, inTransaction } from '#central/database/database.ts'
import type { SessionService } from '#central/identity/session-service.ts'
import type { InstitutionService } from '#central/institutions/institution-service.ts'
import { AppError } from '#contract/failure.ts'
import { type Administrator, administratorEntry } from './administrator.ts'
import * as assignments from './assignment-repository.ts'
import { getWorkstation } from './workstation-repository.ts'

export interface AssignmentAdministrationService {
  /**
   * Both the workstation and the user must be in the administrator's subtree.
   *
   * @throws {AppError} `not-found` otherwise, `invalid-input` when the end is not ahead or is more than a year away.
   */
  assign(workstationId: string, grant: { employeeId: string; endsAt: Date }, by: Administrator): Promise<void>
  /** Ends an assignment before its time, and the user's session at the workstation with it. */
  unassign(workstationId: string, assignmentId: string, by: Administrator): Promise<void>
}

export interface AssignmentAdministrationDependencies {
  readonly database: Database
  readonly audit: AuditService
  readonly sessions: SessionService
  readonly institutions: InstitutionService
  readonly clock: Clock
}

const longestMs = 366 * 86_400_000

export function createAssignmentAdministrationService(
  dependencies: AssignmentAdministrationDependencies,
): AssignmentAdministrationService {
  const { database, audit, sessions, institutions, clock } = dependencies
  return { assign, unassign }

  async function assign(
    workstationId: string,
    { employeeId, endsAt }: { employeeId: string; endsAt: Date },
    by: Administrator,
  ): Promise<void> {
    const now = clock()
    if (endsAt <= now || endsAt.getTime() > now.getTime() + longestMs)
      throw new AppError('invalid-input', 'An assignment ends within a year.', { fields: ['endsAt'] })
    await inTransaction(database, async (tx) => {
      const { number, institution } = await getWorkstation(tx, workstationId)
      await institutions.requireWithin(tx, institution, by)
      const user = await assignments.findAssignee(tx, employeeId)
      if (!user) throw new AppError('not-found', 'There is no such user.', { fields: ['employeeId'] })
      await institutions.requireWithin(tx, user.institution, by)
      const id = randomUUID()
      await assignments.insertAssignment(tx, {
        id,
        userId: user.userId,
        workstationId,
        grantedBy: by.user.id,
        grantedAt: now,
        endsAt,
      })
      const facts = { user: employeeId, endsAt: endsAt.toISOString() }
      await audit.record(tx, administratorEntry('workstation.assigned', by, { object: number, facts }))
    })
  }

  async function unassign(workstationId: string, assignmentId: string, by: Administrator): Promise<void> {
    await inTransaction(database, async (tx) => {
      const { number, institution } = await getWorkstation(tx, workstationId)
      await institutions.requireWithin(tx, institution, by)
      const ended = await assignments.endAssignment(tx, workstationId, { id: assignmentId, at: clock() })
      if (!ended) throw new AppError('not-found', 'There is no such assignment.')
      const facts = { user: ended.employeeId }
      await audit.record(tx, administratorEntry('workstation.unassigned', by, { object: number, facts }))
      await sessions.endOfUserAt(tx, { userId: ended.userId, workstationId }, 'assignment-ended')
    })
  }
}
