// @vitest-environment jsdom
import { QueryClientProvider } from '@tanstack/react-query'
import { cleanup, fireEvent, render, screen, waitFor } from '@testing-library/react'
import { I18nextProvider } from 'react-i18next'
import { afterEach, expect, test, vi } from 'vitest'
import type { Operation, Signature } from '#contract/approval.ts'
import { AppError } from '#contract/failure.ts'
import { DataTable } from '#renderer/app/components/data-table.tsx'
import { useSigning } from '#renderer/app/hooks/use-signing.tsx'
import { createI18n } from '#renderer/app/i18n.ts'
import { createQueryClient } from '#renderer/app/query-client.ts'
import { fakeBridge, succeed } from '#test/support/fake-bridge.ts'
import { stubWhatJsdomLacks } from '#test/support/work-screens.tsx'

vi.setConfig({ testTimeout: 30_000 })
afterEach(cleanup)

const operation: Operation = { action: 'workstation.approve', object: 'JJH-007', facts: {} }

function Approving({ carryOut }: { carryOut: (signature: Signature) => Promise<unknown> }) {
  const { sign, signingWindow } = useSigning()
  return (
    <>
      <button type="button" onClick={() => sign({ operation, summary: <p>JJH-007</p>, carryOut })}>
        批准
      </button>
      {signingWindow}
    </>
  )
}

function show(screenUnderTest: React.ReactNode) {
  const ids = ['7d4f2c1e-8a3b-4c5d-9e6f-0a1b2c3d4e5f', '8e5f3d2f-9b4c-4d6e-8f70-1b2c3d4e5f60']
  const fake = fakeBridge({
    'app:approval:ask-challenge': () =>
      succeed({
        id: ids.shift(),
        question: ids.length > 0 ? '12345678' : '87654321',
        expiresAt: '2026-03-02T02:05:00.000Z',
      }),
  })
  vi.stubGlobal('bridge', fake.bridge)
  stubWhatJsdomLacks()
  render(
    <I18nextProvider i18n={createI18n('zh-CN')}>
      <QueryClientProvider client={createQueryClient()}>{screenUnderTest}</QueryClientProvider>
    </I18nextProvider>,
  )
  return fake
}

async function answer(code: string): Promise<void> {
  fireEvent.change(screen.getByLabelText('签名码'), { target: { value: code } })
  fireEvent.click(screen.getByRole('button', { name: '签名并办理' }))
}

test('what is signed is carried out with the code for the challenge on screen, and the window goes', async () => {
  const carryOut = vi.fn(async () => undefined)
  const fake = show(<Approving carryOut={carryOut} />)
  fireEvent.click(screen.getByRole('button', { name: '批准' }))
  await screen.findByText('1234 5678')
  expect(fake.inputsOf('app:approval:ask-challenge')).toEqual([{ body: operation }])
  await answer('24681357')
  await waitFor(() =>
    expect(carryOut).toHaveBeenCalledWith({ challengeId: '7d4f2c1e-8a3b-4c5d-9e6f-0a1b2c3d4e5f', code: '24681357' }),
  )
  await waitFor(() => expect(screen.queryByText('1234 5678')).toBeNull())
})

test('a refused signature says so and asks with a new challenge', async () => {
  const carryOut = () => Promise.reject(new AppError('signature-refused', 'No.'))
  show(<Approving carryOut={carryOut} />)
  fireEvent.click(screen.getByRole('button', { name: '批准' }))
  await screen.findByText('1234 5678')
  await answer('11111111')
  await screen.findByText('签名码不正确')
  await screen.findByText('8765 4321')
})

test('a code that is no code is not sent', async () => {
  const carryOut = vi.fn(async () => undefined)
  show(<Approving carryOut={carryOut} />)
  fireEvent.click(screen.getByRole('button', { name: '批准' }))
  await screen.findByText('1234 5678')
  await answer('12')
  await screen.findByText('签名码为 6–10 位数字')
  expect(carryOut).not.toHaveBeenCalled()
})

test('a table shows the rows that hold what was typed, counts them, and says when none does', async () => {
  const rows = [{ name: '金鸡湖网点' }, { name: '苏州分行' }]
  show(
    <DataTable
      rows={rows}
      rowKey={({ name }) => name}
      textOf={({ name }) => name}
      columns={[{ key: 'name', title: '机构', dataIndex: 'name' }]}
    />,
  )
  expect(screen.getByText('共 2 条')).toBeTruthy()
  fireEvent.change(screen.getByLabelText('筛选'), { target: { value: '苏州' } })
  await screen.findByText('显示 1 / 2 条')
  expect(screen.queryByText('金鸡湖网点')).toBeNull()
  fireEvent.change(screen.getByLabelText('筛选'), { target: { value: '上海' } })
  await screen.findByText('没有符合筛选的记录')
})
