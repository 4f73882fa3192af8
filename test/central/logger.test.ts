import { expect, test } from 'vitest'
import { createLogger } from '#central/logger.ts'

function linesOf(write: (logger: ReturnType<typeof createLogger>) => void): Record<string, unknown>[] {
  const lines: string[] = []
  write(createLogger('debug', { write: (line) => void lines.push(line) }))
  return lines.map((line) => JSON.parse(line) as Record<string, unknown>)
}

test('only fields on the list are written', () => {
  const [line] = linesOf((logger) =>
    logger.info({ event: 'request', route: '/queries/:id', name: '沈嘉禾', idNumber: '320506198603140210' }),
  )
  expect(line).toMatchObject({ event: 'request', route: '/queries/:id' })
  expect(JSON.stringify(line)).not.toMatch(/沈嘉禾|320506/)
})

test('an error is written with its type and place, never with its message', () => {
  const error = new RangeError('invalid value 320506198603140210 for 沈嘉禾')
  const [line] = linesOf((logger) => logger.error({ event: 'request-failed', err: error }))
  expect(line).toMatchObject({
    err: { type: 'RangeError', at: [expect.stringContaining('logger.test.ts'), ...Array(5).fill(expect.any(String))] },
  })
  expect(JSON.stringify(line)).not.toMatch(/沈嘉禾|320506/)
})

test('the message of a line is ours or empty', () => {
  const lines = linesOf((logger) => {
    logger.error({ err: new Error('secret') })
    logger.warn({ event: 'x' }, 'the log could not be sequenced')
  })
  expect(lines.map(({ msg }) => msg)).toEqual(['', 'the log could not be sequenced'])
})
