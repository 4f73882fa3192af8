import { expect, test } from 'vitest'
import { createDeviceReport } from '#main/binding/device-report.ts'

function aFile(kept: unknown = {}) {
  let content = kept
  return {
    read: () => content,
    write: (value: Record<string, unknown>) => {
      content = value
    },
  }
}
const factors = async () => ({ machine: ['a'.repeat(64)] })

test('each report carries a larger number than the one before, also after a new start', async () => {
  const file = aFile()
  const [first, second] = [await createDeviceReport({ factors, file })(), await createDeviceReport({ factors, file })()]
  expect([first.counter, second.counter]).toEqual([1, 2])
  expect(second.factors).toEqual({ machine: ['a'.repeat(64)] })
})

test('the number is kept before it is sent', async () => {
  const file = aFile({ counter: 7 })
  const reading = createDeviceReport({ factors, file })()
  await reading
  expect(file.read()).toEqual({ counter: 8 })
})

test('a damaged file begins anew, which the service will notice', async () => {
  const report = createDeviceReport({ factors, file: aFile({ counter: 'many' }) })
  expect((await report()).counter).toBe(1)
})
