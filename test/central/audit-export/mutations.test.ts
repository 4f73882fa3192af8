import { hash, randomUUID } from 'node:crypto'
import canonicalize from 'canonicalize'
import { expect, test } from 'vitest'
import type { LogEntry } from '#contract/log-entry.ts'
import { leafHash } from '#contract/rules/merkle-tree.ts'
import { bundleOf, verdictOn } from '#test/support/bundles.ts'
import { aLogIdentity } from '#test/support/log-entries.ts'
import { createMemoryLog, type MemoryLog } from '#test/support/memory-log.ts'
import { sha256 } from '#verifier/note-primitives.ts'
import { MalformedBundle, type Member } from '#verifier/tar-file.ts'
import { openTrusted, parseTrustFile } from '#verifier/trust-file.ts'

const start = Date.UTC(2026, 10, 25, 2)
const at = (index: number) => new Date(start + index * 60_000)

/** Twelve entries of two officers, a checkpoint after each. */
function aLog(): MemoryLog {
  const log = createMemoryLog()
  for (let index = 0; index < 12; index += 1) {
    log.append(at(index), { employeeId: index % 2 === 0 ? 'E10017' : 'E10018' })
    log.publish(at(index))
  }
  return log
}

type Lines = string[]

/** Changes the lines of the entries and leaves everything else as it was. */
function withLines(members: readonly Member[], change: (lines: Lines) => Lines): Member[] {
  return members.map(({ name, bytes }) => {
    if (!name.startsWith('entries/')) return { name, bytes }
    const lines = Buffer.from(bytes).toString().split('\n').slice(0, -1)
    return { name, bytes: Buffer.from(`${change(lines).join('\n')}\n`) }
  })
}

/** The manifest and nothing else made to fit, as somebody does who holds the auditor's public key. */
function resealed(members: readonly Member[]): Member[] {
  const before = members.slice(0, -2)
  const lines = before.map(({ name, bytes }) => `${hash('sha256', bytes)} ${bytes.length} ${name}\n`)
  return [...before, { name: 'manifest.txt', bytes: Buffer.from(lines.join('')) }, ...members.slice(-1)]
}

function edited(line: string, change: (entry: LogEntry) => LogEntry, { isLeafChanged }: { isLeafChanged: boolean }) {
  const [index = '', leaf = '', ...rest] = line.split(' ')
  const body = canonicalize(change(JSON.parse(rest.join(' ')) as LogEntry)) ?? ''
  const fitting = Buffer.from(leafHash(sha256, Buffer.from(body))).toString('base64')
  return `${index} ${isLeafChanged ? fitting : leaf} ${body}`
}

function lineAt(lines: Lines, index: number): string {
  return lines[index] ?? ''
}

const swapOfficers = (isLeafChanged: boolean) => (lines: Lines) =>
  lines.map((line, index) => {
    if (index !== 4 && index !== 5) return line
    return edited(line, (entry) => ({ ...entry, employeeId: index === 4 ? 'E10018' : 'E10017' }), { isLeafChanged })
  })
const edit = (isLeafChanged: boolean) => (lines: Lines) =>
  lines.with(
    3,
    edited(lineAt(lines, 3), (entry) => ({ ...entry, facts: { reason: 'other' } }), { isLeafChanged }),
  )
const setClockBack = (lines: Lines) =>
  lines.with(
    6,
    edited(lineAt(lines, 6), (entry) => ({ ...entry, at: at(-60).toISOString() }), { isLeafChanged: true }),
  )
const renumbered = (lines: Lines) => lines.map((line, index) => line.replace(/^\d+/, String(index)))

test.each([
  { what: 'an entry edited', change: edit(false), firstBad: 3 },
  { what: 'an entry edited and its leaf hash made to fit', change: edit(true), firstBad: 3 },
  { what: 'an entry deleted', change: (lines: Lines) => lines.toSpliced(5, 1), firstBad: 5 },
  {
    what: 'an entry deleted, the rest renumbered',
    change: (lines: Lines) => renumbered(lines.toSpliced(5, 1)),
    firstBad: 5,
  },
  {
    what: 'an entry inserted, the rest renumbered',
    change: (lines: Lines) =>
      renumbered(
        lines.toSpliced(
          7,
          0,
          edited(lineAt(lines, 7), (entry) => ({ ...entry, id: randomUUID() }), { isLeafChanged: true }),
        ),
      ),
    firstBad: 7,
  },
  {
    what: 'two entries in each other’s place',
    change: (lines: Lines) => lines.with(2, lineAt(lines, 9)).with(9, lineAt(lines, 2)),
    firstBad: 2,
  },
  {
    what: 'two entries in each other’s place, renumbered',
    change: (lines: Lines) => renumbered(lines.with(2, lineAt(lines, 9)).with(9, lineAt(lines, 2))),
    firstBad: 2,
  },
  { what: 'an entry given twice', change: (lines: Lines) => lines.toSpliced(4, 0, lineAt(lines, 4)), firstBad: 4 },
  { what: 'the tail cut off', change: (lines: Lines) => lines.slice(0, 8), firstBad: 8 },
  { what: 'the head cut off', change: (lines: Lines) => lines.slice(1), firstBad: 0 },
  { what: 'two officers swapped', change: swapOfficers(false), firstBad: 4 },
  { what: 'two officers swapped, leaf hashes made to fit', change: swapOfficers(true), firstBad: 4 },
  { what: 'an entry dated back, its leaf hash made to fit', change: setClockBack, firstBad: 6 },
  {
    what: 'the bytes of an entry taken away as if pruned',
    change: (lines: Lines) => lines.with(1, lineAt(lines, 1).replace(/ \{.*/, ' ~')),
    firstBad: 1,
  },
])('$what: found, and the first bad entry is $firstBad', async ({ change, firstBad }) => {
  const log = aLog()
  const changed = withLines(await bundleOf(log), change)
  for (const members of [changed, resealed(changed)]) {
    expect(await verdictOn(members, log.trust)).toMatchObject({ isGood: false, firstBad })
  }
})

test('an entry hidden as if it had not been asked for is found by the manifest', async () => {
  const log = aLog()
  const hidden = withLines(await bundleOf(log), (lines) => lines.with(1, lineAt(lines, 1).replace(/ \{.*/, ' -')))
  const verdict = await verdictOn(hidden, log.trust)
  expect(verdict.problems.map(({ text }) => text).join()).toContain('entries/000000000000.txt is not the file')
  expect((await verdictOn(resealed(hidden), log.trust)).problems.map(({ text }) => text).join()).toContain(
    'the receipt is that of another export',
  )
})

test('the service’s clock set back is found though everything is signed and fits', async () => {
  const log = aLog()
  log.append(at(-30))
  log.append(at(13))
  log.publish(at(14))
  expect(await verdictOn(await bundleOf(log), log.trust)).toMatchObject({ isGood: false, firstBad: 12 })
})

test('entries that overtook one another by less than the tolerance are no cause for alarm', async () => {
  const log = aLog()
  log.append(at(8))
  log.publish(at(13))
  expect(await verdictOn(await bundleOf(log), log.trust)).toMatchObject({ isGood: true })
})

function memberSwapped(members: readonly Member[], name: string, bytes: Uint8Array): Member[] {
  return members.map((member) => (member.name === name ? { name, bytes } : member))
}

test.each(['policies/1.json', 'log/schema.json', 'log/keys.txt', 'README.txt'])('%s swapped: named', async (name) => {
  const log = aLog()
  const swapped = memberSwapped(await bundleOf(log), name, Buffer.from('{}'))
  expect((await verdictOn(swapped, log.trust)).problems).toMatchObject([
    { index: null, text: `${name} is not the file that was exported` },
  ])
  expect(await verdictOn(resealed(swapped), log.trust)).toMatchObject({
    isGood: false,
    problems: [{ index: null, text: 'the receipt is that of another export' }],
  })
})

test.each(['log/proof.json', 'log/checkpoints.txt', 'receipt.json'])('%s of another log: found', async (name) => {
  const [log, other] = [aLog(), aLog()]
  const [members, others] = [await bundleOf(log), await bundleOf(other)]
  const foreign = others.find((member) => member.name === name)?.bytes ?? Buffer.alloc(0)
  expect(await verdictOn(memberSwapped(members, name, foreign), log.trust)).toMatchObject({ isGood: false })
})

test('a proof of another stretch does not do', async () => {
  const log = aLog()
  const [whole, part] = [await bundleOf(log, { to: 5, treeSize: 12 }), await bundleOf(log, { to: 7, treeSize: 12 })]
  const proof = part.find(({ name }) => name === 'log/proof.json')?.bytes ?? Buffer.alloc(0)
  const verdict = await verdictOn(resealed(memberSwapped(whole, 'log/proof.json', proof)), log.trust)
  expect(verdict.problems.map(({ text }) => text)).toContain(
    'the entries are not those of the tree of 12 that was signed',
  )
})

test('a log signed with another key of the same name is refused from its first entry on', async () => {
  const log = aLog()
  const forged = createMemoryLog(aLogIdentity())
  for (const { body } of log.leaves) if (body) forged.appendBody(body)
  forged.publish(at(12))
  expect(await verdictOn(await bundleOf(forged), log.trust)).toMatchObject({ isGood: false, firstBad: 0 })
})

test('a key that was replaced vouches only for its own time', async () => {
  const log = aLog()
  const successor = aLogIdentity()
  const both = createMemoryLog(log.identity)
  for (const { body } of log.leaves) if (body) both.appendBody(body)
  both.publish(at(12))
  const newKey = createMemoryLog(successor).trust
  both.append(at(13))
  both.publish(at(13), successor)
  const members = await bundleOf(both)
  const untilNow = `${log.trust} until=13\n${newKey} from=13\n`
  // The receipt of the export is signed by the old key again: after its time.
  expect((await verdictOn(members, untilNow)).problems.map(({ text }) => text)).toEqual([
    'the receipt does not prove that this export is in the log',
  ])
  expect(await verdictOn(members, `${log.trust}\n${newKey} from=13\n`)).toMatchObject({ isGood: true })
  expect(await verdictOn(members, `${log.trust}\n${newKey} from=99\n`)).toMatchObject({ isGood: false })
})

/** The log as it was after eight entries, gone on with differently. */
async function afterRollback(further: number) {
  const log = aLog()
  const seen = openTrusted(parseTrustFile(log.trust), log.checkpoints.at(-1)?.note ?? '')
  const restored = createMemoryLog(log.identity)
  for (const { body } of log.leaves.slice(0, 8)) if (body) restored.appendBody(body)
  restored.publish(at(8))
  for (let index = 0; index < further; index += 1) {
    restored.append(at(12 + index))
    restored.publish(at(12 + index))
  }
  if (!seen) throw new Error('The checkpoint is not signed.')
  return { restored, seen, trust: log.trust }
}

test('a database rolled back is found by a checkpoint kept elsewhere: the log is shorter than it was', async () => {
  const { restored, seen, trust } = await afterRollback(0)
  const verdict = await verdictOn(await bundleOf(restored), trust, [seen])
  expect(verdict).toMatchObject({ isGood: false, firstBad: 9 })
})

test('a fork is found by a checkpoint kept elsewhere, up to the last entry both histories share', async () => {
  const { restored, seen, trust } = await afterRollback(6)
  expect(await verdictOn(await bundleOf(restored), trust)).toMatchObject({ isGood: true })
  expect(await verdictOn(await bundleOf(restored), trust, [seen])).toMatchObject({ isGood: false, firstBad: 11 })
})

test('a checkpoint before the stretch is compared when a proof was asked for, and said not to be otherwise', async () => {
  const { restored, seen, trust } = await afterRollback(6)
  const late = { from: 13, to: 14 }
  expect(await verdictOn(await bundleOf(restored, late), trust, [seen])).toMatchObject({
    isGood: true,
    notCompared: [12],
  })
  expect(
    await verdictOn(await bundleOf(restored, { ...late, treeSize: 14, knownSizes: [12] }), trust, [seen]),
  ).toMatchObject({
    isGood: false,
    notCompared: [],
  })
  const log = aLog()
  const own = openTrusted(parseTrustFile(log.trust), log.checkpoints[4]?.note ?? '')
  const members = await bundleOf(log, { from: 8, to: 12, knownSizes: [5] })
  expect(await verdictOn(members, log.trust, own ? [own] : [])).toMatchObject({ isGood: true, notCompared: [] })
})

test('a bundle without manifest or receipt, or with files left out, is not good', async () => {
  const log = aLog()
  const members = await bundleOf(log, { withTables: true })
  const without = (name: RegExp) => members.filter((member) => !name.test(member.name))
  for (const name of [/manifest/, /receipt/, /html$/, /policies/])
    expect(await verdictOn(without(name), log.trust)).toMatchObject({ isGood: false })
  await expect(verdictOn(without(/bundle.json/), log.trust)).rejects.toThrow(MalformedBundle)
  await expect(verdictOn([], log.trust)).rejects.toThrow(MalformedBundle)
})

test('a table that says something else than its entries is found', async () => {
  const log = aLog()
  const members = await bundleOf(log, { withTables: true })
  const table = members.find(({ name }) => name.endsWith('.csv'))
  const changed = Buffer.from(table?.bytes ?? [])
    .toString()
    .replace('E10018', 'E10017')
  const verdict = await verdictOn(memberSwapped(members, table?.name ?? '', Buffer.from(changed)), log.trust)
  expect(verdict.problems.map(({ text }) => text)).toContain(`${table?.name} does not say what the entries say`)
})

test('a policy that is not the one decisions were made under is found at the first such decision', async () => {
  const log = createMemoryLog()
  log.append(at(0))
  const policyHash = '0'.repeat(64)
  for (const version of [2, 1, 1]) {
    log.append(at(version), {
      kind: 'query.decided',
      facts: { outcome: 'allowed', policyVersion: version, policyHash },
    })
  }
  log.publish(at(4))
  expect(await verdictOn(await bundleOf(log), log.trust)).toMatchObject({
    isGood: false,
    firstBad: 2,
    problems: [{ index: 2, text: 'it was decided under another policy than the one the bundle shows as version 1' }],
  })
})
