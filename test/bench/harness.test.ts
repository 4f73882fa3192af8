import { expect, test } from 'vitest'
import { measureRow, quantile, type Row, summarise } from '#test/bench/harness.ts'

const row: Row = {
  name: 'a-row',
  unit: 'ms',
  against: 'a floor',
  reach: 1.2,
  better: 'lower',
  rounds: { full: 3, quick: 2 },
  prepare: () => Promise.reject(new Error('Not prepared here.')),
}

test('the ratio is the median of same-round ratios, not the ratio of the medians', () => {
  const pairs = [
    { ours: 10, reference: 10 },
    { ours: 30, reference: 20 },
    { ours: 40, reference: 80 },
  ]
  const { result, spread } = summarise(row, pairs)
  expect(result).toMatchObject({ ours: 30, reference: 20, ratio: 1, rounds: 3 })
  expect(spread).toEqual([0.5, 1.5])
})

test.each([
  { better: 'lower', ours: 12, isReached: true, why: 'the aim itself is reached' },
  { better: 'lower', ours: 12.1, isReached: false, why: 'above the aim' },
  { better: 'higher', ours: 12.1, isReached: true, why: 'above the aim is good here' },
  { better: 'higher', ours: 11.9, isReached: false, why: 'below the aim' },
] as const)('a ratio of $ours to 10 where $better is better: $why', ({ better, ours, isReached }) => {
  expect(summarise({ ...row, better }, [{ ours, reference: 10 }]).isReached).toBe(isReached)
})

test('who goes first changes with every round, and the first pair does not count', async () => {
  const calls: string[] = []
  const contest = {
    ours: async () => calls.push('ours'),
    reference: async () => calls.push('reference'),
    end: async () => void calls.push('end'),
  }
  const { result } = await measureRow({ ...row, prepare: async () => contest }, { isQuick: true, folder: '' })
  expect(calls).toEqual(['reference', 'ours', 'reference', 'ours', 'ours', 'reference', 'end'])
  expect(result.rounds).toBe(2)
})

test('a row that fails in the middle is ended all the same', async () => {
  let isEnded = false
  const contest = {
    ours: () => Promise.reject(new Error('broken')),
    reference: async () => 1,
    end: async () => {
      isEnded = true
    },
  }
  const measuring = measureRow({ ...row, prepare: async () => contest }, { isQuick: true, folder: '' })
  await expect(measuring).rejects.toThrow('broken')
  expect(isEnded).toBe(true)
})

test('a quantile lies between its two nearest values', () => {
  expect(quantile([4, 1, 2, 3], 0.5)).toBe(2.5)
  expect(quantile([1, 2], 0.99)).toBeCloseTo(1.99)
  expect(() => quantile([], 0.5)).toThrow(RangeError)
})
