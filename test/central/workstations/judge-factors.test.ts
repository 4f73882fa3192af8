import fc from 'fast-check'
import { expect, test } from 'vitest'
import { judgeFactors } from '#central/workstations/judge-factors.ts'
import { defaultPolicyBody } from '#contract/policy.ts'
import { type HardwareFactor, type HardwareFactors, hardwareFactors } from '#contract/workstation.ts'

const weighing = defaultPolicyBody.hardware
const seriesOf = (name: string, which = 1) => `${name}-${which}`
const whole = Object.fromEntries(hardwareFactors.map((name) => [name, [seriesOf(name)]])) as Required<HardwareFactors>

function without(...names: HardwareFactor[]): HardwareFactors {
  return Object.fromEntries(Object.entries(whole).filter(([name]) => !names.includes(name as HardwareFactor)))
}

function withOther(...names: HardwareFactor[]): HardwareFactors {
  return { ...whole, ...Object.fromEntries(names.map((name) => [name, [seriesOf(name, 2)]])) }
}

test.each([
  { why: 'nothing changed', known: whole, reading: whole, verdict: 'same', percent: 100 },
  { why: 'a new network card', known: whole, reading: withOther('network'), verdict: 'small', percent: 90 },
  { why: 'a new disk', known: whole, reading: withOther('disk'), verdict: 'small', percent: 85 },
  { why: 'disk and network card', known: whole, reading: withOther('disk', 'network'), verdict: 'small', percent: 75 },
  {
    why: 'the profile on another PC',
    known: whole,
    reading: withOther(...hardwareFactors),
    verdict: 'large',
    percent: 0,
  },
  {
    why: 'the profile on another PC of the same model',
    known: whole,
    reading: withOther('firmware', 'machine', 'board', 'disk', 'network', 'system'),
    verdict: 'large',
    percent: 5,
  },
  {
    why: 'the disk moved to another PC',
    known: whole,
    reading: withOther('firmware', 'board', 'network', 'cpu'),
    verdict: 'large',
    percent: 40,
  },
  { why: 'nothing known before', known: {}, reading: whole, verdict: 'first', percent: 0 },
  { why: 'nothing shown', known: whole, reading: {}, verdict: 'unreadable', percent: 0 },
  {
    why: 'firmware and board cannot be read today',
    known: whole,
    reading: without('firmware', 'board'),
    verdict: 'same',
    percent: 100,
  },
  {
    why: 'less than half can be read',
    known: whole,
    reading: without('firmware', 'machine', 'board'),
    verdict: 'unreadable',
    percent: 100,
  },
  {
    why: 'a second network card is a dock',
    known: whole,
    reading: { ...whole, network: [seriesOf('network'), 'dock'] },
    verdict: 'same',
    percent: 100,
  },
  {
    why: 'one of three cards left',
    known: { ...whole, network: ['a', 'b', 'c'] },
    reading: { ...whole, network: ['a'] },
    verdict: 'small',
    percent: 90,
  },
])('$why: $verdict', ({ known, reading, verdict, percent }) => {
  expect(judgeFactors(known, reading, weighing)).toMatchObject({ verdict, matchPercent: percent })
})

test('any single part may change on a PC that shows three quarters of the weight', () => {
  const subsets = fc.subarray([...hardwareFactors], { minLength: 2 })
  fc.assert(
    fc.property(subsets, fc.nat(), (names, at) => {
      const known = Object.fromEntries(names.map((name) => [name, [seriesOf(name)]]))
      fc.pre(names.reduce((sum, name) => sum + weighing.weights[name], 0) >= 75)
      const changed = names[at % names.length] as HardwareFactor
      const judgement = judgeFactors(known, { ...known, [changed]: ['other'] }, weighing)
      expect(judgement).toMatchObject({ verdict: 'small', changed: [changed] })
    }),
  )
})

test('firmware and system ID together never go through, whatever else there is', () => {
  fc.assert(
    fc.property(fc.subarray([...hardwareFactors]), (others) => {
      const names = [...new Set<HardwareFactor>(['firmware', 'machine', ...others])]
      const known = Object.fromEntries(names.map((name) => [name, [seriesOf(name)]]))
      const reading = { ...known, firmware: ['other'], machine: ['other'] }
      expect(judgeFactors(known, reading, weighing).verdict).toBe('large')
    }),
  )
})

test('what is called changed is exactly what differs, in the order of the list', () => {
  fc.assert(
    fc.property(fc.subarray([...hardwareFactors]), (names) => {
      expect(judgeFactors(whole, withOther(...names), weighing).changed).toEqual(names)
    }),
  )
})
