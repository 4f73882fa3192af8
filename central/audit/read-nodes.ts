import type { Queryable } from '#central/database/database.ts'
import { isStoredLevel, nodesAskedBy, storedRoot, type TreeNode } from '#contract/rules/log-tree.ts'
import { sha256 } from '#verifier/note-primitives.ts'
import { readStoredNodes } from './log-repository.ts'

export interface NodePlace {
  readonly level: number
  readonly index: number
}

/** Hashes of complete subtrees of any level in one statement. Those of which something is missing are left out. */
export async function readNodes(queryable: Queryable, places: readonly NodePlace[]): Promise<TreeNode[]> {
  const stored = await readStoredNodes(
    queryable,
    places.flatMap((place) => nodesAskedBy((source) => storedRoot(sha256, source, place))),
  )
  const known = new Map(stored.map(({ level, index, hash }) => [nodeKey({ level, index }), hash]))
  return places.flatMap((place) => {
    const hash = computeFrom(known, place)
    return hash ? [{ ...place, hash }] : []
  })
}

function computeFrom(known: ReadonlyMap<string, Uint8Array>, place: NodePlace): Uint8Array | undefined {
  if (isStoredLevel(place.level)) return known.get(nodeKey(place))
  let isWhole = true
  const hash = storedRoot(
    sha256,
    (level, index) => {
      const found = known.get(nodeKey({ level, index }))
      isWhole &&= found !== undefined
      return found ?? new Uint8Array(32)
    },
    place,
  )
  return isWhole ? hash : undefined
}

export function nodeKey({ level, index }: NodePlace): string {
  return `${level}/${index}`
}
