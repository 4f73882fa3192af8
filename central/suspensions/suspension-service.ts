/** Suspends users and lets them back: for other domains, in their transactions. A running client closes within two seconds. */

import { entryMakerOf, type SessionCaller } from '#central/caller.ts'
import { shanghaiYear } from '#central/clock.ts'
import type { Transaction } from '#central/database/database.ts'
import type { SessionService } from '#central/identity/session-service.ts'
import { type EveryCause, incidentCauses } from '#contract/suspension.ts'
import type { SuspensionOrder, SuspensionRecordService } from './suspension-record-service.ts'
import * as repository from './suspension-repository.ts'

export interface SuspensionService {
  /** Ends his session too. @returns `false` when the user is suspended for this already. */
  suspend(tx: Transaction, order: SuspensionOrder): Promise<boolean>
  /** The incident is decided: what it suspended for suspicion ends, whatever the decision brings about on its own. */
  incidentDecided(tx: Transaction, incident: string, caller: SessionCaller): Promise<void>
  /** The points of a year no longer come to grade C: what suspended the user for it in that year has lost its ground. */
  deductionReversed(tx: Transaction, of: { userId: string; year: number }, caller?: SessionCaller): Promise<void>
  openCausesOf(tx: Transaction, userId: string): Promise<readonly EveryCause[]>
}

export function createSuspensionService(dependencies: {
  readonly records: SuspensionRecordService
  readonly sessions: Pick<SessionService, 'endForUser'>
}): SuspensionService {
  const { records, sessions } = dependencies
  return {
    async suspend(tx, order) {
      const isNew = await records.open(tx, order)
      if (isNew) await sessions.endForUser(tx, order.userId, 'user-suspended')
      return isNew
    },

    async incidentDecided(tx, incident, caller) {
      for (const userId of await repository.listUsersOfIncident(tx, incident))
        await records.end(tx, {
          ...{ userId, causes: incidentCauses, incident, ending: 'incident-decided', by: caller.user.employeeId },
          ...{ facts: { incident }, entry: entryMakerOf(caller) },
        })
    },

    async deductionReversed(tx, { userId, year }, caller) {
      const open = (await repository.listOpen(tx, userId)).find(({ cause }) => cause === 'grade-c')
      if (!open || shanghaiYear(open.since) !== year) return
      await records.end(tx, {
        ...{ userId, causes: ['grade-c'], ending: 'deduction-reversed', by: caller?.user.employeeId ?? null },
        entry: entryMakerOf(caller),
      })
    },

    async openCausesOf(tx, userId) {
      return (await repository.listOpen(tx, userId)).map(({ cause }) => cause)
    },
  }
}
