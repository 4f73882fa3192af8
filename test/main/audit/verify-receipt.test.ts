import { randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import type { LogEntry, LogReceipt } from '#contract/log-entry.ts'
import { createReceiptCheck } from '#main/audit/verify-receipt.ts'
import { aLogKey, aTestLog, type TestLog } from '#test/support/test-log.ts'
import { aWitness } from '#test/support/witness.ts'
import { notePrimitives } from '#verifier/note-primitives.ts'

const base64 = notePrimitives.toBase64
const view = {
  viewingId: '0197f6a0-0000-4000-8000-000000000001',
  queryId: '0197f6a0-0000-4000-8000-0000000000aa',
  page: 3,
  employeeId: 'E20481',
  deviceThumbprint: 'thumbprint-of-this-device',
  openedAt: '2026-11-24T01:59:50.000Z',
  viewableUntil: '2026-11-25T01:00:00.000Z',
}

const logKey = aLogKey()

function anEntry(changes: Partial<LogEntry> = {}): LogEntry {
  return {
    format: 1,
    id: randomUUID(),
    kind: 'report.page-viewed',
    at: '2026-11-24T02:00:00.000Z',
    employeeId: view.employeeId,
    institution: '330100',
    workstation: 'WS-0007',
    deviceThumbprint: view.deviceThumbprint,
    address: '10.1.2.3',
    session: null,
    subjectCommitment: null,
    object: view.viewingId,
    facts: { query: view.queryId, page: 3 },
    ...changes,
  }
}

/** A log whose last entry is this one, and its receipt. */
function aReceipt(entry: unknown = anEntry(), { size = 8, key = logKey } = {}) {
  const log = aTestLog(key)
  while (log.size() < size - 1) log.append()
  return log.receipt(log.append(JSON.stringify(entry)))
}

const refused = expect.objectContaining({ code: 'log-proof-refused' })
const untrusted = expect.objectContaining({ code: 'log-untrusted' })
const good = aReceipt()

function check(receipt: LogReceipt, key = logKey.verifier): Promise<string> {
  const { witness } = aWitness(() => aTestLog(logKey))
  return createReceiptCheck(() => key, witness)
    .begin()
    .verify({ receipt, consistency: [] }, view)
}

test('a receipt for this view under the pinned key is accepted', async () => {
  await expect(check(good)).resolves.toMatch(/^[0-9a-f-]{36}$/)
})

test.each([
  ['another viewing', aReceipt(anEntry({ object: randomUUID() }))],
  ['another page', aReceipt(anEntry({ facts: { query: view.queryId, page: 4 } }))],
  ['the page as text', aReceipt(anEntry({ facts: { query: view.queryId, page: '3' } }))],
  ['another report', aReceipt(anEntry({ facts: { query: randomUUID(), page: 3 } }))],
  ['another officer', aReceipt(anEntry({ employeeId: 'E20482' }))],
  ['a time before the opening', aReceipt(anEntry({ at: '2026-11-24T01:00:00.000Z' }))],
  ['a time after the viewing period', aReceipt(anEntry({ at: '2026-11-25T01:00:00.001Z' }))],
  ['another kind', aReceipt(anEntry({ kind: 'report.opened' }))],
  ['another device', aReceipt(anEntry({ deviceThumbprint: 'somebody else' }))],
  ['no entry of the log', aReceipt({ page: 3 })],
  ['an entry with more than the format', aReceipt({ ...anEntry(), more: 1 })],
  ['an entry outside the tree', { ...good, entry: base64(Buffer.from(JSON.stringify(anEntry()))) }],
  ['another place', { ...good, index: 6 }],
  ['a place beyond the tree', { ...good, index: 8 }],
  ['a shorter path', { ...good, path: good.path.slice(1) }],
  ['a path in another order', { ...good, path: good.path.toReversed() }],
  ['an entry that is no base64', { ...good, entry: 'AB==' }],
])('a receipt with %s is refused', async (_what, receipt) => {
  await expect(check(receipt)).rejects.toEqual(refused)
})

test.each([
  ['a changed size', { ...good, checkpoint: good.checkpoint.replace('\n8\n', '\n9\n') }],
  ['no signature', { ...good, checkpoint: good.checkpoint.split('\n\n')[0] ?? '' }],
  ['the signature of another key', aReceipt(anEntry(), { key: aLogKey() })],
  ['the name of another log', aReceipt(anEntry(), { key: aLogKey('other.example/log') })],
])('a receipt whose checkpoint has %s stops the workstation', async (_what, receipt) => {
  await expect(check(receipt)).rejects.toEqual(untrusted)
})

test('every single changed byte of entry or path is refused', async () => {
  const flip = (text: string, at: number) => {
    const bytes = Buffer.from(text, 'base64')
    bytes[at] = (bytes[at] ?? 0) ^ 1
    return bytes.toString('base64')
  }
  for (let at = 0; at < Buffer.from(good.entry, 'base64').length; at++)
    await expect(check({ ...good, entry: flip(good.entry, at) })).rejects.toEqual(refused)
  for (const [level, sibling] of good.path.entries())
    await expect(check({ ...good, path: good.path.with(level, flip(sibling, 5)) })).rejects.toEqual(refused)
})

/** Views one page after another of a log that is what it is at that moment. */
function aReader(logOf: () => TestLog) {
  const { witness, told } = aWitness(logOf)
  const receipts = createReceiptCheck(() => logKey.verifier, witness)
  const ask = () => {
    const { knownSize, verify } = receipts.begin()
    const log = logOf()
    const receipt = log.receipt(log.append(JSON.stringify(anEntry())))
    const consistency = log.consistency(knownSize)
    return () => verify({ receipt, consistency }, view)
  }
  return { ask, told, known: () => witness.known()?.size }
}

test('each receipt continues the checkpoint of the one before, also when they overtake one another', async () => {
  const log = aTestLog(logKey)
  const { ask, known, told } = aReader(() => log)
  for (let page = 0; page < 5; page += 1) await ask()()
  const [first, second] = [ask(), ask()]
  await second()
  await first()
  expect(known()).toBe(7n)
  expect(told).toEqual([])
})

test('a receipt of a log with another past is refused although it proves itself', async () => {
  let log = aTestLog(logKey)
  const { ask, told } = aReader(() => log)
  await ask()()
  await ask()()
  log = log.forkedAt(1, 6)
  await expect(ask()()).rejects.toEqual(untrusted)
  expect(told).toMatchObject([{ reason: 'forked' }])
})

test('a receipt serves once, also under a later checkpoint', async () => {
  const log = aTestLog(logKey)
  const { witness } = aWitness(() => log)
  const receipts = createReceiptCheck(() => logKey.verifier, witness)
  const entry = anEntry()
  const index = log.append(JSON.stringify(entry))
  const show = () => {
    const { knownSize, verify } = receipts.begin()
    return verify({ receipt: log.receipt(index), consistency: log.consistency(knownSize) }, view)
  }
  expect(await show()).toBe(entry.id)
  log.append(JSON.stringify(anEntry()))
  await expect(show()).rejects.toEqual(refused)
})

test('a pinned key that cannot be read refuses everything', async () => {
  await expect(check(good, 'nonsense')).rejects.toEqual(refused)
})
