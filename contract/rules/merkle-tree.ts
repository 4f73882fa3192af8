/**
 * The hash tree of the log: hashes, and the checks of inclusion and consistency proofs.
 *
 * @see RFC 6962 section 2.1; RFC 9162 sections 2.1.3.2 and 2.1.4.2.
 */

/** SHA-256 of bytes; handed in, because this folder knows no platform. */
export type Hash = (bytes: Uint8Array) => Uint8Array

const hashBytes = 32

// Hashing a tree is nothing but these few bytes over and over: the input is built in one place instead of anew each time.
// A hash is computed at once and never asks for its input again.
let leafInput = new Uint8Array(1024)
const nodeInput = Uint8Array.of(1, ...new Uint8Array(2 * hashBytes))

/** Hash of a leaf: `HASH(0x00 || entry)`. @param hash Must not keep its input. */
export function leafHash(hash: Hash, entry: Uint8Array): Uint8Array {
  if (entry.length >= leafInput.length) leafInput = new Uint8Array(2 * entry.length)
  leafInput.set(entry, 1)
  return hash(leafInput.subarray(0, 1 + entry.length))
}

/** Hash of an inner node: `HASH(0x01 || left || right)`. @param hash Must not keep its input. */
export function nodeHash(hash: Hash, left: Uint8Array, right: Uint8Array): Uint8Array {
  if (left.length !== hashBytes || right.length !== hashBytes) return hash(Uint8Array.of(1, ...left, ...right))
  nodeInput.set(left, 1)
  nodeInput.set(right, 1 + hashBytes)
  return hash(nodeInput)
}

export interface InclusionClaim {
  readonly index: bigint
  readonly size: bigint
  readonly leaf: Uint8Array
  readonly root: Uint8Array
  /** Sibling hashes from the leaf to the root. */
  readonly path: readonly Uint8Array[]
}

/** Whether `path` proves that the leaf stands at `index` of the tree with this size and root. */
export function isIncluded(hash: Hash, { index, size, leaf, root, path }: InclusionClaim): boolean {
  if (index < 0n || index >= size || ![leaf, root, ...path].every(isHash)) return false
  const steps = stepsToRoot(index, size - 1n, path.length)
  if (steps === undefined) return false

  const computed = steps.reduce((node, step, at) => {
    const sibling = path[at] as Uint8Array
    return step === 'sibling-left' ? nodeHash(hash, sibling, node) : nodeHash(hash, node, sibling)
  }, leaf)
  return isEqual(computed, root)
}

export interface ConsistencyClaim {
  readonly oldSize: bigint
  readonly newSize: bigint
  readonly oldRoot: Uint8Array
  readonly newRoot: Uint8Array
  readonly proof: readonly Uint8Array[]
}

/** Whether `proof` shows that the new tree begins with the old one. From an empty tree nothing can be shown. */
export function isConsistent(hash: Hash, { oldSize, newSize, oldRoot, newRoot, proof }: ConsistencyClaim): boolean {
  if (oldSize <= 0n || newSize < oldSize || ![oldRoot, newRoot, ...proof].every(isHash)) return false
  if (oldSize === newSize) return proof.length === 0 && isEqual(oldRoot, newRoot)
  if (proof.length === 0) return false

  // A complete old tree is itself the first node of the proof.
  const [first = oldRoot, ...siblings] = isPowerOfTwo(oldSize) ? [oldRoot, ...proof] : proof
  const { node, last } = skipRightEdge(oldSize - 1n, newSize - 1n)
  const steps = stepsToRoot(node, last, siblings.length)
  if (steps === undefined) return false
  const { older, newer } = climbBoth(hash, first, { steps, siblings })
  return isEqual(older, oldRoot) && isEqual(newer, newRoot)
}

interface Climb {
  readonly steps: readonly Step[]
  readonly siblings: readonly Uint8Array[]
}

/** Siblings on the left belong to both trees, those on the right to the new one only. */
function climbBoth(hash: Hash, first: Uint8Array, { steps, siblings }: Climb) {
  let [older, newer] = [first, first]
  for (const [at, step] of steps.entries()) {
    const sibling = siblings[at] as Uint8Array
    if (step === 'sibling-left') older = nodeHash(hash, sibling, older)
    newer = step === 'sibling-left' ? nodeHash(hash, sibling, newer) : nodeHash(hash, newer, sibling)
  }
  return { older, newer }
}

type Step = 'sibling-left' | 'sibling-right'

/** Whether two byte strings are the same; hashes are public, so time does not matter. */
export function isEqual(a: Uint8Array, b: Uint8Array): boolean {
  if (a.length !== b.length) return false
  for (let index = 0; index < a.length; index += 1) if (a[index] !== b[index]) return false
  return true
}

/**
 * On which side the sibling stands at each step from a node to the root, or `undefined` when the number of siblings is
 * not what this place in this tree needs (RFC 9162 section 2.1.3.2, steps 3 to 5).
 *
 * @param last Index of the last node on the same level.
 */
function stepsToRoot(node: bigint, last: bigint, siblings: number): Step[] | undefined {
  const steps: Step[] = []
  let place = { node, last }
  while (steps.length < siblings) {
    if (place.last === 0n) return undefined
    const isLeft = place.node % 2n === 1n || place.node === place.last
    steps.push(isLeft ? 'sibling-left' : 'sibling-right')
    place = up(isLeft ? skipMissingLevels(place) : place)
  }
  return place.last === 0n ? steps : undefined
}

interface Place {
  readonly node: bigint
  readonly last: bigint
}

function up({ node, last }: Place): Place {
  return { node: node >> 1n, last: last >> 1n }
}

/** The last node of a level may have no sibling for some levels: it moves up alone. */
function skipMissingLevels(place: Place): Place {
  return place.node % 2n === 0n && place.node !== 0n ? skipMissingLevels(up(place)) : place
}

function skipRightEdge(node: bigint, last: bigint): Place {
  return node % 2n === 1n ? skipRightEdge(node >> 1n, last >> 1n) : { node, last }
}

function isHash(bytes: Uint8Array): boolean {
  return bytes.length === hashBytes
}

function isPowerOfTwo(size: bigint): boolean {
  return (size & (size - 1n)) === 0n
}
