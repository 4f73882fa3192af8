/** Who sees an incident: administrators and auditors of its institution and above, and who verifies it. */

import type { SessionCaller } from '#central/caller.ts'
import type { Queryable } from '#central/database/database.ts'
import type { InstitutionService } from '#central/institutions/institution-service.ts'
import { AppError } from '#contract/failure.ts'
import type { Role } from '#contract/role.ts'
import type { StoredIncident } from './incident-list-repository.ts'

const overseers: readonly Role[] = ['institution-administrator', 'head-office-administrator', 'auditor']

/** Nobody sees how he himself is being looked into. @throws {AppError} `not-found` */
export async function requireVisible(
  queryable: Queryable,
  stored: StoredIncident | undefined,
  { user }: SessionCaller,
  institutions: Pick<InstitutionService, 'isWithin'>,
): Promise<StoredIncident> {
  if (stored && stored.employeeId !== user.employeeId) {
    if (stored.verifier === user.employeeId) return stored
    const isOverseer = overseers.includes(user.role)
    if (isOverseer && (await institutions.isWithin(queryable, stored.institution, user.institution))) return stored
  }
  throw new AppError('not-found', 'There is no such incident in your subtree.')
}
