/** Figures of institutions summed up the tree. */

interface TreeNode {
  readonly code: string
  readonly parent: string | null
}

/**
 * For each institution its own figures and those of everything below it, added up name by name.
 *
 * @param institutions Parents before their children, as the service lists a subtree.
 */
export function rollUp<Figures extends Readonly<Record<string, number>>>(
  institutions: readonly TreeNode[],
  own: ReadonlyMap<string, Figures>,
  zero: Figures,
): ReadonlyMap<string, Figures> {
  const sums = new Map(institutions.map(({ code }) => [code, own.get(code) ?? zero]))
  for (const { code, parent } of institutions.toReversed()) {
    const above = parent === null ? undefined : sums.get(parent)
    if (parent !== null && above) sums.set(parent, added(above, sums.get(code) ?? zero))
  }
  return sums
}

function added<Figures extends Readonly<Record<string, number>>>(one: Figures, other: Figures): Figures {
  return Object.fromEntries(Object.entries(one).map(([name, value]) => [name, value + (other[name] ?? 0)])) as Figures
}
