/** Oddities of the log, found as entries come and kept for those who may look at the entries themselves. */

import type { AuditService } from '#central/audit/audit-service.ts'
import { entryOf, type SessionCaller } from '#central/caller.ts'
import { type Database, inTransaction } from '#central/database/database.ts'
import type { LogAnomaly } from '#contract/log-anomaly.ts'
import * as repository from './anomaly-repository.ts'
import type { LogSearchService } from './log-search-service.ts'
import { scanAnomalies, scanBegins } from './scan-anomalies.ts'

export interface AnomalyService {
  /** Newest first, within what the caller may look at. Looking is an entry of the log itself. */
  list(caller: SessionCaller): Promise<LogAnomaly[]>
  /** Looks at the entries that came since. */
  runDue(): Promise<void>
}

export interface AnomalyDependencies {
  readonly database: Database
  readonly audit: AuditService
  readonly logSearch: Pick<LogSearchService, 'catchUp' | 'scopesOf'>
}

const entriesAtOnce = 2000

export function createAnomalyService({ database, audit, logSearch }: AnomalyDependencies): AnomalyService {
  return { list, runDue }

  async function list(caller: SessionCaller): Promise<LogAnomaly[]> {
    await runDue()
    const found = await repository.listAnomalies(database, await logSearch.scopesOf(caller))
    const facts = { fields: ['anomalies'], found: found.length }
    await audit.recordAlone(entryOf('log.searched', caller, { object: 'log', facts }))
    return found
  }

  async function runDue(): Promise<void> {
    await logSearch.catchUp()
    for (;;) if ((await scanNext()) < entriesAtOnce) break
  }

  /** @returns How many entries were looked at. */
  function scanNext(): Promise<number> {
    return inTransaction(database, async (tx) => {
      const { next, state } = await repository.lockProgress(tx)
      const entries = await repository.entriesFrom(tx, next, entriesAtOnce)
      const last = entries.at(-1)
      if (!last) return 0
      const scanned = scanAnomalies(state ?? scanBegins, entries)
      for (const anomaly of scanned.found) await repository.insertAnomaly(tx, anomaly)
      await repository.saveScan(tx, last.index + 1, scanned.state)
      return entries.length
    })
  }
}
