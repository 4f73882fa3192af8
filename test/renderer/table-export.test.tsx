// @vitest-environment jsdom
import { cleanup, fireEvent, screen, waitFor } from '@testing-library/react'
import { afterEach, expect, test, vi } from 'vitest'
import { ExportedTable } from '#contract/table-export.ts'
import { fail, succeed } from '#test/support/fake-bridge.ts'
import { aQuery, openApp } from '#test/support/work-screens.tsx'

vi.setConfig({ testTimeout: 30_000 })
afterEach(cleanup)

const queries = [
  aQuery({ businessReference: 'SQ20260302-000001', askedAt: '2026-03-02T01:00:00.000Z' }),
  aQuery({
    businessReference: 'SQ20260302-000002',
    askedAt: '2026-03-02T01:30:00.000Z',
    state: 'failed',
    report: null,
  }),
]

test('what stands in the table is exported as it stands there, filtered, without its buttons', async () => {
  const app = openApp({
    'app:query:list': () => succeed(queries),
    'app:table:export': () => succeed({ fileName: '工作台.xlsx' }),
  })
  fireEvent.click(await screen.findByRole('button', { name: '导出' }))
  await screen.findByText('已导出 2 条：工作台.xlsx')
  const [whole] = app.inputsOf('app:table:export').map((input) => ExportedTable.parse(input))
  expect(whole).toEqual({
    table: 'workbench',
    title: '工作台',
    head: ['查询时间', '业务编号', '查询原因', '状态', '剩余次数', '可看至'].map(() => expect.any(String)),
    rows: [
      ['09:30', 'SQ20260302-000002', '贷款审批', expect.any(String), '', ''],
      ['09:00', 'SQ20260302-000001', '贷款审批', expect.any(String), 3, '2026-03-03 10:00'],
    ],
  })

  fireEvent.change(screen.getByRole('searchbox', { name: '筛选' }), { target: { value: '000001' } })
  fireEvent.click(screen.getByRole('button', { name: '导出' }))
  await waitFor(() => expect(app.inputsOf('app:table:export')).toHaveLength(2))
  expect(ExportedTable.parse(app.inputsOf('app:table:export')[1]).rows.map(([, reference]) => reference)).toEqual([
    'SQ20260302-000001',
  ])
})

test('a refusal by policy is said beside the button', async () => {
  openApp({ 'app:query:list': () => succeed(queries), 'app:table:export': () => fail('export-refused') })
  fireEvent.click(await screen.findByRole('button', { name: '导出' }))
  expect((await screen.findByText('按现行政策，您的岗位不能导出表格')).getAttribute('role')).toBe('alert')
})
