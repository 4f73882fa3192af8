/** Takes the bytes off old entries. Their leaf hashes stay, so every proof above and below holds as before. */

import type { Clock } from '#central/clock.ts'
import { type Database, inTransaction } from '#central/database/database.ts'
import type { AuditService } from './audit-service.ts'
import { countPlacedBefore } from './log-range-repository.ts'
import { insertPruning, pruneBodies, readPrunedBelow } from './pruning-repository.ts'

export interface LogPruningService {
  /**
   * Prunes entries that had their place before a moment, a limited number at a time.
   *
   * @param days For the entry that says so: the period of the policy.
   * @returns How many entries lost their bytes.
   */
  prune(before: Date, days: number): Promise<number>
}

const atOnce = 50_000

export function createLogPruningService(database: Database, audit: AuditService, clock: Clock): LogPruningService {
  return {
    async prune(before, days) {
      const due = await countPlacedBefore(database, before)
      return inTransaction(database, async (tx) => {
        const from = await readPrunedBelow(tx, { isLocking: true })
        const below = Math.min(due, from + atOnce)
        if (below <= from) return 0
        const entryId = await audit.record(tx, {
          kind: 'log.pruned',
          employeeId: null,
          institution: null,
          workstation: null,
          deviceThumbprint: null,
          address: null,
          session: null,
          subjectCommitment: null,
          object: null,
          facts: { from, below, days },
        })
        await insertPruning(tx, { below, entryId, at: clock() })
        return pruneBodies(tx, { from, to: below })
      })
    },
  }
}
