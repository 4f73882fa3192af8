/** Whether somebody checks faster than one can look. */

import type { ItemCheckPolicy } from '#contract/policy-sections/item-check.ts'

/** Fewer decisions than this say nothing. */
const leastDecisions = 10

export function isTooFast(
  { decided, fast }: { readonly decided: number; readonly fast: number },
  { fastPercent }: Pick<ItemCheckPolicy, 'fastPercent'>,
): boolean {
  return decided >= leastDecisions && fast * 100 >= decided * fastPercent
}

/**
 * How long a checker took for an item, in seconds: since the last decision or since the item was handed out, whichever is
 * later, for items are handed out ahead.
 */
export function secondsTaken(now: Date, takenAt: Date, lastDecisionAt: Date | undefined): number {
  const since = Math.max(takenAt.getTime(), lastDecisionAt?.getTime() ?? 0)
  return Math.max(0, (now.getTime() - since) / 1000)
}
