import { hash } from 'node:crypto'
import { expect, test } from 'vitest'
import { bundleOf, everything, streamOf, verdictOn } from '#test/support/bundles.ts'
import { createMemoryLog } from '#test/support/memory-log.ts'
import { type Member, packEnd, packMember, readMembers } from '#verifier/tar-file.ts'

const start = Date.UTC(2026, 10, 25, 2)
const minute = (count: number) => new Date(start + count * 60_000)

function aLog(batches: readonly number[]) {
  const log = createMemoryLog()
  for (const batch of batches) {
    for (let entry = 0; entry < batch; entry += 1)
      log.append(minute(log.leaves.length), { employeeId: log.leaves.length % 3 === 0 ? 'E10017' : 'E10018' })
    log.publish(minute(log.leaves.length))
  }
  return log
}

test('a bundle of the whole log is good and says what it holds', async () => {
  const log = aLog([1, 3, 5])
  expect(await verdictOn(await bundleOf(log), log.trust)).toMatchObject({
    isGood: true,
    firstBad: null,
    problems: [],
    selected: 9,
    pruned: 0,
    header: { from: 0, to: 9, treeSize: 9 },
  })
})

test.each([
  { from: 0, to: 4 },
  { from: 4, to: 9 },
  { from: 1, to: 4 },
  { from: 3, to: 3 },
  { from: 0, to: 0 },
  { from: 9, to: 9 },
  { from: 2, to: 7 },
])('the stretch from $from to $to of a longer log is proved by itself', async (stretch) => {
  const log = aLog([1, 3, 5])
  const verdict = await verdictOn(await bundleOf(log, stretch), log.trust)
  expect(verdict.problems).toEqual([])
  expect(verdict.selected).toBe(stretch.to - stretch.from)
})

test('a filtered bundle holds the bytes of what was asked for and a place for every other entry', async () => {
  const log = aLog([4, 5])
  const members = await bundleOf(log, { filter: { ...everything, employeeIds: ['E10017'] } })
  expect(await verdictOn(members, log.trust)).toMatchObject({ isGood: true, selected: 3 })
  const text = members
    .filter(({ name }) => name.startsWith('entries/'))
    .map(({ bytes }) => Buffer.from(bytes).toString())
  expect(text.join('').match(/ -\n/g)).toHaveLength(6)
  expect(text.join('')).not.toContain('E10018')
})

test('the same request gives the same bytes', async () => {
  const log = aLog([4, 5])
  const [first, second] = [await bundleOf(log, { treeSize: 9, to: 9 }), await bundleOf(log, { treeSize: 9, to: 9 })]
  const hashes = (members: typeof first) => members.map(({ name, bytes }) => `${name} ${hash('sha256', bytes)}`)
  expect(hashes(first).slice(0, -1)).toEqual(hashes(second).slice(0, -1))
})

test('tables say what the entries say, in Chinese, and a formula stays text', async () => {
  const log = createMemoryLog()
  log.append(minute(0), { object: '=1+1', facts: { reason: 'a,"b"', rules: ['R1', 'R2'] } })
  log.publish(minute(1))
  const members = await bundleOf(log, { withTables: true })
  expect(await verdictOn(members, log.trust)).toMatchObject({ isGood: true })
  const csv = Buffer.from(members.find(({ name }) => name.endsWith('.csv'))?.bytes ?? []).toString()
  expect(csv).toContain('\uFEFF序号,时间（北京时间）,事项')
  expect(csv).toContain('2026-11-25 10:00:00.000,登录被拒绝,session.refused,E10017')
  expect(csv).toContain(`,'=1+1,,"reason=a,""b""; rules=R1|R2",`)
  const html = Buffer.from(members.find(({ name }) => name.endsWith('.html'))?.bytes ?? []).toString()
  expect(html).toContain('<td>登录被拒绝</td>')
  expect(html).toContain('共 1 条')
})

test('what is packed comes out of the tar stream, whatever the pieces it arrives in', async () => {
  const members = await bundleOf(aLog([2, 3]))
  const packed = Buffer.concat([...members.flatMap(packMember), packEnd()])
  for (const piece of [7, 512, 100_000]) {
    const pieces = Array.from({ length: Math.ceil(packed.length / piece) }, (_, at) =>
      packed.subarray(at * piece, (at + 1) * piece),
    )
    const read: Member[] = []
    for await (const member of readMembers(streamOf(pieces), 1_000_000)) read.push(member)
    expect(read.map(({ name, bytes }) => [name, hash('sha256', bytes)])).toEqual(
      members.map(({ name, bytes }) => [name, hash('sha256', bytes)]),
    )
  }
})
