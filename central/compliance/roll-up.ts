/** Adds figures up over institutions: pure. */

import type { FigureRow } from '#central/figure-source.ts'
import type { Figures } from '#contract/figures.ts'

/** The figures of some institutions together; keys in one order, so that the same figures are the same text. */
export function addUp(rows: readonly FigureRow[], institutions: ReadonlySet<string>): Figures {
  const sums = new Map<string, Map<string, number>>()
  for (const { institution, figure, key, count } of rows) {
    if (!institutions.has(institution) || count === 0) continue
    const group = sums.get(figure) ?? new Map<string, number>()
    sums.set(figure, group.set(key, (group.get(key) ?? 0) + count))
  }
  return Object.fromEntries([...sums].map(([group, keys]) => [group, Object.fromEntries([...keys].sort(byKey))]))
}

function byKey([a]: readonly [string, number], [b]: readonly [string, number]): number {
  return a < b ? -1 : 1
}

interface Node {
  readonly code: string
  readonly parent: string | null
}

/** An institution and everything below it, among those given. */
export function subtreeCodes(institutions: readonly Node[], root: string): Set<string> {
  const children = Map.groupBy(institutions, ({ parent }) => parent)
  const found = new Set([root])
  // A set that grows while it is walked through is walked through to its end.
  for (const code of found) for (const child of children.get(code) ?? []) found.add(child.code)
  return found
}
