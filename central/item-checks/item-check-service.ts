/** Item checks: handed out so that nobody does another one's, decided once, returned, sampled one level up. */

import { randomUUID } from 'node:crypto'
import type { AuditService } from '#central/audit/audit-service.ts'
import type { BusinessService } from '#central/business/business-service.ts'
import { entryOf, type SessionCaller } from '#central/caller.ts'
import type { Clock } from '#central/clock.ts'
import type { ConsentPictureService } from '#central/consents/consent-picture-service.ts'
import type { ConsentService } from '#central/consents/consent-service.ts'
import { type Database, inTransaction, type Queryable, type Transaction } from '#central/database/database.ts'
import type { EventService } from '#central/events/event-service.ts'
import type { PolicyService } from '#central/policy/policy-service.ts'
import type { SubjectService } from '#central/subjects/subject-service.ts'
import { AppError } from '#contract/failure.ts'
import type { CheckerStatistics, CheckItem, ItemCheckRow, ItemVerdict } from '#contract/item-check.ts'
import { checkItemOf, isDecidable, rowOf } from './check-item.ts'
import type { Deadlines } from './deadlines.ts'
import { isSampled } from './is-sampled.ts'
import * as repository from './item-check-repository.ts'
import { isTooFast, secondsTaken } from './judge-pace.ts'
import { insertItem, listStaffedAbove } from './queue-repository.ts'
import { listStatistics } from './statistics-repository.ts'

const dayMs = 86_400_000
/** How long decided items stay in the list. */
const listedMs = 7 * dayMs
const statisticsMs = 30 * dayMs

/** What becomes of a suspicion: an incident, in the same transaction. */
export type OnSuspected = (
  tx: Transaction,
  suspicion: { readonly item: repository.StoredItem; readonly reason: string; readonly checker: string },
) => Promise<void>

export interface ItemCheckService {
  /** Hands out items; `held` stay with the caller, everything else of his goes back. */
  next(wanted: { held: readonly string[]; count: number }, caller: SessionCaller): Promise<CheckItem[]>
  /** @throws {AppError} `not-found` outside the caller's queue, `conflict` when somebody else has it or it is decided. */
  take(id: string, caller: SessionCaller): Promise<CheckItem>
  /** @throws {AppError} `not-found` for a page that is none, or an item the caller does not have. */
  page(id: string, page: number, caller: SessionCaller): Promise<Uint8Array<ArrayBuffer>>
  /** @throws {AppError} `not-found`, `conflict` when the caller does not have it any more. */
  decide(id: string, verdict: ItemVerdict, caller: SessionCaller): Promise<void>
  list(caller: SessionCaller): Promise<ItemCheckRow[]>
  /** How many items the caller may check now. */
  count(caller: SessionCaller): Promise<number>
  statistics(caller: SessionCaller): Promise<CheckerStatistics[]>
}

export interface ItemCheckDependencies {
  readonly database: Database
  readonly audit: AuditService
  readonly policy: PolicyService
  readonly subjects: SubjectService
  readonly businesses: BusinessService
  readonly consents: ConsentService
  readonly pictures: ConsentPictureService
  readonly events: EventService
  readonly deadlines: Deadlines
  /** Decides which accepted items are checked again. */
  readonly samplingKey: Uint8Array
  readonly onSuspected: OnSuspected
  readonly clock: Clock
}

export function createItemCheckService(dependencies: ItemCheckDependencies): ItemCheckService {
  const { database, audit, policy, subjects, businesses, consents, pictures, events, deadlines, clock } = dependencies
  const { samplingKey, onSuspected } = dependencies
  return {
    next,
    take,
    page,
    decide,
    list,
    count: (caller) => repository.countOpen(database, checkerOf(caller)),
    statistics,
  }

  async function next({ held, count: wanted }: { held: readonly string[]; count: number }, caller: SessionCaller) {
    const ids = await inTransaction(database, async (tx) => {
      const taking = { checker: checkerOf(caller), held, count: wanted, at: clock(), until: await holdUntil(tx) }
      await repository.keepHeld(tx, taking)
      const taken = wanted > 0 ? await repository.takeItems(tx, taking) : []
      for (const id of taken) await recordOpened(tx, id, caller)
      return taken
    })
    return describe(database, ids)
  }

  async function take(id: string, caller: SessionCaller): Promise<CheckItem> {
    await inTransaction(database, async (tx) => {
      const item = await lockMine(tx, id, caller)
      const at = clock()
      const isTaken = item.takenBy !== caller.user.id && item.takenUntil !== null && item.takenUntil > at
      if (isTaken || !isDecidable(item, checkerOf(caller))) throw new AppError('conflict', 'Somebody else has it.')
      await repository.saveTaken(tx, id, { by: caller.user.id, at, until: await holdUntil(tx) })
      if (item.takenBy !== caller.user.id) await recordOpened(tx, id, caller)
    })
    const [item] = await describe(database, [id])
    if (!item) throw new Error('An item just taken is not there.')
    return item
  }

  async function page(id: string, page: number, caller: SessionCaller): Promise<Uint8Array<ArrayBuffer>> {
    const item = await repository.findItem(database, id)
    if (!item || !hasIt(item, caller)) throw noItem()
    return pictures.pageOf(database, item.consentId, page)
  }

  async function decide(id: string, verdict: ItemVerdict, caller: SessionCaller): Promise<void> {
    await inTransaction(database, async (tx) => {
      const item = await lockMine(tx, id, caller)
      if (!hasIt(item, caller) || !isDecidable(item, checkerOf(caller)))
        throw new AppError('conflict', 'The item is not with this checker any more.')
      await write(tx, item, { verdict, caller })
    })
  }

  async function write(
    tx: Transaction,
    item: repository.StoredItem,
    { verdict: given, caller }: { verdict: ItemVerdict; caller: SessionCaller },
  ): Promise<void> {
    const { verdict, reason, note } = { reason: null, note: null, ...given }
    const at = clock()
    const by = caller.user.id
    const seconds = secondsTaken(at, item.takenAt ?? at, await repository.findLastDecision(tx, by))
    await repository.insertStep(tx, { itemId: item.id, at, by, what: verdict, reason, note, seconds })
    await repository.saveVerdict(tx, item.id, { state: verdict, by, at, reason, note })
    const facts = { query: item.queryId, level: item.level, reason, seconds: Math.round(seconds * 10) / 10 }
    await audit.record(tx, entryOf(`item-check.${verdict}`, caller, { object: item.id, facts }))
    await followUp(tx, item, { verdict, reason, caller })
    for (const queue of new Set([...item.queues, item.institution])) await events.toDoChanged(tx, queue)
  }

  async function followUp(
    tx: Transaction,
    item: repository.StoredItem,
    { verdict, reason, caller }: { verdict: string; reason: string | null; caller: SessionCaller },
  ): Promise<void> {
    if (verdict === 'accepted' && item.level === 1) await sample(tx, item, caller)
    if (verdict === 'suspected')
      await onSuspected(tx, { item, reason: reason ?? 'other', checker: caller.user.employeeId })
  }

  /** One level above the checker where there is one; at head office somebody else of it. */
  async function sample(tx: Transaction, item: repository.StoredItem, caller: SessionCaller): Promise<void> {
    const { samplePercent } = (await policy.current(tx)).body.itemCheck
    if (!isSampled(samplingKey, item.id, samplePercent)) return
    const [own = caller.user.institution, above] = await listStaffedAbove(tx, caller.user.institution)
    const id = randomUUID()
    const queue = above ?? own
    const barred = [...new Set([...item.barred, caller.user.id])]
    await insertItem(tx, { id, queryId: item.queryId, level: 2, queue, barred, at: clock() })
    const facts = { query: item.queryId, sampleOf: item.id, queue }
    await audit.record(tx, entryOf('item-check.sampled', caller, { object: id, facts }))
    await events.toDoChanged(tx, queue)
  }

  async function list(caller: SessionCaller): Promise<ItemCheckRow[]> {
    const now = clock()
    const since = new Date(now.getTime() - listedMs)
    const items = await repository.listItems(database, caller.user.institution, since)
    const dueOf = await deadlines.dueDates(database)
    const checker = checkerOf(caller)
    return Promise.all(items.map(async (item) => rowOf(item, { checker, due: await dueOf(item), now })))
  }

  async function statistics(caller: SessionCaller): Promise<CheckerStatistics[]> {
    const { itemCheck } = (await policy.current()).body
    const since = new Date(clock().getTime() - statisticsMs)
    const { fastSeconds } = itemCheck
    const rows = await listStatistics(database, { root: caller.user.institution, since, fastSeconds })
    return rows.map(({ employeeId, name, institution: code, institutionName, ...figures }) => ({
      checker: { employeeId, name },
      institution: { code, name: institutionName },
      ...figures,
      isTooFast: isTooFast(figures, itemCheck),
    }))
  }

  async function describe(queryable: Queryable, ids: readonly string[]): Promise<CheckItem[]> {
    const dueOf = await deadlines.dueDates(queryable)
    const { firstUseWithinDays } = (await policy.current(queryable)).body.consent
    return Promise.all(
      ids.map(async (id) => {
        const item = await repository.findItem(queryable, id)
        const consent = item && (await consents.find(queryable, item.consentId))
        if (!item || !consent) throw new Error('An item that was handed out is not there.')
        return checkItemOf(item, {
          subject: await subjects.reveal(queryable, item.subjectId).catch(nothingOnceErased),
          business: await businesses.find(queryable, item.businessReference),
          consent,
          scans: await pictures.scansOf(queryable, item.consentId),
          steps: await repository.listSteps(queryable, id),
          due: await dueOf(item),
          firstUseWithinDays,
        })
      }),
    )
  }

  async function recordOpened(tx: Transaction, id: string, caller: SessionCaller): Promise<void> {
    await audit.record(tx, entryOf('item-check.opened', caller, { object: id, facts: {} }))
  }

  async function lockMine(tx: Transaction, id: string, caller: SessionCaller): Promise<repository.StoredItem> {
    const item = await repository.lockItem(tx, id)
    const isVisible = item?.queues.includes(caller.user.institution) && !item.barred.includes(caller.user.id)
    if (!item || !isVisible) throw noItem()
    return item
  }

  function hasIt({ takenBy, takenUntil }: repository.StoredItem, { user }: SessionCaller): boolean {
    return takenBy === user.id && takenUntil !== null && takenUntil > clock()
  }

  async function holdUntil(queryable: Queryable): Promise<Date> {
    const { holdMinutes } = (await policy.current(queryable)).body.itemCheck
    return new Date(clock().getTime() + holdMinutes * 60_000)
  }
}

function checkerOf({ user }: SessionCaller): repository.Checker {
  return { userId: user.id, institution: user.institution }
}

function noItem(): AppError {
  return new AppError('not-found', 'There is no such item in your queue.')
}

function nothingOnceErased(error: unknown): null {
  if (error instanceof AppError && error.code === 'not-found') return null
  throw error
}
