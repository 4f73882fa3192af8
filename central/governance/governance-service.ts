/** Who is responsible where: duties with terms and letters, vacancies, and the holders on any day. */

import type { AuditService } from '#central/audit/audit-service.ts'
import { entryOf, type SessionCaller } from '#central/caller.ts'
import { type Clock, shanghaiTime } from '#central/clock.ts'
import type { UploadService } from '#central/consents/upload-service.ts'
import { type Database, inTransaction, type Queryable, type Transaction } from '#central/database/database.ts'
import type { InstitutionService } from '#central/institutions/institution-service.ts'
import type { PolicyService } from '#central/policy/policy-service.ts'
import { type Duty, type DutyClass, dutyClasses, type HoldersOfInstitution, type NewDuty } from '#contract/duty.ts'
import { AppError } from '#contract/failure.ts'
import type { Institution } from '#contract/institution.ts'
import type { StaffChange } from '#contract/staff-feed.ts'
import * as duties from './duty-repository.ts'
import * as holders from './holder-repository.ts'
import { canEndOn, deputyProblem } from './judge-duty.ts'

export type InstitutionWithVacancies = Institution & { vacancies: DutyClass[] }

export interface GovernanceService {
  /** The caller's subtree, each institution with the classes that nobody holds today. */
  tree(caller: SessionCaller): Promise<InstitutionWithVacancies[]>
  dutiesOf(institution: string, caller: SessionCaller): Promise<Duty[]>
  /** @throws {AppError} `not-found`, `institution-closed`, `employee-elsewhere`, `conflict`, `scan-altered`. */
  assign(duty: NewDuty, caller: SessionCaller): Promise<void>
  /** @throws {AppError} `not-found`, `invalid-input` for a day that has passed. */
  end(id: string, endsOn: string, caller: SessionCaller): Promise<void>
  /** Holders on a day, institution by institution from the one asked for up to head office. */
  holdersOn(institution: string, day: string, caller: SessionCaller): Promise<HoldersOfInstitution[]>
  /** The same for a domain that knows by itself who may see it. */
  holdersAt(institution: string, day: string): Promise<HoldersOfInstitution[]>
  /** What a person held ends the day before he leaves or moves. */
  followStaffChange(tx: Transaction, change: StaffChange): Promise<void>
}

export interface GovernanceDependencies {
  readonly database: Database
  readonly audit: AuditService
  readonly policy: PolicyService
  readonly institutions: InstitutionService
  readonly uploads: UploadService
  readonly clock: Clock
}

export function createGovernanceService(dependencies: GovernanceDependencies): GovernanceService {
  const { database, audit, policy, institutions, uploads, clock } = dependencies
  return {
    tree,
    assign,
    end,
    holdersOn,
    holdersAt,
    async dutiesOf(institution, caller) {
      await institutions.requireWithin(database, institution, caller)
      return duties.listDuties(database, institution)
    },
    followStaffChange,
  }

  async function tree(caller: SessionCaller): Promise<InstitutionWithVacancies[]> {
    const root = caller.user.institution
    const subtree = await institutions.subtreeOf(database, root)
    const held = await duties.listHeldClasses(database, root, today())
    const heldKeys = new Set(held.map(({ institution, class: dutyClass }) => `${institution} ${dutyClass}`))
    const wanted = await classesToFill(database)
    return subtree.map((institution) => ({
      ...institution,
      vacancies:
        institution.closedOn === null ? wanted.filter((one) => !heldKeys.has(`${institution.code} ${one}`)) : [],
    }))
  }

  /** A group has one head at least and may have members; users are responsible without anybody appointing them. */
  async function classesToFill(queryable: Queryable): Promise<DutyClass[]> {
    const { userClass } = (await policy.current(queryable)).body.governance
    return dutyClasses.filter((one) => one !== 'leading-group-member' && one !== userClass)
  }

  async function assign(duty: NewDuty, caller: SessionCaller): Promise<void> {
    await inTransaction(database, async (tx) => {
      const known = await duties.lockDuty(tx, duty.id)
      if (known) return refuseOther(known, duty)
      await institutions.requireWithin(tx, duty.institution, caller)
      await institutions.lockOpen(tx, duty.institution)
      await requireEmployee(tx, duty)
      await requireDeputised(tx, duty)
      if (await duties.holdsAlready(tx, duty)) throw new AppError('conflict', 'The person holds this duty already.')
      await uploads.take(tx, [duty.letter], caller)
      await duties.insertDuty(tx, duty, clock())
      const { institution, class: dutyClass, employeeId, startsOn, endsOn, deputyOf, letter } = duty
      const facts = {
        institution,
        class: dutyClass,
        employee: employeeId,
        startsOn,
        endsOn,
        deputyOf,
        letter: letter.sha256,
      }
      await audit.record(tx, entryOf('duty.assigned', caller, { object: duty.id, facts }))
    })
  }

  /** A person answers for his own institution or for one below it. */
  async function requireEmployee(tx: Transaction, { employeeId, institution }: NewDuty): Promise<void> {
    const employee = await duties.findEmployee(tx, employeeId)
    const isThere =
      employee?.status === 'employed' && (await institutions.isWithin(tx, institution, employee.institution))
    if (!isThere) throw new AppError('employee-elsewhere', 'No such person works in this institution or above it.')
  }

  async function requireDeputised(tx: Transaction, duty: NewDuty): Promise<void> {
    const problem = duty.deputyOf && deputyProblem(duty, await duties.lockDuty(tx, duty.deputyOf))
    if (problem) throw new AppError('invalid-input', 'The input was refused.', { fields: [problem] })
  }

  async function end(id: string, endsOn: string, caller: SessionCaller): Promise<void> {
    await inTransaction(database, async (tx) => {
      const duty = await duties.lockDuty(tx, id)
      if (!duty) throw new AppError('not-found', 'There is no such duty.')
      await institutions.requireWithin(tx, duty.institution, caller)
      if (!canEndOn(duty, endsOn, today()))
        throw new AppError('invalid-input', 'The input was refused.', { fields: ['endsOn'] })
      for (const ended of await duties.endDuties(tx, { id }, endsOn)) {
        const { institution, class: dutyClass, employeeId } = ended
        const facts = { institution, class: dutyClass, employee: employeeId, endsOn }
        await audit.record(tx, entryOf('duty.ended', caller, { object: ended.id, facts }))
      }
    })
  }

  async function holdersOn(institution: string, day: string, caller: SessionCaller): Promise<HoldersOfInstitution[]> {
    await institutions.requireWithin(database, institution, caller)
    return holdersAt(institution, day)
  }

  async function holdersAt(institution: string, day: string): Promise<HoldersOfInstitution[]> {
    const chain = await holders.listChain(database, institution, day)
    const codes = chain.map(({ code }) => code)
    const held = await holders.listHeld(database, codes, day)
    const users = await holders.listUsersOn(database, institution, day)
    const { userClass } = (await policy.current()).body.governance
    return chain.map(({ code, name }) => ({
      code,
      name,
      holders: [
        ...held
          .filter((one) => one.institution === code)
          .map(({ isDeputy, institution: _, ...one }) => ({
            ...one,
            by: isDeputy ? ('deputy' as const) : ('appointment' as const),
          })),
        ...(code === institution ? users.map((user) => ({ ...user, class: userClass, by: 'use' as const })) : []),
      ],
    }))
  }

  async function followStaffChange(tx: Transaction, change: StaffChange): Promise<void> {
    if (change.kind !== 'leave' && change.kind !== 'move') return
    const lastDay = new Date(Date.parse(change.effectiveOn) - 86_400_000).toISOString().slice(0, 10)
    await duties.endDuties(tx, { employee: change.employeeId }, lastDay)
  }

  function today(): string {
    return shanghaiTime(clock()).day
  }
}

/** What ends with an institution: every duty in it. */
export async function endDutiesOfInstitution(tx: Transaction, institution: string, day: string): Promise<void> {
  await duties.endDuties(tx, { institution }, day)
}

function refuseOther(known: Duty, wanted: NewDuty): void {
  const isSame = known.institution === wanted.institution && known.class === wanted.class
  if (!isSame || known.employeeId !== wanted.employeeId) throw new AppError('conflict', 'This id is in use.')
}
