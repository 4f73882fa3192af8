import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { type ScannedEntry, scanAnomalies, scanBegins } from '#central/log-search/scan-anomalies.ts'

/** A Wednesday in Asia/Shanghai. @param time `HH:MM:SS` */
const at = (time: string, day = '2026-03-04') => Date.parse(`${day}T${time}+08:00`)

function entry(index: number, time: number, given: Partial<ScannedEntry> = {}): ScannedEntry {
  return {
    index,
    at: time,
    kind: 'session.opened',
    employeeId: 'E10017',
    institution: '1032050101',
    officer: null,
    ...given,
  }
}

const found = (entries: readonly ScannedEntry[]) =>
  scanAnomalies(scanBegins, entries).found.map(({ kind, firstIndex, lastIndex }) => ({ kind, firstIndex, lastIndex }))

test.each([
  { name: 'an hour and a second of silence at work', from: '09:00:00', to: '10:00:01', is: true },
  { name: 'an hour of silence at work', from: '09:00:00', to: '10:00:00', is: false },
  { name: 'silence over night', from: '17:00:00', to: '23:00:00', is: false },
  { name: 'silence before work', from: '06:00:00', to: '09:00:00', is: false },
])('$name is a gap: $is', ({ from, to, is }) => {
  const gap = { kind: 'gap', firstIndex: 4, lastIndex: 5 }
  expect(found([entry(4, at(from)), entry(5, at(to))])).toEqual(is ? [gap] : [])
})

test('the first entry after a weekend is no gap', () => {
  expect(found([entry(1, at('17:00:00', '2026-03-06')), entry(2, at('09:00:00', '2026-03-09'))])).toEqual([])
})

test('an entry more than five minutes earlier than the latest before it is back-dated, five minutes are not', () => {
  const entries = [
    entry(0, at('10:00:00')),
    entry(1, at('10:06:00')),
    entry(2, at('10:00:59')),
    entry(3, at('10:01:00')),
  ]
  expect(found(entries)).toEqual([{ kind: 'back-dated', firstIndex: 2, lastIndex: 2 }])
})

test('two decisive acts of one person in one second show, two of two people and two seconds do not', () => {
  const decided = { kind: 'query.decided' }
  const first = at('10:00:00')
  expect(found([entry(0, first, decided), entry(1, first + 900, decided)])).toEqual([
    { kind: 'same-second', firstIndex: 0, lastIndex: 1 },
  ])
  expect(found([entry(0, first, decided), entry(1, first + 900, { ...decided, employeeId: 'E10023' })])).toEqual([])
  expect(found([entry(0, first, decided), entry(1, first + 1000, decided)])).toEqual([])
  expect(found([entry(0, first), entry(1, first + 10)])).toEqual([])
})

test('more than four of five releases to one officer show once a month', () => {
  const releases = (officers: readonly string[], day = '2026-03-04') =>
    officers.map((officer, index) =>
      entry(index, at('10:00:00', day) + index * 60_000, { kind: 'release.granted', employeeId: 'E30001', officer }),
    )
  const pairs = (entries: readonly ScannedEntry[]) => found(entries).filter(({ kind }) => kind === 'approver-pair')
  expect(pairs(releases(['A', 'A', 'A', 'A']))).toEqual([])
  expect(pairs(releases(['A', 'A', 'A', 'A', 'B']))).toEqual([])
  expect(pairs(releases(['A', 'A', 'A', 'A', 'A', 'A']))).toHaveLength(1)
  expect(pairs(releases(['B', 'A', 'A', 'A', 'A', 'A']))).toHaveLength(1)
})

test('looking piece by piece finds what looking at all finds', () => {
  const anEntry = fc.record({
    step: fc.integer({ min: -600_000, max: 7_200_000 }),
    kind: fc.constantFrom('query.decided', 'release.granted', 'session.opened'),
    employeeId: fc.constantFrom('E1001', 'E1002', null),
    officer: fc.constantFrom('E2001', 'E2002'),
  })
  const log = fc.array(anEntry, { maxLength: 60 }).map((steps) => {
    let time = at('08:40:00')
    return steps.map(({ step, ...rest }, index) => {
      time += step
      return entry(index, time, rest)
    })
  })
  fc.assert(
    fc.property(log, fc.integer({ min: 0, max: 60 }), (entries, cut) => {
      const first = scanAnomalies(scanBegins, entries.slice(0, cut))
      const second = scanAnomalies(first.state, entries.slice(cut))
      expect([...first.found, ...second.found]).toEqual(scanAnomalies(scanBegins, entries).found)
    }),
  )
})
