import fc from 'fast-check'
import { expect, test } from 'vitest'
import { addUp, subtreeCodes } from '#central/compliance/roll-up.ts'
import { figureSum } from '#contract/figures.ts'

const tree = [
  { code: '1', parent: null },
  { code: '11', parent: '1' },
  { code: '12', parent: '1' },
  { code: '111', parent: '11' },
]

test.each([
  ['1', ['1', '11', '12', '111']],
  ['11', ['11', '111']],
  ['12', ['12']],
] as const)('below %s stand %s', (root, codes) => {
  expect([...subtreeCodes(tree, root)]).toEqual(codes)
})

const aRow = fc.record({
  institution: fc.constantFrom(...tree.map(({ code }) => code)),
  figure: fc.constant('queries' as const),
  key: fc.constantFrom('asked', 'allowed', 'blocked'),
  count: fc.nat(1000),
})

test('a whole is the sum of its parts, in whatever order they come', () => {
  fc.assert(
    fc.property(fc.array(aRow), (rows) => {
      const whole = addUp(rows, subtreeCodes(tree, '1'))
      const parts = ['11', '12'].map((code) => figureSum(addUp(rows, subtreeCodes(tree, code)), 'queries'))
      const own = figureSum(addUp(rows, new Set(['1'])), 'queries')
      expect(figureSum(whole, 'queries')).toBe(parts.reduce((sum, one) => sum + one, own))
      expect(addUp(rows.toReversed(), subtreeCodes(tree, '1'))).toEqual(whole)
    }),
  )
})
