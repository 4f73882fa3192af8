import { generateKeyPairSync, randomUUID, sign } from 'node:crypto'
import { expect, test } from 'vitest'
import type { LogEntry, LogReceipt } from '#contract/log-entry.ts'
import { formatCheckpoint, formatVerifierKey, noteKeyId } from '#contract/rules/checkpoint.ts'
import { leafHash, nodeHash } from '#contract/rules/merkle-tree.ts'
import { notePrimitives } from '#main/audit/note-primitives.ts'
import { createReceiptCheck } from '#main/audit/verify-receipt.ts'

const hash = notePrimitives.sha256
const base64 = notePrimitives.toBase64
const view = {
  viewingId: '0197f6a0-0000-4000-8000-000000000001',
  page: 3,
  deviceThumbprint: 'thumbprint-of-this-device',
}

function aLogKey(name = 'test.example/log') {
  const { privateKey, publicKey } = generateKeyPairSync('ed25519')
  const raw = publicKey.export({ format: 'der', type: 'spki' }).subarray(12)
  const note = (text: string) => {
    const signature = Buffer.concat([noteKeyId(notePrimitives, name, raw), sign(null, Buffer.from(text), privateKey)])
    return `${text}\n— ${name} ${signature.toString('base64')}\n`
  }
  return { name, verifier: formatVerifierKey(notePrimitives, name, raw), note }
}

const log = aLogKey()

function anEntry(changes: Partial<LogEntry> = {}): LogEntry {
  return {
    format: 1,
    id: randomUUID(),
    kind: 'report.page-viewed',
    at: '2026-11-24T02:00:00.000Z',
    employeeId: 'E20481',
    institution: '330100',
    workstation: 'WS-0007',
    deviceThumbprint: view.deviceThumbprint,
    address: '10.1.2.3',
    session: null,
    subjectCommitment: null,
    object: view.viewingId,
    facts: { page: 3 },
    ...changes,
  }
}

/** A receipt for the last leaf of a tree of 2^depth leaves, the other half of which is made up. */
function aReceipt(entry: unknown = anEntry(), { depth = 3, seed = 0, key = log } = {}): LogReceipt {
  const bytes = Buffer.from(JSON.stringify(entry))
  let root = leafHash(hash, bytes)
  const path = Array.from({ length: depth }, (_, level) => hash(Buffer.from(`${seed} ${level}`)))
  for (const sibling of path) root = nodeHash(hash, sibling, root)
  const checkpoint = formatCheckpoint(notePrimitives, { origin: key.name, size: 2n ** BigInt(depth), root })
  return { entry: base64(bytes), index: 2 ** depth - 1, path: path.map(base64), checkpoint: key.note(checkpoint) }
}

const refused = expect.objectContaining({ code: 'log-proof-refused' })
const check = () => createReceiptCheck(() => log.verifier).begin()
const good = aReceipt()

test('a receipt for this view under the pinned key is accepted', () => {
  expect(() => check()(good, view)).not.toThrow()
})

test.each([
  ['another viewing', aReceipt(anEntry({ object: randomUUID() }))],
  ['another page', aReceipt(anEntry({ facts: { page: 4 } }))],
  ['the page as text', aReceipt(anEntry({ facts: { page: '3' } }))],
  ['another kind', aReceipt(anEntry({ kind: 'report.opened' }))],
  ['another device', aReceipt(anEntry({ deviceThumbprint: 'somebody else' }))],
  ['no entry of the log', aReceipt({ page: 3 })],
  ['an entry with more than the format', aReceipt({ ...anEntry(), more: 1 })],
  ['an entry outside the tree', { ...good, entry: base64(Buffer.from(JSON.stringify(anEntry()))) }],
  ['another place', { ...good, index: 6 }],
  ['a place beyond the tree', { ...good, index: 8 }],
  ['a shorter path', { ...good, path: good.path.slice(1) }],
  ['a path in another order', { ...good, path: good.path.toReversed() }],
  ['a changed size', { ...good, checkpoint: good.checkpoint.replace('\n8\n', '\n9\n') }],
  ['a checkpoint without signature', { ...good, checkpoint: good.checkpoint.split('\n\n')[0] ?? '' }],
  ['a checkpoint of another key', aReceipt(anEntry(), { key: aLogKey() })],
  ['a checkpoint of another log', aReceipt(anEntry(), { key: aLogKey('other.example/log') })],
  ['an entry that is no base64', { ...good, entry: 'AB==' }],
])('a receipt with %s is refused', (_what, receipt) => {
  expect(() => check()(receipt, view)).toThrow(refused)
})

test('every single changed byte of entry or path is refused', () => {
  const verify = check()
  const flip = (text: string, at: number) => {
    const bytes = Buffer.from(text, 'base64')
    bytes[at] = (bytes[at] ?? 0) ^ 1
    return bytes.toString('base64')
  }
  for (let at = 0; at < Buffer.from(good.entry, 'base64').length; at++)
    expect(() => verify({ ...good, entry: flip(good.entry, at) }, view)).toThrow(refused)
  for (const [level, sibling] of good.path.entries())
    expect(() => verify({ ...good, path: good.path.with(level, flip(sibling, 5)) }, view)).toThrow(refused)
})

test('a log that shrinks is refused, a growing one is not', () => {
  const receipts = createReceiptCheck(() => log.verifier)
  receipts.begin()(aReceipt(anEntry(), { depth: 4 }), view)
  expect(() => receipts.begin()(aReceipt(anEntry(), { depth: 3 }), view)).toThrow(refused)
  expect(() => receipts.begin()(aReceipt(anEntry(), { depth: 5 }), view)).not.toThrow()
})

test('answers that overtake one another are no sign of a shrinking log', () => {
  const receipts = createReceiptCheck(() => log.verifier)
  const [first, second] = [receipts.begin(), receipts.begin()]
  second(aReceipt(anEntry(), { depth: 5 }), view)
  expect(() => first(aReceipt(anEntry(), { depth: 4 }), view)).not.toThrow()
})

test('two trees of one size are refused', () => {
  const verify = check()
  const entry = anEntry()
  verify(aReceipt(entry, { seed: 1 }), view)
  expect(() => verify(aReceipt(entry, { seed: 1 }), view)).not.toThrow()
  expect(() => verify(aReceipt(entry, { seed: 2 }), view)).toThrow(refused)
})

test('a refused receipt does not count as the largest', () => {
  const verify = check()
  expect(() => verify(aReceipt(anEntry({ facts: { page: 9 } }), { depth: 6 }), view)).toThrow(refused)
  expect(() => verify(aReceipt(anEntry(), { depth: 3 }), view)).not.toThrow()
})

test('a pinned key that cannot be read refuses everything', () => {
  expect(() => createReceiptCheck(() => 'nonsense').begin()(good, view)).toThrow(refused)
})
