import { expect, test } from 'vitest'
import { describeRun, hasPassed, lastLine } from '#scripts/test-run/summary.mjs'

const clean = { passed: 3, failed: 0, skipped: [], broken: [] }
const outcome = (report: object | undefined, ending: number | string = 0) => ({
  suite: 'unit',
  ending,
  report: report && { ...clean, ...report },
})

test.each([
  {
    why: 'all suites passed',
    outcomes: [outcome({}), outcome({ passed: 4 })],
    line: '7 passed, 0 failed',
    passes: true,
  },
  {
    why: 'a test failed',
    outcomes: [outcome({}), outcome({ failed: 2 }, 1)],
    line: '6 passed, 2 failed',
    passes: false,
  },
  {
    why: 'a suite ran no test',
    outcomes: [outcome({}), outcome({ passed: 0 })],
    line: '3 passed, 1 failed',
    passes: false,
  },
  {
    why: 'a suite only skipped',
    outcomes: [outcome({ passed: 0, skipped: [{ test: 'a', reason: 'b' }] })],
    line: '0 passed, 1 failed',
    passes: false,
  },
  {
    why: 'a suite wrote no report',
    outcomes: [outcome({}), outcome(undefined, 'SIGSEGV')],
    line: '3 passed, 1 failed',
    passes: false,
  },
  {
    why: 'a file did not load',
    outcomes: [outcome({ broken: ['a.test.ts: no such module'] }, 1)],
    line: '3 passed, 1 failed',
    passes: false,
  },
  { why: 'a suite ended badly after its tests', outcomes: [outcome({}, 1)], line: '3 passed, 1 failed', passes: false },
  { why: 'there is no suite', outcomes: [], line: '0 passed, 0 failed', passes: false },
])('when $why the last line is "$line"', ({ outcomes, line, passes }) => {
  expect(lastLine(outcomes)).toBe(line)
  expect(hasPassed(outcomes)).toBe(passes)
})

test('tests that did not run are listed with their reason', () => {
  const skipped = [{ test: 'a.test.ts: prints', reason: 'no printer here' }]
  expect(describeRun([outcome({ skipped })])).toEqual(['Not run:', '  a.test.ts: prints (no printer here)'])
})

test('a suite that crashed is named with how it ended', () => {
  expect(describeRun([outcome(undefined, 'SIGSEGV')])).toEqual(['Broken:', '  unit: no report, it ended with SIGSEGV'])
})
