/** Finds entries of the log for those who may look: head office everything, administrators their subtree, auditors their engagements. */

import type { AuditService } from '#central/audit/audit-service.ts'
import { entryOf, type SessionCaller } from '#central/caller.ts'
import type { Clock } from '#central/clock.ts'
import { type Database, inTransaction } from '#central/database/database.ts'
import { type EngagementService, subtreeCodes } from '#central/engagements/engagement-service.ts'
import type { InstitutionService } from '#central/institutions/institution-service.ts'
import type { SubjectService } from '#central/subjects/subject-service.ts'
import type { Engagement } from '#contract/engagement.ts'
import { LogEntry } from '#contract/log-entry.ts'
import { type FoundEntries, type FoundEntry, type LogSearch, maxFoundEntries } from '#contract/log-search.ts'
import * as repository from './log-search-repository.ts'

export interface LogSearchService {
  /** What was searched for is an entry of the log itself, by the names of the fields. */
  search(search: LogSearch, caller: SessionCaller): Promise<FoundEntries>
  timeline(queryId: string, caller: SessionCaller): Promise<FoundEntry[]>
  /** Reads new entries into the columns; searching does so too. */
  catchUp(): Promise<void>
  /** What of the log a caller may look at. */
  scopesOf(caller: SessionCaller): Promise<repository.Scope[]>
}

export interface LogSearchDependencies {
  readonly database: Database
  readonly audit: AuditService
  readonly subjects: SubjectService
  readonly institutions: InstitutionService
  readonly engagements: EngagementService
  readonly clock: Clock
}

const placesAtOnce = 2000
/** Stands for a subject of whom the log knows nothing. */
const nobody = ''

export function createLogSearchService(dependencies: LogSearchDependencies): LogSearchService {
  const { database, audit, subjects, institutions, engagements, clock } = dependencies
  return { search, timeline, catchUp, scopesOf }

  async function search({ subject, ...wanted }: LogSearch, caller: SessionCaller): Promise<FoundEntries> {
    await catchUp()
    const scopes = await scopesOf(caller)
    const known = subject && (await subjects.find(database, subject))
    const commitment = subject && (known?.commitment ?? nobody)
    const found = await repository.findEntries(
      database,
      { ...wanted, commitment },
      { scopes, limit: maxFoundEntries + 1 },
    )
    const page = found.slice(0, maxFoundEntries)
    const fields = Object.entries({ subject, ...wanted })
      .filter(([, value]) => value !== undefined)
      .map(([name]) => name)
    await audit.recordAlone(
      entryOf('log.searched', caller, {
        object: 'log',
        subjectCommitment: known?.commitment ?? null,
        facts: { fields, found: page.length, ...(wanted.employeeId && { employeeId: wanted.employeeId }) },
      }),
    )
    const last = page.at(-1)
    return { entries: page.map(readFound), next: last && found.length > page.length ? last.index : null }
  }

  async function timeline(queryId: string, caller: SessionCaller): Promise<FoundEntry[]> {
    await catchUp()
    const found = await repository.findTimeline(database, queryId, await scopesOf(caller))
    await audit.recordAlone(
      entryOf('log.searched', caller, { object: queryId, facts: { fields: ['timeline'], found: found.length } }),
    )
    return found.map(readFound)
  }

  async function catchUp(): Promise<void> {
    for (;;) {
      const seen = await inTransaction(database, (tx) => repository.indexNext(tx, placesAtOnce))
      if (seen < placesAtOnce) break
    }
    await repository.forgetPruned(database)
  }

  async function scopesOf(caller: SessionCaller): Promise<repository.Scope[]> {
    const { role, institution } = caller.user
    if (role === 'head-office-administrator') return [{ institutions: null, period: null }]
    if (role === 'institution-administrator')
      return [{ institutions: await subtreeCodes(institutions, database, [institution]), period: null }]
    if (role !== 'auditor') return []
    const inForce = (await engagements.list(caller)).filter((one) => isInForce(one, clock()))
    return Promise.all(
      inForce.map(async ({ institutions: roots, period }) => ({
        institutions: roots && (await subtreeCodes(institutions, database, roots)),
        period,
      })),
    )
  }
}

function isInForce({ endedAt, validity }: Engagement, now: Date): boolean {
  return endedAt === null && new Date(validity.from) <= now && now < new Date(validity.until)
}

/** The bytes are the truth; the columns only helped to find them. */
function readFound({ index, body }: repository.Found): FoundEntry {
  return { index, entry: LogEntry.parse(JSON.parse(Buffer.from(body).toString())) }
}
