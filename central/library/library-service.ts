/** The library: head office publishes rules and warning cases, whoever they are for reads them and says so. */

import { createHash } from 'node:crypto'
import type { AttachmentService, MaySee } from '#central/attachments/attachment-service.ts'
import type { AuditService } from '#central/audit/audit-service.ts'
import { entryOf, type SessionCaller } from '#central/caller.ts'
import { type Clock, shanghaiTime } from '#central/clock.ts'
import { type Database, inTransaction, type Transaction } from '#central/database/database.ts'
import type { EventService } from '#central/events/event-service.ts'
import type { InstitutionService } from '#central/institutions/institution-service.ts'
import type { PolicyService } from '#central/policy/policy-service.ts'
import { AppError } from '#contract/failure.ts'
import type { LibraryEntry, LibraryReader, LibraryRow, NewLibraryEntry } from '#contract/library.ts'
import { administratorRoles } from '#contract/role.ts'
import { dayAfter } from '#contract/rules/dispute-clock.ts'
import { receiptStanding } from '#contract/rules/receipts.ts'
import * as repository from './library-repository.ts'
import { readShippedEntries } from './shipped-entries.ts'

export interface LibraryService {
  list(caller: SessionCaller): Promise<LibraryRow[]>
  /** @throws {AppError} `not-found`. */
  read(id: string, caller: SessionCaller): Promise<LibraryEntry>
  /** @throws {AppError} `not-found`; `conflict` when it does not hold any more. */
  confirm(id: string, caller: SessionCaller): Promise<void>
  readers(id: string, caller: SessionCaller): Promise<LibraryReader[]>
  /** @throws {AppError} `not-found` for what it replaces, `conflict` when somebody published a newer version. */
  publish(entry: NewLibraryEntry, caller: SessionCaller): Promise<LibraryEntry>
  retire(id: string, caller: SessionCaller): Promise<void>
  /** @returns How many were new. */
  publishShipped(caller: SessionCaller): Promise<number>
  countUnread(caller: SessionCaller): Promise<number>
  mayReadAttachments: MaySee
}

export interface LibraryDependencies {
  readonly database: Database
  readonly audit: AuditService
  readonly policy: PolicyService
  readonly events: EventService
  readonly institutions: InstitutionService
  readonly attachments: AttachmentService
  readonly clock: Clock
}

export function createLibraryService(dependencies: LibraryDependencies): LibraryService {
  const { database, audit, policy, events, institutions, attachments, clock } = dependencies
  return {
    list,
    read,
    confirm,
    readers,
    publish,
    retire,
    publishShipped,
    countUnread: ({ user }) => repository.countUnread(database, user.id, user.role),
    mayReadAttachments: async (queryable, id, { user }) =>
      (await repository.findEntry(queryable, id, user.id)) !== undefined,
  }

  async function list(caller: SessionCaller): Promise<LibraryRow[]> {
    const found = await repository.listEntries(database, caller.user.id)
    const counts = await countsFor(caller)
    return found.map((entry) => rowOf(entry, counts, caller))
  }

  async function countsFor({ user }: SessionCaller) {
    if (!administratorRoles.some((role) => role === user.role)) return undefined
    return repository.countReaders(database, { institutions: await codesBelow(user.institution), today: today() })
  }

  async function read(id: string, caller: SessionCaller): Promise<LibraryEntry> {
    const stored = await requireEntry(id, caller)
    const files = await attachments.listOf(database, 'library', [id])
    const { body, audience, series, version } = stored
    const all = await repository.listEntries(database, caller.user.id)
    const before = all.find((one) => one.series === series && one.version === version - 1)
    const row = rowOf(stored, await countsFor(caller), caller)
    return { ...row, body, audience, replaces: before?.id ?? null, attachments: files.get(id) ?? [] }
  }

  async function confirm(id: string, caller: SessionCaller): Promise<void> {
    const { state, version, dueOn } = await requireEntry(id, caller)
    if (state !== 'in-force') throw new AppError('conflict', 'It does not hold any more.')
    await inTransaction(database, async (tx) => {
      const at = clock()
      if (!(await repository.insertReading(tx, id, { userId: caller.user.id, at }))) return
      const facts = { version, isLate: shanghaiTime(at).day > dueOn }
      await audit.record(tx, entryOf('library.read', caller, { object: id, facts }))
      await events.toDoChanged(tx, caller.user.institution)
    })
  }

  async function readers(id: string, caller: SessionCaller): Promise<LibraryReader[]> {
    const { dueOn } = await requireEntry(id, caller)
    const found = await repository.listReaders(database, id, await codesBelow(caller.user.institution))
    return found.map(({ readAt, ...reader }) => ({
      ...reader,
      readAt: readAt?.toISOString() ?? null,
      standing: standingOf(readAt, dueOn),
    }))
  }

  async function publish(entry: NewLibraryEntry, caller: SessionCaller): Promise<LibraryEntry> {
    const known = await repository.findEntry(database, entry.id, caller.user.id)
    if (known && known.title === entry.title && known.body === entry.body) return read(entry.id, caller)
    await inTransaction(database, (tx) => write(tx, entry, caller))
    return read(entry.id, caller)
  }

  async function write(tx: Transaction, entry: NewLibraryEntry, caller: SessionCaller): Promise<void> {
    const { replaces, attachments: files, ...text } = entry
    const place = await placeOf(tx, entry, caller)
    const { readDays } = (await policy.current(tx)).body.library
    const row = { ...text, ...place, publishedBy: caller.user.id, publishedAt: clock() }
    if (!(await repository.insertEntry(tx, { ...row, dueOn: dayAfter(today(), readDays) })))
      throw new AppError('conflict', 'There is a newer version.')
    await attachments.attach(tx, { kind: 'library', id: entry.id }, { files, caller })
    const { category, audience, title, body } = entry
    const hash = createHash('sha256').update(`${title}\n${body}`).digest('hex')
    const facts = { category, version: place.version, replaces, audience, text: hash, attachments: files.length }
    await audit.record(tx, entryOf('library.published', caller, { object: entry.id, facts }))
    for (const code of await repository.listInstitutionsOf(tx, audience)) await events.toDoChanged(tx, code)
  }

  /** A first version begins a series of its own. */
  async function placeOf(tx: Transaction, { id, replaces }: NewLibraryEntry, { user }: SessionCaller) {
    if (replaces === null) return { series: id as string, version: 1 }
    const before = await repository.findEntry(tx, replaces, user.id)
    if (!before) throw noEntry()
    return { series: before.series, version: before.version + 1 }
  }

  async function retire(id: string, caller: SessionCaller): Promise<void> {
    const { version, audience } = await requireEntry(id, caller)
    await inTransaction(database, async (tx) => {
      if (!(await repository.saveRetired(tx, id, clock()))) return
      await audit.record(tx, entryOf('library.retired', caller, { object: id, facts: { version } }))
      for (const code of await repository.listInstitutionsOf(tx, audience)) await events.toDoChanged(tx, code)
    })
  }

  async function publishShipped(caller: SessionCaller): Promise<number> {
    let published = 0
    for (const entry of await readShippedEntries()) {
      if (await repository.findEntry(database, entry.id, caller.user.id)) continue
      await inTransaction(database, (tx) => write(tx, entry, caller))
      published += 1
    }
    return published
  }

  async function requireEntry(id: string, { user }: SessionCaller): Promise<repository.StoredEntry> {
    const found = await repository.findEntry(database, id, user.id)
    if (!found) throw noEntry()
    return found
  }

  function rowOf(
    entry: repository.StoredEntry,
    counts: Awaited<ReturnType<typeof countsFor>>,
    { user }: SessionCaller,
  ): LibraryRow {
    const { id, category, title, source, version, publishedAt, dueOn, state, readAt, audience } = entry
    return {
      ...{ id, category, title, source, version, dueOn, state },
      publishedAt: publishedAt.toISOString(),
      isMine: audience.includes(user.role),
      standing: standingOf(readAt, dueOn),
      readAt: readAt?.toISOString() ?? null,
      readers: counts ? (counts.get(id) ?? { recipients: 0, confirmed: 0, late: 0 }) : null,
    }
  }

  function standingOf(readAt: Date | null, dueOn: string) {
    return receiptStanding({ confirmedOn: readAt && shanghaiTime(readAt).day, dueOn, today: today() })
  }

  async function codesBelow(root: string): Promise<string[]> {
    return (await institutions.subtreeOf(database, root)).map(({ code }) => code)
  }

  function today(): string {
    return shanghaiTime(clock()).day
  }
}

function noEntry(): AppError {
  return new AppError('not-found', 'There is no such entry.')
}
