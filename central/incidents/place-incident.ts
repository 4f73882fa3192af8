/** Which institution has an incident verified, and which one accepts and decides. */

import type { IncidentState } from '#contract/incident.ts'

/** An institution with how many administrators work there, the person concerned not counted. */
export interface ChainLink {
  readonly code: string
  readonly administrators: number
}

export interface IncidentPlace {
  readonly handledBy: string
  readonly reviewedBy: string
}

/**
 * The lowest institution that has an administrator handles it; when an administrator is concerned, one above his own.
 * The next one above that has an administrator decides. Head office, where nothing is above, does both.
 *
 * @param chain From where it happened up to head office; one or more.
 */
export function placeIncident(chain: readonly ChainLink[], isAdministratorConcerned: boolean): IncidentPlace {
  const candidates = isAdministratorConcerned && chain.length > 1 ? chain.slice(1) : chain
  const manned = candidates.filter(({ administrators }) => administrators > 0)
  const top = chain.at(-1)?.code ?? ''
  const handledBy = manned[0]?.code ?? top
  return { handledBy, reviewedBy: manned.find(({ code }) => code !== handledBy)?.code ?? top }
}

/** The institution above one of the chain that has an administrator; head office stays where it is. */
export function nextAbove(chain: readonly ChainLink[], code: string): string {
  const above = chain.slice(chain.findIndex((link) => link.code === code) + 1)
  return above.find(({ administrators }) => administrators > 0)?.code ?? chain.at(-1)?.code ?? code
}

/**
 * Where an overdue incident goes: whoever should have had it verified, or decided, loses it to the next level.
 *
 * @returns The same place when there is nobody above.
 */
export function escalated(
  chain: readonly ChainLink[],
  { handledBy, reviewedBy }: IncidentPlace,
  state: IncidentState,
): IncidentPlace {
  if (state !== 'raised' && state !== 'assigned') return { handledBy, reviewedBy: nextAbove(chain, reviewedBy) }
  const handler = nextAbove(chain, handledBy)
  return { handledBy: handler, reviewedBy: nextAbove(chain, handler) }
}
