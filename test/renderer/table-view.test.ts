import type { TableColumnsType } from 'antd'
import { expect, test } from 'vitest'
import { arrange, initialView } from '#renderer/app/components/table-view.ts'

interface Row {
  readonly name: string
  readonly count: number
}

const rows: Row[] = [
  { name: 'b', count: 2 },
  { name: 'a', count: 3 },
  { name: 'c', count: 1 },
  { name: 'a', count: 9 },
]
const columns: TableColumnsType<Row> = [
  { key: 'name', onFilter: (value, { name }) => name === value },
  { key: 'count', sorter: (a, b) => a.count - b.count, defaultSortOrder: 'descend' },
]
const none = { filters: {}, sortedBy: undefined, order: undefined } as const

test.each([
  { why: 'nobody touched anything', view: none, counts: [2, 3, 1, 9] },
  { why: 'sorted upwards', view: { ...none, sortedBy: 'count', order: 'ascend' as const }, counts: [1, 2, 3, 9] },
  {
    why: 'sorted by a head that cannot sort',
    view: { ...none, sortedBy: 'name', order: 'ascend' as const },
    counts: [2, 3, 1, 9],
  },
  { why: 'filtered', view: { ...none, filters: { name: ['a', 'c'] } }, counts: [3, 1, 9] },
  { why: 'a filter was taken off', view: { ...none, filters: { name: null } }, counts: [2, 3, 1, 9] },
  {
    why: 'filtered and sorted downwards',
    view: { filters: { name: ['a'] }, sortedBy: 'count', order: 'descend' as const },
    counts: [9, 3],
  },
])('$why: $counts', ({ view, counts }) => {
  expect(arrange(rows, columns, view).map(({ count }) => count)).toEqual(counts)
})

test('before anybody touched a head, its default order counts', () => {
  expect(arrange(rows, columns, initialView(columns)).map(({ count }) => count)).toEqual([9, 3, 2, 1])
})
