import fc from 'fast-check'
import { expect, test } from 'vitest'
import { bundleOf, verdictOn } from '#test/support/bundles.ts'
import { createMemoryLog } from '#test/support/memory-log.ts'
import { openTrusted, parseTrustFile } from '#verifier/trust-file.ts'

const start = Date.UTC(2026, 10, 25, 2)
const at = (index: number) => new Date(start + index * 60_000)

test('a thousand honest bundles of any stretch of any log raise no alarm', async () => {
  const shapes = fc.record({
    batches: fc.array(fc.integer({ min: 1, max: 4 }), { minLength: 1, maxLength: 6 }),
    cut: fc.tuple(fc.nat(), fc.nat()),
    known: fc.nat(),
    isFiltered: fc.boolean(),
    withTables: fc.boolean(),
  })
  await fc.assert(
    fc.asyncProperty(shapes, async (shape) => {
      const { problems, notCompared } = await verdictOnHonest(shape)
      expect({ problems, notCompared }).toEqual({ problems: [], notCompared: [] })
    }),
    { numRuns: 1000 },
  )
}, 60_000)

interface Shape {
  readonly batches: readonly number[]
  readonly cut: readonly number[]
  readonly known: number
  readonly isFiltered: boolean
  readonly withTables: boolean
}

async function verdictOnHonest({ batches, cut, known, isFiltered, withTables }: Shape) {
  const log = createMemoryLog()
  for (const batch of batches) {
    for (let entry = 0; entry < batch; entry += 1)
      log.append(at(log.leaves.length), { employeeId: log.leaves.length % 2 === 0 ? 'E10017' : 'E10018' })
    log.publish(at(log.leaves.length))
  }
  const size = log.leaves.length
  const [from = 0, to = size] = cut.map((place) => place % (size + 1)).toSorted((a, b) => a - b)
  const seen = log.checkpoints.slice(known % log.checkpoints.length).slice(0, 1)
  const knownSizes = seen.map((checkpoint) => checkpoint.size)
  const employeeIds = isFiltered ? ['E10017'] : null
  const filter = {
    period: { from: at(-1).toISOString(), until: at(99).toISOString() },
    institutions: null,
    employeeIds,
  }
  const members = await bundleOf(log, { from, to, filter, withTables, knownSizes })
  return verdictOn(
    members,
    log.trust,
    seen.flatMap(({ note }) => openTrusted(parseTrustFile(log.trust), note) ?? []),
  )
}
