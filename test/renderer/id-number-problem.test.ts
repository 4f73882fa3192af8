import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { isResidentId } from '#contract/resident-id.ts'
import { findIdNumberProblem } from '#renderer/app/id-number-problem.ts'
import { anIdNumber, idNumbers } from '#test/support/id-numbers.ts'

const good = anIdNumber()
const otherCheck = good.endsWith('0') ? '1' : '0'

test.each([
  { why: 'a well-formed number', idNumber: good, problem: undefined },
  { why: 'one digit short', idNumber: good.slice(0, 17), problem: 'length' },
  { why: 'the old form of 15 digits', idNumber: '110101880615001', problem: 'length' },
  { why: 'a letter O among the digits', idNumber: `11O${good.slice(3)}`, problem: 'characters' },
  { why: 'an X before the end', idNumber: `${good.slice(0, 16)}X${good.slice(17)}`, problem: 'characters' },
  { why: 'a region that begins with 0', idNumber: `0${good.slice(1)}`, problem: 'region' },
  { why: 'a thirteenth month', idNumber: `${good.slice(0, 10)}13${good.slice(12)}`, problem: 'birth-date' },
  { why: 'the 30th of February', idNumber: `${good.slice(0, 10)}0230${good.slice(14)}`, problem: 'birth-date' },
  { why: 'a century nobody was born in', idNumber: `${good.slice(0, 6)}17${good.slice(8)}`, problem: 'birth-date' },
  { why: 'another check digit', idNumber: good.slice(0, 17) + otherCheck, problem: 'check-digit' },
])('$why: $problem', ({ idNumber, problem }) => {
  expect(findIdNumberProblem(idNumber)).toBe(problem)
})

test('a hint is given exactly for the numbers that the contract refuses', () => {
  const digit = fc.constantFrom(...'0123456789X')
  const damaged = fc
    .tuple(idNumbers(), fc.nat(17), digit)
    .map(([number, place, other]) => number.slice(0, place) + other + number.slice(place + 1))
  fc.assert(
    fc.property(
      fc.oneof(damaged, fc.string()),
      (text) => (findIdNumberProblem(text) === undefined) === isResidentId(text),
    ),
  )
})
