import { afterAll, beforeAll, expect, test } from 'vitest'
import { startTestService, type TestService } from '#test/support/service.ts'

let service: TestService
beforeAll(async () => {
  service = await startTestService()
})
afterAll(() => service.stop())

test.each([
  { why: 'itself', code: '10320501', root: '10320501', isWithin: true },
  { why: 'a child', code: '1032050101', root: '10320501', isWithin: true },
  { why: 'four levels below', code: '1032050101', root: '100000', isWithin: true },
  { why: 'its parent', code: '103205', root: '10320501', isWithin: false },
  { why: 'another province', code: '103100', root: '103200', isWithin: false },
  { why: 'one whose code only begins alike', code: '103205', root: '10320', isWithin: false },
  { why: 'one that does not exist', code: '999999', root: '100000', isWithin: false },
])('from $root one sees $why: $isWithin', async ({ code, root, isWithin }) => {
  expect(await service.services.institutions.isWithin(service.database, code, root)).toBe(isWithin)
})

test('outside the subtree and unknown are refused alike', async () => {
  const caller = { user: { institution: '103205' } }
  const refusals = await Promise.all(
    ['103100', '999999'].map((code) =>
      service.services.institutions
        .requireWithin(service.database, code, caller)
        .catch((error: Error) => error.message),
    ),
  )
  expect(refusals[0]).toBeTypeOf('string')
  expect(refusals[0]).toBe(refusals[1])
})
