import { expect, test } from 'vitest'
import type { LogFields } from '#main/log.ts'
import { aLog } from '#test/support/client-parts.ts'

test('a field nobody listed is not written', () => {
  const { log, text } = aLog()
  log.write('tried', { ms: 3, employeeId: 'E20481' } as LogFields)
  expect(text()).toContain('"ms":3')
  expect(text()).not.toContain('E20481')
})

test('an error is logged by type and call sites, never by message', () => {
  const { log, lines, text } = aLog()
  log.unexpected('failed', new RangeError('李明的密码\n at a made-up place'))
  expect(lines[0]).toMatchObject({ event: 'failed', errorType: 'RangeError' })
  expect(text()).not.toContain('李明')
})

test('what is no error is logged by its type', () => {
  const { log, lines } = aLog()
  log.unexpected('failed', 'password: 12345678')
  expect(lines[0]).toMatchObject({ errorType: 'string' })
  expect(JSON.stringify(lines)).not.toContain('12345678')
})
