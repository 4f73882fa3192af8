/** Incidents as people see them: lists by subtree, one with its history and holders, what a user reads about himself. */

import type { AuditService } from '#central/audit/audit-service.ts'
import { entryOf, type SessionCaller } from '#central/caller.ts'
import { type Clock, shanghaiTime, shanghaiYear, startOfShanghaiDay } from '#central/clock.ts'
import type { UploadService } from '#central/consents/upload-service.ts'
import type { Database } from '#central/database/database.ts'
import { subtreeCodes } from '#central/engagements/engagement-service.ts'
import type { GovernanceService } from '#central/governance/governance-service.ts'
import type { InstitutionService } from '#central/institutions/institution-service.ts'
import type { PolicyService } from '#central/policy/policy-service.ts'
import { AppError } from '#contract/failure.ts'
import type {
  Incident,
  IncidentDetail,
  IncidentFigures,
  OwnIncident,
  SubjectViewing,
  Verifier,
} from '#contract/incident.ts'
import { requireVisible } from './incident-access.ts'
import * as repository from './incident-list-repository.ts'
import { listChain } from './incident-repository.ts'
import { actionsOf, actorOf, caseOf, incidentView, isWaitingFor, ownView, type Person } from './incident-view.ts'
import * as people from './people-repository.ts'
import { findAttachment, listSteps } from './step-repository.ts'

export interface IncidentReadingService {
  /** Of the caller's subtree, for auditors too; approvers see what they verify. Open ones first, newest first. */
  list(caller: SessionCaller): Promise<Incident[]>
  /** @throws {AppError} `not-found` outside the caller's subtree. */
  read(id: string, caller: SessionCaller): Promise<IncidentDetail>
  /** How many wait for the caller. */
  countMine(caller: SessionCaller): Promise<number>
  figures(caller: SessionCaller): Promise<IncidentFigures>
  /** What was decided about the caller. */
  listOwn(caller: SessionCaller): Promise<OwnIncident[]>
  /** Who may verify it. @throws {AppError} `not-found` */
  verifiersOf(id: string, caller: SessionCaller): Promise<Verifier[]>
  /** Who looked at reports about the subject; that somebody asked is an entry. @throws {AppError} `not-found` */
  viewingsOf(id: string, caller: SessionCaller): Promise<SubjectViewing[]>
  /** That it was fetched is an entry. @throws {AppError} `not-found` */
  attachment(id: string, uploadId: string, caller: SessionCaller): Promise<Uint8Array>
}

export interface IncidentReadingDependencies {
  readonly database: Database
  readonly audit: AuditService
  readonly policy: PolicyService
  readonly institutions: InstitutionService
  readonly governance: Pick<GovernanceService, 'holdersAt'>
  readonly uploads: Pick<UploadService, 'contentOf'>
  readonly clock: Clock
}

export function createIncidentReadingService(dependencies: IncidentReadingDependencies): IncidentReadingService {
  const { database, audit, policy, institutions, governance, uploads, clock } = dependencies
  return { list, read, countMine, figures, listOwn, verifiersOf, viewingsOf, attachment }

  async function list(caller: SessionCaller): Promise<Incident[]> {
    const rules = await currentRules()
    const found = await repository.listIncidents(database, {
      institutions: await overseenBy(caller),
      employeeId: caller.user.employeeId,
    })
    return found.map((stored) => incidentView(personOf(caller), stored, rules, clock()))
  }

  async function read(id: string, caller: SessionCaller): Promise<IncidentDetail> {
    const stored = await requireVisible(database, await repository.findIncident(database, id), caller, institutions)
    const rules = await currentRules()
    const now = clock()
    const person = personOf(caller)
    const incident = caseOf(stored, rules)
    const actor = actorOf(person, stored, await listChain(database, stored.institution, stored.employeeId))
    return {
      ...incidentView(person, stored, rules, now),
      steps: await listSteps(database, id),
      holders: await governance.holdersAt(stored.institution, shanghaiTime(stored.raisedAt).day),
      actions: actionsOf(incident, actor, now),
      appealUntil: incident.appealUntil?.toISOString() ?? null,
      accountabilityCase: stored.accountabilityCase,
    }
  }

  async function countMine(caller: SessionCaller): Promise<number> {
    const rules = await currentRules()
    const person = personOf(caller)
    const found = await repository.listWaiting(database, person)
    return found.filter((stored) => isWaitingFor(person, stored, rules, clock())).length
  }

  async function figures(caller: SessionCaller): Promise<IncidentFigures> {
    const now = clock()
    const yearBegan = startOfShanghaiDay(`${shanghaiYear(now)}-01-01`)
    const counted = await repository.countIncidents(database, await overseenBy(caller), { now, yearBegan })
    return { ...counted, mine: await countMine(caller) }
  }

  async function listOwn({ user }: SessionCaller): Promise<OwnIncident[]> {
    const rules = await currentRules()
    const own: OwnIncident[] = []
    for (const stored of await repository.listDecidedAbout(database, user.employeeId))
      own.push(ownView(stored, await listSteps(database, stored.id), rules, clock()))
    return own
  }

  async function verifiersOf(id: string, caller: SessionCaller): Promise<Verifier[]> {
    const stored = await requireVisible(database, await repository.findIncident(database, id), caller, institutions)
    return people.listVerifiers(
      database,
      await subtreeCodes(institutions, database, [stored.handledBy]),
      stored.involved,
    )
  }

  async function viewingsOf(id: string, caller: SessionCaller): Promise<SubjectViewing[]> {
    const stored = await requireVisible(database, await repository.findIncident(database, id), caller, institutions)
    const viewings = stored.queryId === null ? [] : await people.listViewingsOfSubject(database, stored.queryId)
    const facts = { query: stored.queryId, viewings: viewings.length }
    await audit.recordAlone(entryOf('incident.viewings-listed', caller, { object: id, facts }))
    return viewings
  }

  async function attachment(id: string, uploadId: string, caller: SessionCaller): Promise<Uint8Array> {
    await requireVisible(database, await repository.findIncident(database, id), caller, institutions)
    const found = await findAttachment(database, id, uploadId)
    if (!found) throw new AppError('not-found', 'There is no such attachment.')
    const bytes = await uploads.contentOf(uploadId)
    const facts = { incident: id, sha256: found.sha256 }
    await audit.recordAlone(entryOf('attachment.fetched', caller, { object: uploadId, facts }))
    return bytes
  }

  /** Approvers oversee nothing; they see what they verify. */
  async function overseenBy({ user }: SessionCaller): Promise<string[]> {
    return user.role === 'approver' ? [] : subtreeCodes(institutions, database, [user.institution])
  }

  async function currentRules() {
    return (await policy.current()).body.incident
  }
}

function personOf({ user: { employeeId, role, institution } }: SessionCaller): Person {
  return { employeeId, role, institution }
}
