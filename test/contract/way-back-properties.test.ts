import fc from 'fast-check'
import { expect, test } from 'vitest'
import { daysAfter } from '#contract/rules/way-back.ts'
import { everyCause, isOfKind } from '#contract/suspension.ts'
import { type Move, SuspendedPerson } from '#test/support/suspended-person.ts'

const move: fc.Arbitrary<Move> = fc.oneof(
  // Often what comes next, otherwise hardly anybody would ever come back.
  { weight: 8, arbitrary: fc.constant({ do: 'go-on' }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('wait'), days: fc.constantFrom(1, 7, 30, 89, 90) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('suspend'), cause: fc.constantFrom(...everyCause) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('sign'), by: fc.constantFrom('first', 'second') }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('retest'), isPassed: fc.boolean() }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('review'), decision: fc.constantFrom('accepted', 'refused') }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('decide-application'), isApproved: fc.boolean() }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constantFrom('decide-incident', 'lift', 'apply', 'rehire') }) },
)

function played(moves: readonly Move[]): SuspendedPerson {
  const person = new SuspendedPerson()
  for (const one of moves) person.play(one)
  return person
}

const moves = fc.array(move, { minLength: 20, maxLength: 60 })

function lastOf(days: readonly string[]): string {
  return days.toSorted().at(-1) ?? ''
}

test('nobody comes back from a wait without day 90, a pass after it, a review of it, an application and its approval', () => {
  let seen = 0
  fc.assert(
    fc.property(moves, (sequence) => {
      for (const { happened, causes } of played(sequence).returns) {
        const waiting = causes.filter(({ cause }) => isOfKind(cause, 'waiting'))
        if (waiting.length === 0) continue
        seen += 1
        const done = happened.map(({ what }) => what)
        const applied = done.lastIndexOf('applied')
        const accepted = done.lastIndexOf('accepted', applied)
        const passed = done.lastIndexOf('passed', accepted)
        expect(Math.min(applied, accepted, passed)).toBeGreaterThanOrEqual(0)
        expect(done.at(-1)).toBe('approved')
        expect(done.slice(passed, applied)).not.toContain('refused')
        const opensOn = lastOf(waiting.map(({ since }) => daysAfter(since, 90)))
        expect(lastOf([happened[passed]?.on ?? '', opensOn])).toBe(happened[passed]?.on)
      }
    }),
    { numRuns: 3000 },
  )
  expect(seen).toBeGreaterThan(100)
})

test('nobody comes back from a lock, a lost token or a long absence unless two administrators have seen him', () => {
  fc.assert(
    fc.property(moves, (sequence) => {
      for (const { happened, causes } of played(sequence).returns) {
        if (!causes.some(({ cause }) => isOfKind(cause, 'identity'))) continue
        expect(happened.map(({ what }) => what)).toEqual(expect.arrayContaining(['seen by first', 'seen by second']))
      }
    }),
    { numRuns: 3000 },
  )
})

test('nobody is tested twice on a day', () => {
  fc.assert(
    fc.property(moves, (sequence) => {
      const person = played(sequence)
      const all = [...person.returns.flatMap(({ happened }) => happened), ...person.happened]
      const days = all.filter(({ what }) => what === 'passed' || what === 'failed').map(({ on }) => on)
      expect(new Set(days).size).toBe(days.length)
    }),
    { numRuns: 3000 },
  )
})

test('whatever happened to somebody, the steps that are shown lead him back', () => {
  fc.assert(
    fc.property(moves, (sequence) => {
      const person = played(sequence)
      for (let done = 0; done < 200 && person.step !== 'none'; done += 1) person.play({ do: 'go-on' })
      expect([person.step, person.facts.status]).toEqual(['none', 'active'])
    }),
    { numRuns: 1000 },
  )
})
