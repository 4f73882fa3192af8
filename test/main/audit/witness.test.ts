import fc from 'fast-check'
import { expect, test } from 'vitest'
import { aLogKey, aTestLog } from '#test/support/test-log.ts'
import { aWitness, memoryFiles } from '#test/support/witness.ts'

const untrusted = expect.objectContaining({ code: 'log-untrusted' })

function aLogOf(size: number) {
  const log = aTestLog()
  while (log.size() < size) log.append()
  return log
}

test('the first checkpoint is believed, and every later one that continues it', async () => {
  const log = aLogOf(5)
  const { witness, written, told } = aWitness(() => log)
  for (const size of [5, 5, 6, 13, 40]) {
    while (log.size() < size) log.append()
    await witness.check()
    expect(witness.known()?.size).toBe(BigInt(size))
  }
  expect(written).toHaveLength(4)
  expect(told).toEqual([])
})

test('what was seen in an earlier run counts in this one', async () => {
  const log = aLogOf(9)
  const memory = memoryFiles()
  await aWitness(() => log, { memory }).witness.check()
  const forked = log.forkedAt(8, 12)
  await expect(aWitness(() => forked, { memory }).witness.check()).rejects.toEqual(untrusted)
})

test.each([
  { what: 'a fork that is longer', reason: 'forked', next: (log: ReturnType<typeof aLogOf>) => log.forkedAt(6, 20) },
  { what: 'a fork of the same size', reason: 'forked', next: (log: ReturnType<typeof aLogOf>) => log.forkedAt(6, 7) },
  { what: 'a shorter log', reason: 'rolled-back', next: (log: ReturnType<typeof aLogOf>) => log.forkedAt(6, 6) },
  { what: 'an empty log', reason: 'rolled-back', next: (log: ReturnType<typeof aLogOf>) => log.forkedAt(0, 0) },
  { what: 'a log of another key', reason: 'unsigned', next: () => aLogOf(9) },
])('$what stops the workstation, and keeps the evidence', async ({ reason, next }) => {
  let log = aLogOf(7)
  const { key } = log
  const { witness, told, evidence, written } = aWitness(() => log, { key })
  await witness.check()
  const [kept] = written
  log = next(log)
  await expect(witness.check()).rejects.toEqual(untrusted)

  expect(told).toEqual([{ reason, at: expect.any(String), evidenceFile: 'evidence-1.json' }])
  expect(evidence).toEqual([
    expect.objectContaining({
      reason,
      logKey: key.verifier,
      kept: { note: kept?.note, seenAt: kept?.seenAt },
      offered: expect.objectContaining({ note: log.size() === 0 ? null : log.note() }),
    }),
  ])
})

test('a stopped workstation stays stopped, also after a restart, even when the log is as it was', async () => {
  const log = aLogOf(7)
  let shown = log
  const memory = memoryFiles()
  const first = aWitness(() => shown, { memory })
  await first.witness.check()
  shown = log.forkedAt(3, 9)
  await expect(first.witness.check()).rejects.toEqual(untrusted)
  shown = log
  await expect(first.witness.check()).rejects.toEqual(untrusted)
  const second = aWitness(() => shown, { memory })
  await expect(second.witness.check()).rejects.toEqual(untrusted)
  expect(second.witness.distrust()).toMatchObject({ reason: 'forked' })
  expect(memory.evidence).toHaveLength(1)
})

test('another log key than the pinned one stops the workstation', async () => {
  const { witness, told, evidence } = aWitness(() => aLogOf(3))
  const offered = aLogKey().verifier
  await expect(witness.refuseKey(offered)).rejects.toEqual(untrusted)
  expect(told).toMatchObject([{ reason: 'key-changed' }])
  expect(evidence).toMatchObject([{ offered: { key: offered } }])
})

test('what an earlier binding kept under another key is no measure for this one', async () => {
  const memory = memoryFiles()
  const [earlier, later] = [aLogOf(30), aLogOf(2)]
  await aWitness(() => earlier, { memory }).witness.check()
  const { witness, told } = aWitness(() => later, { memory })
  await witness.check()
  expect(witness.known()?.size).toBe(2n)
  expect(told).toEqual([])
})

/** A look, or a receipt that comes with a page: what was known is taken before, the answer after. */
function step(witness: ReturnType<typeof aWitness>['witness'], log: () => ReturnType<typeof aLogOf>, isLook: boolean) {
  if (isLook) return witness.check()
  const known = witness.known()
  const size = log().size()
  return witness.accept({ known, note: log().note(), proof: log().consistency(Number(known?.size ?? 0n), size) })
}

test('whatever overtakes whatever, an honest log raises no alarm and what is kept never shrinks', async () => {
  const steps = fc.array(fc.record({ grows: fc.nat(5), isLook: fc.boolean() }), { minLength: 1, maxLength: 12 })
  await fc.assert(
    fc.asyncProperty(fc.scheduler(), steps, async (scheduler, plan) => {
      const log = aLogOf(3)
      const deliver = <T>(answer: T) => scheduler.schedule(Promise.resolve(answer))
      const { witness, told, written } = aWitness(() => log, { deliver })
      const done = plan.map(({ grows, isLook }) => {
        for (let entry = 0; entry < grows; entry += 1) log.append()
        return step(witness, () => log, isLook)
      })
      await scheduler.waitFor(Promise.all(done))
      const sizes = written.map(({ note }) => Number(note?.split('\n')[1]))
      expect(told).toEqual([])
      expect(sizes).toEqual(sizes.toSorted((a, b) => a - b))
      expect(Number(witness.known()?.size)).toBe(log.size())
    }),
    { numRuns: 150 },
  )
})

test('whatever overtakes whatever, a log that changed what was seen is caught', async () => {
  const scenario = fc.record({
    shared: fc.nat(19),
    length: fc.integer({ min: 1, max: 40 }),
    looks: fc.array(fc.boolean(), { minLength: 1, maxLength: 6 }),
  })
  await fc.assert(
    fc.asyncProperty(fc.scheduler(), scenario, async (scheduler, { shared, length, looks }) => {
      const honest = aLogOf(20)
      let shown = honest
      const deliver = <T>(answer: T) => scheduler.schedule(Promise.resolve(answer))
      const { witness, told } = aWitness(() => shown, { deliver })
      await scheduler.waitFor(witness.check())
      shown = honest.forkedAt(Math.min(shared, length), length)
      const done = looks.map((isLook) => step(witness, () => shown, isLook))
      const settled = await scheduler.waitFor(Promise.allSettled(done))
      expect(settled.every(({ status }) => status === 'rejected')).toBe(true)
      expect(told).toHaveLength(1)
      expect(witness.known()?.size).toBe(20n)
    }),
    { numRuns: 150 },
  )
})
