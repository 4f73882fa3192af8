/** The register of publicity: planned, held and reported, with photographs; sums go up the tree. */

import { createHash } from 'node:crypto'
import type { AttachmentService, MaySee } from '#central/attachments/attachment-service.ts'
import type { AuditService } from '#central/audit/audit-service.ts'
import { entryOf, type SessionCaller } from '#central/caller.ts'
import { type Clock, shanghaiTime } from '#central/clock.ts'
import { type Database, inTransaction, type Transaction } from '#central/database/database.ts'
import type { InstitutionService } from '#central/institutions/institution-service.ts'
import { AppError } from '#contract/failure.ts'
import type { PublicityActivity, PublicityPlan, PublicityReport } from '#contract/publicity.ts'
import * as repository from './publicity-repository.ts'

export interface PublicityService {
  list(caller: SessionCaller): Promise<PublicityActivity[]>
  /** @throws {AppError} `not-found` outside the subtree, `institution-closed`, `conflict` when it was held or cancelled. */
  plan(plan: PublicityPlan, caller: SessionCaller): Promise<PublicityActivity>
  /** @throws {AppError} `not-found`, `invalid-input` for a day to come, `conflict` when it is not planned any more. */
  report(id: string, report: PublicityReport, caller: SessionCaller): Promise<PublicityActivity>
  cancel(id: string, caller: SessionCaller): Promise<PublicityActivity>
  mayReadAttachments: MaySee
}

export interface PublicityDependencies {
  readonly database: Database
  readonly audit: AuditService
  readonly institutions: InstitutionService
  readonly attachments: AttachmentService
  readonly clock: Clock
}

export function createPublicityService(dependencies: PublicityDependencies): PublicityService {
  const { database, audit, institutions, attachments, clock } = dependencies
  return {
    list,
    plan,
    report,
    cancel,
    mayReadAttachments: async (queryable, id, { user }) => {
      const activity = await repository.findActivity(queryable, id)
      return activity !== undefined && institutions.isWithin(queryable, activity.institution.code, user.institution)
    },
  }

  async function list({ user }: SessionCaller): Promise<PublicityActivity[]> {
    const codes = (await institutions.subtreeOf(database, user.institution)).map(({ code }) => code)
    return view(await repository.listActivities(database, codes))
  }

  async function plan(wanted: PublicityPlan, caller: SessionCaller): Promise<PublicityActivity> {
    await inTransaction(database, async (tx) => {
      await institutions.requireWithin(tx, wanted.institution, caller)
      await institutions.lockOpen(tx, wanted.institution)
      if (!(await repository.savePlan(tx, wanted, caller.user.id))) throw conflict()
      const { id, institution, form, plannedOn } = wanted
      const facts = { owner: institution, form, plannedOn }
      await audit.record(tx, entryOf('publicity.planned', caller, { object: id, facts }))
    })
    return get(wanted.id)
  }

  async function report(id: string, written: PublicityReport, caller: SessionCaller): Promise<PublicityActivity> {
    const { heldOn, peopleReached, materialsGiven, summary, photos } = written
    if (heldOn > shanghaiTime(clock()).day)
      throw new AppError('invalid-input', 'This day is to come.', { fields: ['heldOn'] })
    await inTransaction(database, async (tx) => {
      const { institution } = await requirePlanned(tx, id, caller)
      await repository.saveReport(tx, id, { report: written, by: caller.user.id, at: clock() })
      await attachments.attach(tx, { kind: 'publicity', id }, { files: photos, caller })
      const text = createHash('sha256').update(summary).digest('hex')
      const facts = { owner: institution.code, heldOn, peopleReached, materialsGiven, photos: photos.length, text }
      await audit.record(tx, entryOf('publicity.held', caller, { object: id, facts }))
    })
    return get(id)
  }

  async function cancel(id: string, caller: SessionCaller): Promise<PublicityActivity> {
    await inTransaction(database, async (tx) => {
      const { institution } = await requirePlanned(tx, id, caller)
      await repository.saveCancelled(tx, id)
      const facts = { owner: institution.code }
      await audit.record(tx, entryOf('publicity.cancelled', caller, { object: id, facts }))
    })
    return get(id)
  }

  async function requirePlanned(tx: Transaction, id: string, caller: SessionCaller) {
    const activity = await repository.lockActivity(tx, id)
    if (!activity) throw new AppError('not-found', 'There is no such activity.')
    await institutions.requireWithin(tx, activity.institution.code, caller)
    if (activity.state !== 'planned') throw conflict()
    return activity
  }

  async function get(id: string): Promise<PublicityActivity> {
    const stored = await repository.findActivity(database, id)
    const [activity] = await view(stored ? [stored] : [])
    if (!activity) throw new Error('An activity just written is not there.')
    return activity
  }

  async function view(stored: readonly repository.StoredActivity[]): Promise<PublicityActivity[]> {
    const ids = stored.map(({ id }) => id)
    const files = await attachments.listOf(database, 'publicity', ids)
    return stored.map((activity) => ({ ...activity, photos: files.get(activity.id) ?? [] }))
  }
}

function conflict(): AppError {
  return new AppError('conflict', 'It is not as it was any more.')
}
