/** Workstations as administrators and IT read them. */

import type * as z from 'zod'
import type { SessionCaller } from '#central/caller.ts'
import type { Clock } from '#central/clock.ts'
import { type Database, inTransaction } from '#central/database/database.ts'
import type { InstitutionService } from '#central/institutions/institution-service.ts'
import type { PolicyService } from '#central/policy/policy-service.ts'
import { AppError } from '#contract/failure.ts'
import type { PolicyBody } from '#contract/policy.ts'
import { hardwareFactors } from '#contract/workstation.ts'
import type { WorkstationDetail, WorkstationList, WorkstationSummary } from '#contract/workstation-administration.ts'
import * as repository from './administration-repository.ts'
import { scopeOf } from './administration-service.ts'
import type { Administrator } from './administrator.ts'
import { listAssignments } from './assignment-repository.ts'
import { judgeFactors } from './judge-factors.ts'

export interface WorkstationReadingService {
  list(by: Administrator): Promise<z.output<typeof WorkstationList>>
  /** Workstations that wait for the caller's decision. */
  countWaiting(caller: SessionCaller): Promise<number>
  /** @throws {AppError} `not-found` outside the subtree too. */
  read(id: string, by: Administrator): Promise<WorkstationDetail>
}

export interface ReadingDependencies {
  readonly database: Database
  readonly policy: PolicyService
  readonly institutions: InstitutionService
  readonly clock: Clock
}

export function createWorkstationReadingService(dependencies: ReadingDependencies): WorkstationReadingService {
  const { database, policy, institutions, clock } = dependencies
  return { list, countWaiting: ({ user }) => repository.countWaiting(database, user.institution, user.id), read }

  async function list(by: Administrator): Promise<z.output<typeof WorkstationList>> {
    const root = await scopeOf(database, by)
    const [workstations, below] = await Promise.all([
      repository.listWithin(database, root),
      repository.listInstitutions(database, root),
    ])
    const { fewestBitsIpv4, fewestBitsIpv6 } = (await policy.current()).body.workstation
    return {
      workstations: workstations.map((workstation) => summaryOf(workstation, by)),
      institutions: below,
      limits: { fewestBitsIpv4, fewestBitsIpv6 },
    }
  }

  async function read(id: string, by: Administrator): Promise<WorkstationDetail> {
    const weighing = (await policy.current()).body.hardware
    return inTransaction(database, async (tx) => {
      const workstation = await repository.findById(tx, id)
      if (!workstation) throw new AppError('not-found', 'There is no such workstation.')
      const root = await scopeOf(tx, by)
      await institutions.requireWithin(tx, workstation.institution, { user: { institution: root } })
      const assignments = await listAssignments(tx, id, clock())
      const { thumbprint, requestedFrom, factors } = workstation
      return {
        ...summaryOf(workstation, by),
        thumbprint,
        requestedFrom,
        isByFile: workstation.isByFile,
        reportedAddresses: workstation.reportedAddresses,
        keySince: workstation.keySince?.toISOString() ?? null,
        isKeyDemanded: workstation.isKeyDemanded,
        requestedBy: await repository.findPerson(tx, workstation.requestedBy),
        approvedBy: await repository.findPerson(tx, workstation.approvedBy),
        approvedAt: workstation.approvedAt?.toISOString() ?? null,
        readableFactors: hardwareFactors.filter((name) => factors[name] !== undefined),
        changedFactors: workstation.changedFactors,
        changedAt: workstation.changedAt?.toISOString() ?? null,
        refusedHardware: refusedHardwareOf(workstation, weighing),
        assignments: assignments.map((one) => ({ ...one, endsAt: one.endsAt.toISOString() })),
      }
    })
  }
}

function summaryOf(row: repository.AdministeredWorkstation, by: Administrator): WorkstationSummary {
  const { id, number, status, reason, platform, appVersion, addresses, lastAddress } = row
  return {
    id,
    number,
    institution: { code: row.institution, name: row.institutionName },
    status,
    reason,
    platform,
    appVersion,
    addresses,
    requestedAt: row.requestedAt.toISOString(),
    isRequestedByCaller: row.requestedBy === by.user.id,
    lastSeenAt: row.lastSeenAt?.toISOString() ?? null,
    lastAddress,
  }
}

/** What is different about the hardware that was refused last. */
export function refusedHardwareOf(
  { factors, refusedFactors, refusedAt }: repository.AdministeredWorkstation,
  weighing: PolicyBody['hardware'],
): WorkstationDetail['refusedHardware'] {
  if (!refusedFactors || !refusedAt) return null
  const { changed, missing } = judgeFactors(factors, refusedFactors, weighing)
  return { changed: [...changed], missing: [...missing], at: refusedAt.toISOString() }
}
