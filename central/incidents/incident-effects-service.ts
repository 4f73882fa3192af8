/** What the steps of an incident bring about elsewhere: points, suspensions, and their end. */

import type { EntryMaker, SessionCaller } from '#central/caller.ts'
import type { Transaction } from '#central/database/database.ts'
import type { ScoreService } from '#central/scores/score-service.ts'
import type { SuspensionService } from '#central/suspensions/suspension-service.ts'
import type { IncidentStepRequest } from '#contract/incident.ts'

export interface IncidentEffects {
  follow(
    tx: Transaction,
    incident: { readonly id: string; readonly employeeId: string | null; readonly userId: string | null },
    step: { readonly request: IncidentStepRequest; readonly caller: SessionCaller; readonly entry: EntryMaker },
  ): Promise<void>
}

export function createIncidentEffects(dependencies: {
  readonly scores: Pick<ScoreService, 'deduct' | 'reverse'>
  readonly suspensions: Pick<SuspensionService, 'suspend' | 'incidentDecided'>
}): IncidentEffects {
  const { scores, suspensions } = dependencies

  return {
    async follow(tx, { id, employeeId, userId }, { request, caller, entry }) {
      const by = caller.user.employeeId
      if (request.kind === 'frozen' && userId !== null)
        await suspensions.suspend(tx, { userId, cause: 'security-incident', by, incident: id, entry })
      if (request.kind === 'confirmed') await confirmed(tx, { id, employeeId, category: request.category, caller })
      if (request.kind === 'dismissed') await suspensions.incidentDecided(tx, id, caller)
      if (request.kind === 'reversed') await scores.reverse(tx, id, caller)
    },
  }

  /** Points first: a user whose grade is C then stays suspended for that, and not for suspicion any more. */
  async function confirmed(tx: Transaction, decided: Confirmed): Promise<void> {
    const { id, employeeId, category, caller } = decided
    if (category !== null && employeeId !== null)
      await scores.deduct(tx, { user: employeeId, category, incident: id, caller })
    await suspensions.incidentDecided(tx, id, caller)
  }
}

interface Confirmed {
  readonly id: string
  readonly employeeId: string | null
  readonly category: (IncidentStepRequest & { kind: 'confirmed' })['category']
  readonly caller: SessionCaller
}
