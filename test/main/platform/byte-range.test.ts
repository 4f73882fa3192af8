import { expect, test } from 'vitest'
import { byteRange } from '#main/platform/byte-range.ts'

test.each([
  { why: 'all of it', header: 'bytes=0-', range: { first: 0, last: 99 } },
  { why: 'a piece', header: 'bytes=10-19', range: { first: 10, last: 19 } },
  { why: 'more than there is', header: 'bytes=90-200', range: { first: 90, last: 99 } },
  { why: 'the end', header: 'bytes=-10', range: { first: 90, last: 99 } },
  { why: 'beyond the end', header: 'bytes=100-', range: undefined },
  { why: 'backwards', header: 'bytes=20-10', range: undefined },
  { why: 'two pieces', header: 'bytes=0-1,3-4', range: undefined },
  { why: 'other units', header: 'lines=0-1', range: undefined },
  { why: 'nothing', header: 'bytes=-', range: undefined },
  { why: 'no header', header: null, range: undefined },
])('$header asks for $why', ({ header, range }) => {
  expect(byteRange(header, 100)).toEqual(range)
})
