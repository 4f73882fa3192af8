/** When to stop asking a bureau that does not answer, and when to try it again. A pure state machine. */

export interface BreakerLimits {
  /** Failures in a row that open it. */
  readonly failures: number
  /** How long it stays open before one request may probe. */
  readonly openMs: number
}

/**
 * `closed`: everybody may ask. `open`: nobody may before `until`. `half-open`: one request probes, the others wait for
 * what becomes of it, at the longest until `until`: a probe that is never heard of again must not block for ever.
 */
export type BreakerState =
  | { readonly kind: 'closed'; readonly failures: number }
  | { readonly kind: 'open'; readonly until: number }
  | { readonly kind: 'half-open'; readonly until: number }

export const closedBreaker: BreakerState = { kind: 'closed', failures: 0 }

/** @param now Milliseconds of a clock that never goes back. */
export function admit(
  state: BreakerState,
  now: number,
  { openMs }: BreakerLimits,
): { readonly isAdmitted: boolean; readonly state: BreakerState } {
  if (state.kind === 'closed') return { isAdmitted: true, state }
  if (now < state.until) return { isAdmitted: false, state }
  return { isAdmitted: true, state: { kind: 'half-open', until: now + openMs } }
}

/** An answer came. One that was asked before the breaker opened does not close it. */
export function noteSuccess(state: BreakerState): BreakerState {
  return state.kind === 'open' ? state : closedBreaker
}

export function noteFailure(state: BreakerState, now: number, { failures, openMs }: BreakerLimits): BreakerState {
  if (state.kind === 'open') return state
  if (state.kind === 'closed' && state.failures + 1 < failures) return { kind: 'closed', failures: state.failures + 1 }
  return { kind: 'open', until: now + openMs }
}
