import { expect, test } from 'vitest'
import { rowAfter, rowAt, rowOfNextMark, rowOfPage, rowPx } from '#renderer/viewer/outline-rows.ts'

const items = [
  { title: '一', page: 2 },
  { title: '（一）', page: 2 },
  { title: '二', page: 3 },
  { title: '三', page: 6 },
]

test.each([
  { page: 1, row: -1, why: 'nothing has begun yet' },
  { page: 2, row: 0, why: 'the first of several that begin on the page' },
  { page: 3, row: 2, why: 'the one that begins there' },
  { page: 5, row: 2, why: 'the one that goes on' },
  { page: 6, row: 3, why: 'the last one' },
])('page $page marks row $row: $why', ({ page, row }) => {
  expect(rowOfPage(items, page)).toBe(row)
})

test.each([
  [0, 0],
  [rowPx - 1, 0],
  [rowPx, 1],
  [4 * rowPx - 1, 3],
  [4 * rowPx, -1],
  [-1, -1],
])('%i px below the top is row %i of four', (y, row) => {
  expect(rowAt(y, 4)).toBe(row)
})

test.each([
  ['ArrowDown', 1, 2],
  ['ArrowDown', 3, 3],
  ['ArrowUp', 1, 0],
  ['ArrowUp', 0, 0],
])('%s leads from row %i of four to row %i', (key, from, to) => {
  expect(rowAfter(key, from, 4)).toBe(to)
})

test.each([
  [-1, 1],
  [1, 3],
  [3, 1],
])('the mark after row %i stands in row %i', (row, next) => {
  const marked = [null, 'overdue', null, 'disputed'] as const
  expect(
    rowOfNextMark(
      marked.map((mark) => ({ mark })),
      row,
    ),
  ).toBe(next)
})

test('without marks there is no next one', () => {
  expect(rowOfNextMark([{ mark: null }], -1)).toBe(-1)
})
