import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { residentIdProblem } from '#contract/resident-id.ts'
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
  expect(residentIdProblem(idNumber)).toBe(problem)
})

test.each([
  { why: 'a region no province has', idNumber: `99${good.slice(2)}`, problem: 'region' },
  { why: 'a residence permit of Taiwan', idNumber: anIdNumber({ region: '830000' }), problem: undefined },
  { why: "a foreigner's card given out in Shanghai", idNumber: anIdNumber({ region: '931156' }), problem: undefined },
])('$why: $problem', ({ idNumber, problem }) => {
  expect(residentIdProblem(idNumber)).toBe(problem)
})

test.each([
  { why: 'born today', birthDate: '2026-11-25', problem: undefined },
  { why: 'born tomorrow', birthDate: '2026-11-26', problem: 'birth-date' },
  { why: 'born on a leap day', birthDate: '2024-02-29', problem: undefined },
])('$why: $problem', ({ birthDate, problem }) => {
  expect(residentIdProblem(anIdNumber({ birthDate }), '2026-11-25')).toBe(problem)
})

test('every single digit that is wrong is noticed', () => {
  const place = fc.nat(17)
  fc.assert(
    fc.property(idNumbers(), place, fc.constantFrom(...'0123456789'), (number, at, digit) => {
      fc.pre(number[at] !== digit)
      expect(residentIdProblem(number.slice(0, at) + digit + number.slice(at + 1))).not.toBeUndefined()
    }),
  )
})
