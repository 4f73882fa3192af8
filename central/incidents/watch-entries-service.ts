/** Raises the incident that an entry of the log is, in the same transaction, whoever writes the entry. */

import type { AuditService, EntryDraft } from '#central/audit/audit-service.ts'
import { type Clock, shanghaiTime } from '#central/clock.ts'
import { type Database, inTransaction, type Transaction } from '#central/database/database.ts'
import { type EntryIncident, incidentOfEntry } from './incident-of-entry.ts'
import { findPlace } from './incident-repository.ts'
import type { IncidentService } from './incident-service.ts'

export interface WatchDependencies {
  readonly database: Database
  readonly audit: AuditService
  readonly incidents: Pick<IncidentService, 'raise'>
  readonly clock: Clock
}

/** The log as every other domain sees it. */
export function watchEntries({ database, audit, incidents, clock }: WatchDependencies): AuditService {
  return {
    ...audit,
    async record(tx, draft) {
      const entry = await audit.record(tx, draft)
      const incident = incidentOf(draft)
      if (incident) await raise(tx, draft, incident)
      return entry
    },
    async recordAlone(draft) {
      const incident = incidentOf(draft)
      if (!incident) return audit.recordAlone(draft)
      return inTransaction(database, async (tx) => {
        const entry = await audit.record(tx, draft)
        await raise(tx, draft, incident)
        return entry
      })
    },
  }

  function incidentOf(draft: EntryDraft): EntryIncident | undefined {
    return incidentOfEntry(draft, shanghaiTime(clock()).day)
  }

  async function raise(tx: Transaction, draft: EntryDraft, incident: EntryIncident): Promise<void> {
    const { session, workstation, employeeId } = draft
    const found = await findPlace(tx, { session, query: incident.query ?? null })
    await incidents.raise(tx, {
      ...incident,
      institution: draft.institution ?? found.institution,
      user: employeeId ?? undefined,
      workstation: workstation ?? found.workstation ?? undefined,
    })
  }
}
