/**
 * Checkpoints of the log: origin, size and root as a signed note.
 *
 * @see C2SP signed-note v1; C2SP tlog-checkpoint v1.
 */

import { isAcceptableKey, isCanonicalSignature } from '#contract/rules/ed25519-strictness.ts'
import type { Hash } from '#contract/rules/merkle-tree.ts'
import { isEqual } from '#contract/rules/merkle-tree.ts'

/** What the platform must lend: this folder knows none. */
export interface NotePrimitives {
  readonly sha256: Hash
  readonly utf8: (text: string) => Uint8Array
  /** Throws on anything that is not base64. */
  readonly fromBase64: (text: string) => Uint8Array
  readonly toBase64: (bytes: Uint8Array) => string
  /** Ed25519 (RFC 8032) with a raw 32-byte public key. */
  readonly isSignedBy: (publicKey: Uint8Array, message: Uint8Array, signature: Uint8Array) => boolean
}

export interface VerifierKey {
  readonly name: string
  readonly id: Uint8Array
  readonly publicKey: Uint8Array
}

export interface Checkpoint {
  readonly origin: string
  readonly size: bigint
  readonly root: Uint8Array
}

const ed25519 = 0x01

/** Key id: the first four bytes of SHA-256(name || 0x0A || 0x01 || public key). */
export function noteKeyId(primitives: NotePrimitives, name: string, publicKey: Uint8Array): Uint8Array {
  const prefix = primitives.utf8(`${name}\n`)
  const bytes = new Uint8Array(prefix.length + 1 + publicKey.length)
  bytes.set(prefix)
  bytes[prefix.length] = ed25519
  bytes.set(publicKey, prefix.length + 1)
  return primitives.sha256(bytes).slice(0, 4)
}

/** Writes `name+id+key`, the form in which a verifier key is pinned. */
export function formatVerifierKey(primitives: NotePrimitives, name: string, publicKey: Uint8Array): string {
  const id = [...noteKeyId(primitives, name, publicKey)].map((byte) => byte.toString(16).padStart(2, '0')).join('')
  return `${name}+${id}+${primitives.toBase64(Uint8Array.of(ed25519, ...publicKey))}`
}

/** @throws {RangeError} When the text is not an Ed25519 verifier key or its id is not the key's own. */
export function parseVerifierKey(primitives: NotePrimitives, text: string): VerifierKey {
  const [, name, hexId, encoded] = /^([^+\s]+)\+([0-9a-f]{8})\+([A-Za-z0-9+/=]+)$/.exec(text) ?? []
  if (name === undefined || hexId === undefined || encoded === undefined) throw new RangeError('Not a verifier key.')

  const bytes = primitives.fromBase64(encoded)
  const publicKey = bytes.slice(1)
  const id = noteKeyId(primitives, name, publicKey)
  const isOwnId = [...id].every((byte, index) => byte === Number.parseInt(hexId.slice(index * 2, index * 2 + 2), 16))
  if (bytes[0] !== ed25519 || !isAcceptableKey(publicKey) || !isOwnId)
    throw new RangeError('Not an Ed25519 verifier key.')
  return { name, id, publicKey }
}

/**
 * The text of a signed note when the known key signed it. Signatures of other keys are ignored; a wrong signature of the
 * known key refuses the note.
 */
export function openNote(primitives: NotePrimitives, key: VerifierKey, note: string): string | undefined {
  const split = note.lastIndexOf('\n\n')
  if (split < 0 || !note.endsWith('\n')) return undefined
  const text = note.slice(0, split + 1)
  const lines = note.slice(split + 2, -1).split('\n')
  if (lines.length > 16) return undefined

  const signatures = lines.map((line) => /^— ([^+\s]+) ([A-Za-z0-9+/=]+)$/.exec(line))
  if (signatures.some((match) => match === null)) return undefined

  const message = primitives.utf8(text)
  const own = signatures
    .filter((match) => match?.[1] === key.name)
    .map((match) => decode(primitives, match?.[2] ?? ''))
    .filter((bytes) => bytes !== undefined && isEqual(bytes.slice(0, 4), key.id))
  const isGood = own.every((bytes) => bytes !== undefined && isSigned(primitives, key, message, bytes.slice(4)))
  return own.length > 0 && isGood ? text : undefined
}

/** The one place where a signature of the log is judged, so that every verifier comes to the same verdict. */
function isSigned({ isSignedBy }: NotePrimitives, key: VerifierKey, message: Uint8Array, signature: Uint8Array) {
  return (
    isAcceptableKey(key.publicKey) && isCanonicalSignature(signature) && isSignedBy(key.publicKey, message, signature)
  )
}

/** The body of a checkpoint: origin, decimal size, base64 root, each on a line of its own. */
export function formatCheckpoint(primitives: NotePrimitives, { origin, size, root }: Checkpoint): string {
  return `${origin}\n${size}\n${primitives.toBase64(root)}\n`
}

/** The checkpoint in a signed note, when the log's key signed it and the note is the log's own; else `undefined`. */
export function openCheckpoint(primitives: NotePrimitives, key: VerifierKey, note: string): Checkpoint | undefined {
  const [origin, size, root] = openNote(primitives, key, note)?.split('\n') ?? []
  if (origin !== key.name || size === undefined || root === undefined || !/^(0|[1-9]\d{0,18})$/.test(size))
    return undefined
  const bytes = decode(primitives, root)
  return bytes?.length === 32 ? { origin, size: BigInt(size), root: bytes } : undefined
}

function decode({ fromBase64 }: NotePrimitives, text: string): Uint8Array | undefined {
  try {
    return fromBase64(text)
  } catch {
    return undefined
  }
}

/** The size that the text of a note names, whoever signed it. */
export function checkpointSize(note: string): number {
  return Number(note.split('\n')[1])
}
