import { expect, test } from 'vitest'
import { type GmtFunction, gmtOneTimePassword, gmtTimeStep } from '#central/identity/gmt-0021.ts'
import vectors from '#test/fixtures/gmt-0021.json' with { type: 'json' }

interface Row {
  readonly key: string
  readonly timeStep?: number
  readonly counter?: number
  readonly challenge?: string
}

function inputOf({ timeStep, counter, challenge }: Row) {
  const number = (value: number | undefined) => (value === undefined ? undefined : BigInt(value))
  return { timeStep: number(timeStep), counter: number(counter), challenge }
}

test.each(vectors.published.rows)('GM/T 0021-2012, SM3: T $timeStep, C $counter, Q $challenge give $code', (row) => {
  const settings = { algorithm: 'sm3', digits: 6 } as const
  expect(gmtOneTimePassword(Buffer.from(row.key, 'hex'), inputOf(row), settings)).toBe(row.code)
})

const regressions = vectors.regression.rows.flatMap((row) =>
  Object.entries(row.codes).flatMap(([algorithm, codes]) =>
    Object.entries(codes).map(([digits, code]) => ({ ...row, algorithm, digits: Number(digits), code })),
  ),
)
test.each(regressions)(
  'for regression only, $algorithm, $digits digits: T $timeStep, C $counter, Q $challenge give $code',
  ({ algorithm, digits, code, ...row }) => {
    const settings = { algorithm: algorithm as GmtFunction, digits }
    expect(gmtOneTimePassword(Buffer.from(row.key, 'hex'), inputOf(row), settings)).toBe(code)
  },
)

const key = Buffer.alloc(16, 7)
const settings = { algorithm: 'sm3', digits: 6 } as const
const input = { timeStep: 1n }

test.each([
  { why: 'a key below 128 bits', run: () => gmtOneTimePassword(key.subarray(1), input, settings) },
  { why: 'nothing to compute from', run: () => gmtOneTimePassword(key, {}, settings) },
  { why: 'a challenge of three characters', run: () => gmtOneTimePassword(key, { challenge: '123' }, settings) },
  { why: 'a challenge beyond ASCII', run: () => gmtOneTimePassword(key, { challenge: '一二三四' }, settings) },
  { why: 'a counter above four bytes', run: () => gmtOneTimePassword(key, { counter: 2n ** 32n }, settings) },
  { why: 'a negative counter', run: () => gmtOneTimePassword(key, { counter: -1n }, settings) },
  { why: 'a negative time', run: () => gmtOneTimePassword(key, { timeStep: -1n }, settings) },
  { why: 'five digits', run: () => gmtOneTimePassword(key, input, { ...settings, digits: 5 }) },
  { why: 'nine digits', run: () => gmtOneTimePassword(key, input, { ...settings, digits: 9 }) },
  { why: 'a period of zero', run: () => gmtTimeStep(0, 0) },
  { why: 'a period of 61 seconds', run: () => gmtTimeStep(0, 61) },
])('$why is refused', ({ run }) => {
  expect(run).toThrow(RangeError)
})

test.each([{ input: { counter: 2n ** 32n - 1n } }, { input: { counter: 0n } }, { input: { challenge: '1234' } }])(
  '$input at the edge is taken',
  ({ input }) => {
    expect(gmtOneTimePassword(key, input, settings)).toMatch(/^\d{6}$/)
  },
)

test.each([
  { unixSeconds: 59, periodSeconds: 60, step: 0n },
  { unixSeconds: 60, periodSeconds: 60, step: 1n },
  { unixSeconds: 1313998979, periodSeconds: 1, step: 1313998979n },
])('second $unixSeconds lies in step $step of $periodSeconds seconds', ({ unixSeconds, periodSeconds, step }) => {
  expect(gmtTimeStep(unixSeconds, periodSeconds)).toBe(step)
})
