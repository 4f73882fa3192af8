import type { Transaction } from '#central/database/database.ts'
import type { EventService } from '#central/events/event-service.ts'
import type { InstitutionService } from '#central/institutions/institution-service.ts'

export interface WaitingTellers {
  readonly events: Pick<EventService, 'toDoChanged'>
  readonly institutions: Pick<InstitutionService, 'above'>
}

/** Whoever may decide about a workstation hears that one waits, or waits no more. */
export async function tellWaiting({ events, institutions }: WaitingTellers, tx: Transaction, institution: string) {
  for (const { code } of await institutions.above(tx, institution)) await events.toDoChanged(tx, code)
}
