import { expect, test } from 'vitest'
import { readTable } from '#central/read-table.ts'

const rules = { columns: { id: ['编号'], name: ['姓名'] }, required: ['id', 'name'], maxRows: 3 }
const utf8 = (text: string) => Buffer.from(text)
/** 编号,姓名 / A1,张三 as a Chinese Excel saves it. */
const gbk = Buffer.from('b1e0bac52cd0d5c3fb0d0a41312cd5c5c8fd0d0a', 'hex')
const one = [{ line: 2, values: { id: 'A1', name: '张三' } }]

test.each([
  { why: 'UTF-8', bytes: utf8('编号,姓名\nA1,张三\n') },
  { why: 'UTF-8 with a mark and CRLF', bytes: utf8('\uFEFF编号,姓名\r\nA1,张三\r\n') },
  { why: 'GBK', bytes: gbk },
  { why: 'quotes and spaces', bytes: utf8('编号 , 姓名\n"A1", "张三"\n') },
  { why: 'columns turned round, one unknown', bytes: utf8('姓名,备注,编号\n张三,x,A1\n') },
  { why: 'empty lines between', bytes: utf8('编号,姓名\nA1,张三\n\n\n') },
])('a CSV in $why is read', ({ bytes }) => {
  expect(readTable(bytes, rules)).toEqual({ rows: one, unreadable: [] })
})

test('line numbers are those of the file, also behind a field of two lines', () => {
  const { rows } = readTable(utf8('id,name\nA1,"a\nb"\nA2,c\n'), rules)
  expect(rows.map(({ line, values }) => [line, values['name']])).toEqual([
    [3, 'a\nb'],
    [4, 'c'],
  ])
})

test('a broken quote costs its own row and is told with its line', () => {
  const { rows, unreadable } = readTable(utf8('id,name\nA1,a"b"c\nA2,c\n'), rules)
  expect(rows.map(({ values }) => values['id'])).toEqual(['A2'])
  expect(unreadable).toEqual([2])
})

test.each([
  { why: 'a list', text: '[{"编号":"A1","姓名":"张三"},7]' },
  { why: 'a list inside an object', text: '{"people":[{"id":"A1","name":"张三"},null]}' },
])('JSON with $why is read, what is no row is told with its place', ({ text }) => {
  expect(readTable(utf8(text), rules)).toEqual({ rows: [{ ...one[0], line: 1 }], unreadable: [2] })
})

test.each([
  { why: 'is neither UTF-8 nor GBK', bytes: Buffer.from([0x69, 0x64, 0xff, 0xff, 0x0a]) },
  { why: 'lacks a column', bytes: utf8('编号\nA1\n') },
  { why: 'has too many rows', bytes: utf8('id,name\n1,a\n2,b\n3,c\n4,d\n') },
  { why: 'is empty', bytes: utf8('') },
  { why: 'is broken JSON', bytes: utf8('[{"id":') },
  { why: 'is JSON without a list', bytes: utf8('{"id":"A1"}') },
])('a file that $why is refused', ({ bytes }) => {
  expect(() => readTable(bytes, rules)).toThrow(expect.objectContaining({ code: 'table-unreadable' }))
})
