/** Circulars of an institution for its subtree: drafted, published with readers and a day, withdrawn or superseded. */

import { createHash } from 'node:crypto'
import type { AttachmentService, MaySee } from '#central/attachments/attachment-service.ts'
import type { AuditService } from '#central/audit/audit-service.ts'
import { entryOf, type SessionCaller } from '#central/caller.ts'
import { type Clock, shanghaiTime } from '#central/clock.ts'
import { type Database, inTransaction, type Queryable, type Transaction } from '#central/database/database.ts'
import type { EventService } from '#central/events/event-service.ts'
import type { InstitutionService } from '#central/institutions/institution-service.ts'
import type { PolicyService } from '#central/policy/policy-service.ts'
import type { SentAttachment } from '#contract/attachment.ts'
import type { Circular, CircularDraft, CircularRow, Receipt } from '#contract/circular.ts'
import { AppError } from '#contract/failure.ts'
import { administratorRoles } from '#contract/role.ts'
import { dayAfter } from '#contract/rules/dispute-clock.ts'
import { receiptStanding } from '#contract/rules/receipts.ts'
import * as repository from './circular-repository.ts'
import { findReceived, listReceipts } from './receipt-repository.ts'
import { whatIsMissing } from './what-is-missing.ts'

export interface CircularService {
  list(caller: SessionCaller): Promise<CircularRow[]>
  /** @throws {AppError} `not-found` when it is neither issued in the caller's subtree nor read there. */
  read(id: string, caller: SessionCaller): Promise<Circular>
  receipts(id: string, caller: SessionCaller): Promise<Receipt[]>
  /** @throws {AppError} `conflict` when it is another institution's or no draft any more. */
  keep(draft: CircularDraft & { readonly month?: string }, caller: SessionCaller): Promise<void>
  discard(id: string, caller: SessionCaller): Promise<void>
  /** @throws {AppError} `invalid-input` for what is missing, `not-found` for a target outside, `conflict` when it was withdrawn. */
  publish(id: string, files: readonly SentAttachment[], caller: SessionCaller): Promise<Circular>
  /** @throws {AppError} `not-found` for one issued elsewhere, `conflict` when it is not in force. */
  withdraw(id: string, reason: string, caller: SessionCaller): Promise<Circular>
  mayReadAttachments: MaySee
}

export interface CircularDependencies {
  readonly database: Database
  readonly audit: AuditService
  readonly policy: PolicyService
  readonly events: EventService
  readonly institutions: InstitutionService
  readonly attachments: AttachmentService
  readonly clock: Clock
}

export function createCircularService(dependencies: CircularDependencies): CircularService {
  const { database, audit, policy, events, institutions, attachments, clock } = dependencies
  return { list, read, receipts, keep, discard, publish, withdraw, mayReadAttachments }

  async function list({ user }: SessionCaller): Promise<CircularRow[]> {
    const subtree = await codesBelow(database, user.institution)
    const found = await repository.listCirculars(database, { institution: user.institution, subtree })
    return rowsOf(database, found, subtree)
  }

  async function read(id: string, caller: SessionCaller): Promise<Circular> {
    const subtree = await codesBelow(database, caller.user.institution)
    const stored = await requireShown(id, subtree, caller)
    const [row] = await rowsOf(database, [stored], subtree)
    const files = await attachments.listOf(database, 'circular', [id])
    const { body, targets, audience, supersedes, withdrawal } = stored
    if (!row) throw new Error('A circular just found is not there.')
    return { ...row, body, targets, audience, supersedes, withdrawal, attachments: files.get(id) ?? [] }
  }

  async function receipts(id: string, caller: SessionCaller): Promise<Receipt[]> {
    const subtree = await codesBelow(database, caller.user.institution)
    const { dueOn } = await requireShown(id, subtree, caller)
    const readers = await listReceipts(database, id, subtree)
    const today = shanghaiTime(clock()).day
    return readers.map(({ openedAt, confirmedAt, ...reader }) => {
      const confirmedOn = confirmedAt && shanghaiTime(confirmedAt).day
      const standing = receiptStanding({ confirmedOn, dueOn: dueOn ?? today, today })
      return { ...reader, openedAt: iso(openedAt), confirmedAt: iso(confirmedAt), standing }
    })
  }

  async function keep(draft: CircularDraft & { readonly month?: string }, { user }: SessionCaller): Promise<void> {
    await inTransaction(database, async (tx) => {
      const author = { institution: user.institution, draftedBy: user.id, draftedAt: clock() }
      if (!(await repository.saveDraft(tx, { ...draft, month: draft.month ?? null, ...author })))
        throw new AppError('conflict', 'It is no draft of this institution.')
    })
  }

  async function discard(id: string, { user }: SessionCaller): Promise<void> {
    await inTransaction(database, async (tx) => {
      if (!(await repository.deleteDraft(tx, id, user.institution))) throw noCircular()
    })
  }

  async function publish(id: string, files: readonly SentAttachment[], caller: SessionCaller): Promise<Circular> {
    await inTransaction(database, async (tx) => {
      const stored = await repository.lockCircular(tx, id)
      if (!stored || stored.institution.code !== caller.user.institution) throw noCircular()
      if (stored.state === 'published') return
      await refuseUnready(tx, stored, caller)
      const readers = await sendOut(tx, stored, caller)
      await attachments.attach(tx, { kind: 'circular', id }, { files, caller })
      if (stored.supersedes) await supersede(tx, stored.supersedes, { by: id, caller })
      await recordPublication(tx, stored, { readers, attachments: files.length, caller })
      await tellReaders(tx, readers)
    })
    return read(id, caller)
  }

  async function refuseUnready(tx: Transaction, stored: repository.StoredCircular, caller: SessionCaller) {
    if (stored.state !== 'draft') throw new AppError('conflict', 'It is not in force any more.')
    const missing = whatIsMissing(stored, shanghaiTime(clock()).day)
    if (missing.length > 0) throw new AppError('invalid-input', 'Something is missing.', { fields: missing })
    for (const target of stored.targets) await institutions.requireWithin(tx, target, caller)
  }

  async function tellReaders(tx: Transaction, institutionsOfReaders: readonly string[]): Promise<void> {
    for (const code of new Set(institutionsOfReaders)) await events.toDoChanged(tx, code)
  }

  async function sendOut(tx: Transaction, stored: repository.StoredCircular, caller: SessionCaller): Promise<string[]> {
    const codes = new Set<string>()
    for (const target of stored.targets) for (const code of await codesBelow(tx, target)) codes.add(code)
    const { receiptDays } = (await policy.current(tx)).body.circulars
    const dueOn = stored.dueOn ?? dayAfter(shanghaiTime(clock()).day, receiptDays)
    const row = { id: stored.id, dueOn, publishedBy: caller.user.id, publishedAt: clock() }
    const readers = await repository.publish(tx, row, { institutions: [...codes], audience: stored.audience })
    if (readers.length === 0)
      throw new AppError('invalid-input', 'Nobody would read it.', { fields: ['targets', 'audience'] })
    return readers
  }

  async function recordPublication(
    tx: Transaction,
    { id, title, body, targets, month, supersedes }: repository.StoredCircular,
    { readers, attachments: files, caller }: { readers: readonly string[]; attachments: number; caller: SessionCaller },
  ): Promise<void> {
    const text = createHash('sha256').update(`${title}\n${body}`).digest('hex')
    const facts = {
      targets: targets.slice(0, 40),
      recipients: readers.length,
      month,
      supersedes,
      text,
      attachments: files,
    }
    await audit.record(tx, entryOf('circular.published', caller, { object: id, facts }))
  }

  async function supersede(
    tx: Transaction,
    id: string,
    { by, caller }: { by: string; caller: SessionCaller },
  ): Promise<void> {
    await requireInForce(tx, id, caller)
    await repository.saveEnd(tx, id, { state: 'superseded', reason: null })
    await audit.record(tx, entryOf('circular.superseded', caller, { object: id, facts: { by } }))
  }

  async function withdraw(id: string, reason: string, caller: SessionCaller): Promise<Circular> {
    await inTransaction(database, async (tx) => {
      await requireInForce(tx, id, caller)
      await repository.saveEnd(tx, id, { state: 'withdrawn', reason })
      const facts = { text: createHash('sha256').update(reason).digest('hex') }
      await audit.record(tx, entryOf('circular.withdrawn', caller, { object: id, facts }))
      const readers = await listReceipts(tx, id, await codesBelow(tx, caller.user.institution))
      await tellReaders(
        tx,
        readers.map(({ institution }) => institution),
      )
    })
    return read(id, caller)
  }

  /** Published in the caller's subtree; he may end it. */
  async function requireInForce(tx: Transaction, id: string, caller: SessionCaller): Promise<void> {
    const stored = await repository.lockCircular(tx, id)
    if (!stored || !(await institutions.isWithin(tx, stored.institution.code, caller.user.institution)))
      throw noCircular()
    if (stored.state !== 'published') throw new AppError('conflict', 'It is not in force.')
  }

  async function requireShown(id: string, subtree: readonly string[], { user }: SessionCaller) {
    const stored = await repository.findCircular(database, id)
    if (!stored || !(await isShown(database, stored, { subtree, institution: user.institution }))) throw noCircular()
    return stored
  }

  async function isShown(
    queryable: Queryable,
    { id, state, institution }: repository.StoredCircular,
    viewer: { subtree: readonly string[]; institution: string },
  ): Promise<boolean> {
    if (state === 'draft') return institution.code === viewer.institution
    if (viewer.subtree.includes(institution.code)) return true
    return (await listReceipts(queryable, id, viewer.subtree)).length > 0
  }

  async function mayReadAttachments(queryable: Queryable, id: string, { user }: SessionCaller): Promise<boolean> {
    if (await findReceived(queryable, id, user.id)) return true
    const stored = await repository.findCircular(queryable, id)
    if (!stored || !administratorRoles.some((role) => role === user.role)) return false
    const subtree = await codesBelow(queryable, user.institution)
    return isShown(queryable, stored, { subtree, institution: user.institution })
  }

  async function rowsOf(
    queryable: Queryable,
    found: readonly repository.StoredCircular[],
    subtree: readonly string[],
  ): Promise<CircularRow[]> {
    const today = shanghaiTime(clock()).day
    const ids = found.map(({ id }) => id)
    const counts = await repository.countReceipts(queryable, { ids, subtree, today })
    return found.map(({ id, title, institution, month, state, draftedAt, publishedAt, dueOn }) => ({
      ...{ id, title, institution, month, state, dueOn },
      draftedAt: draftedAt.toISOString(),
      publishedAt: iso(publishedAt),
      receipts: counts.get(id) ?? { recipients: 0, confirmed: 0, late: 0 },
      isOurs: subtree.includes(institution.code),
    }))
  }

  async function codesBelow(queryable: Queryable, root: string): Promise<string[]> {
    return (await institutions.subtreeOf(queryable, root)).map(({ code }) => code)
  }
}

function iso(moment: Date | null): string | null {
  return moment?.toISOString() ?? null
}

function noCircular(): AppError {
  return new AppError('not-found', 'There is no such circular.')
}
