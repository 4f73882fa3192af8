import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { encodeInformation, encodeViewId, informationBits, viewIdOf } from '#contract/rules/view-mark-code.ts'
import { chipsPerBit, chipsPerSide, markLayout, markTile } from '#contract/rules/view-mark-tile.ts'

const viewIds = fc.integer({ min: 0, max: 0xffffffff })

function distance(a: Uint8Array, b: Uint8Array): number {
  return a.reduce((count, bit, index) => count + (bit === b[index] ? 0 : 1), 0)
}

test('a word says the view id it was made of, first bits first', () => {
  fc.assert(
    fc.property(viewIds, (viewId) => {
      const word = encodeViewId(viewId)
      expect(word).toHaveLength(64)
      expect(viewIdOf(word.subarray(0, informationBits))).toBe(viewId)
    }),
  )
  expect([...encodeViewId(0x80000001).subarray(0, 32)]).toEqual([1, ...new Array(30).fill(0), 1])
})

test('the words of two view ids differ in at least twelve places', () => {
  fc.assert(
    fc.property(viewIds, viewIds, (one, other) => {
      fc.pre(one !== other)
      expect(distance(encodeViewId(one), encodeViewId(other))).toBeGreaterThanOrEqual(12)
    }),
    { numRuns: 2000 },
  )
})

test('no word of few information bits has a weight below twelve', () => {
  const zero = new Uint8Array(64)
  for (let one = 0; one < informationBits; one += 1)
    for (let other = 0; other <= one; other += 1) {
      const information = new Uint8Array(informationBits)
      information[one] = 1
      information[other] = 1
      expect(distance(encodeInformation(information), zero)).toBeGreaterThanOrEqual(12)
    }
})

test('a changed check bit gives no view id', () => {
  const information = encodeViewId(0x1234abcd).slice(0, informationBits)
  information[35] = 1 - (information[35] ?? 0)
  expect(viewIdOf(information)).toBeUndefined()
})

test('every chip of the tile says one thing, half of all that can differ do between opposite words', () => {
  const layout = markLayout()
  const positions = [...layout.sync, ...layout.bits.flat()].map(({ position }) => position)
  expect(new Set(positions).size).toBe(chipsPerSide * chipsPerSide)
  expect(layout.bits.every((chips) => chips.length === chipsPerBit)).toBe(true)
  const [one, other] = [markTile(0x00000000), markTile(0xffffffff)]
  expect(one.every((chip) => chip === 1 || chip === -1)).toBe(true)
  const differing = one.filter((chip, index) => chip !== other[index]).length
  expect(differing).toBe(distance(encodeViewId(0), encodeViewId(0xffffffff)) * chipsPerBit)
})

test('the layout never changes: pictures taken today are read in years', () => {
  const [first] = markLayout().bits
  expect(first?.slice(0, 4)).toMatchInlineSnapshot(`
    [
      {
        "position": 152,
        "sign": -1,
      },
      {
        "position": 910,
        "sign": -1,
      },
      {
        "position": 671,
        "sign": -1,
      },
      {
        "position": 735,
        "sign": -1,
      },
    ]
  `)
})
