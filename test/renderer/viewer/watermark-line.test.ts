import { expect, test } from 'vitest'
import { watermarkLine } from '#renderer/viewer/watermark-line.ts'

test('the mark names who, where and when, in the time of Shanghai', () => {
  const line = watermarkLine({
    employeeId: 'E20481',
    name: '李明',
    workstationNumber: 'WS-0007',
    address: '10.1.2.3',
    openedAt: '2026-11-23T18:05:00.000Z',
  })
  expect(line).toBe('E20481  李明  WS-0007  10.1.2.3  2026-11-24 02:05')
})
