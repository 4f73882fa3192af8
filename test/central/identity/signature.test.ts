import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { SessionCaller } from '#central/caller.ts'
import { challengeQuestion, operationHash, signingCodes } from '#central/identity/operation-challenge.ts'
import type { Operation } from '#contract/approval.ts'
import { postChallenge } from '#contract/http/approval.ts'
import { signingCode } from '#test/support/device.ts'
import { anOfficer, aStaffMember, sign } from '#test/support/officer.ts'
import { startTestService, type TestService } from '#test/support/service.ts'

const operation: Operation = {
  action: 'workstation.approve',
  object: 'JJH-007',
  facts: { addresses: ['10.32.5.7'], factors: 4 },
}

let service: TestService
let administrator: Awaited<ReturnType<typeof aStaffMember>>
let caller: SessionCaller
beforeAll(async () => {
  service = await startTestService()
  administrator = await aStaffMember(service, 'E20001')
  caller = await callerOf(administrator.token ?? '')
})
afterAll(() => service.stop())

/** The administrator as routes see him. */
async function callerOf(token: string): Promise<SessionCaller> {
  const peer = { address: '127.0.0.1', deviceThumbprint: administrator.thumbprint, publicKey: administrator.jwk }
  return service.services.sessions.resume(token, await service.services.workstations.identify(peer))
}

async function challengeFor(wanted: Operation) {
  const { body } = await administrator.call(postChallenge, { body: wanted })
  return body
}

function answer(question: string): string {
  return signingCode(service, administrator.employeeId, question)
}

test('a right code signs the operation once, and the log names action and object', async () => {
  const signature = await sign(service, administrator, operation)
  const id = signature.challengeId
  expect(await service.services.signatures.confirm(operation, signature, caller)).toBe(id)
  const [signed] = (await service.entries()).filter(({ kind }) => kind === 'operation.signed')
  expect(signed).toMatchObject({ object: 'JJH-007', facts: { action: 'workstation.approve', challenge: id } })

  await expect(service.services.signatures.confirm(operation, signature, caller)).rejects.toMatchObject({
    code: 'signature-refused',
  })
})

test.each([
  { why: 'another object', changed: { object: 'JJH-008' } },
  { why: 'one address more', changed: { facts: { ...operation.facts, addresses: ['10.32.5.7', '0.0.0.0/0'] } } },
  { why: 'a fact left out', changed: { facts: { addresses: ['10.32.5.7'] } } },
])('a code for one operation is worth nothing for $why', async ({ changed }) => {
  const { id, question } = await challengeFor(operation)
  const signature = { challengeId: id, code: answer(question) }
  const attempt = service.services.signatures.confirm({ ...operation, ...changed }, signature, caller)
  await expect(attempt).rejects.toMatchObject({ code: 'signature-refused' })
  expect((await service.entries()).at(-1)?.facts).toMatchObject({ reason: 'other-operation' })
})

test('of twenty submissions of one signature at once exactly one goes through', async () => {
  const { id, question } = await challengeFor(operation)
  const signature = { challengeId: id, code: answer(question) }
  const attempts = await Promise.allSettled(
    Array.from({ length: 20 }, () => service.services.signatures.confirm(operation, signature, caller)),
  )
  expect(attempts.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
})

test('a challenge is over after five minutes', async () => {
  const { id, question } = await challengeFor(operation)
  service.travelTo(new Date(service.now().getTime() + 5 * 60_000))
  const signature = { challengeId: id, code: answer(question) }
  await expect(service.services.signatures.confirm(operation, signature, caller)).rejects.toMatchObject({
    code: 'signature-refused',
  })
  expect((await service.entries()).at(-1)?.facts).toMatchObject({ reason: 'too-old' })
})

test('wrong codes count as guesses at the user, and the third ends the challenge', async () => {
  const { id, question } = await challengeFor(operation)
  const right = answer(question)
  const wrong = String((Number(right) + 1) % 10 ** 8).padStart(8, '0')
  for (const code of [wrong, wrong, wrong, right]) {
    const attempt = service.services.signatures.confirm(operation, { challengeId: id, code }, caller)
    await expect(attempt).rejects.toMatchObject({ code: 'signature-refused' })
  }
  const refused = (await service.entries()).filter(({ kind }) => kind === 'operation.refused').slice(-4)
  expect(refused.map(({ facts }) => facts['reason'])).toEqual(['wrong-code', 'wrong-code', 'wrong-code', 'too-many'])
  const [user] = await service.database`select failed_count from app_user where employee_id = 'E20001'`
  expect(user?.['failed_count']).toBe(3)
})

test('an officer gets no challenge, and the attempt is an entry of the log', async () => {
  const officer = await anOfficer(service)
  expect((await officer.call(postChallenge, { body: operation })).status).toBe(403)
  expect((await service.entries()).at(-1)).toMatchObject({
    kind: 'access.refused',
    employeeId: 'E10017',
    object: '/challenges',
  })
})

const anOperation = fc.record({
  action: fc.constant('workstation.approve' as const),
  object: fc.string({ minLength: 1, maxLength: 80 }),
  facts: fc.dictionary(
    fc.string({ maxLength: 40 }),
    fc.oneof(fc.string({ maxLength: 200 }), fc.integer(), fc.boolean()),
  ),
})
const made = { id: '3f0c6f0e-3c76-4f5c-8d52-2b8f8a9b1c11', expiresAt: new Date('2026-11-25T02:05:00Z') }

test('two operations that differ have different hashes, and questions of eight digits that do not begin with zero', () => {
  fc.assert(
    fc.property(anOperation, anOperation, (a, b) => {
      fc.pre(JSON.stringify(a) !== JSON.stringify(b))
      expect(operationHash(a).equals(operationHash(b))).toBe(JSON.stringify(sorted(a)) === JSON.stringify(sorted(b)))
      expect(challengeQuestion(a, made)).toMatch(/^[1-9]\d{7}$/)
    }),
  )
})

test('the order in which facts are given does not matter', () => {
  const { facts } = operation
  const turned = { ...operation, facts: Object.fromEntries(Object.entries(facts).reverse()) }
  expect(operationHash(turned).equals(operationHash(operation))).toBe(true)
})

test.each(['gmt-2012-sm3', 'gmt-2012-sm4', 'gmt-2023-hmac-sm3'] as const)(
  'a %s token answers a challenge too, and another challenge with other codes',
  (profile) => {
    const token = { seed: Buffer.alloc(20, 7), profile, suite: null, digits: 8, periodSeconds: 60, driftSteps: 0 }
    const now = new Date('2026-11-25T02:00:00Z')
    const codes = signingCodes(token, '12345678', now)
    expect(codes).toHaveLength(3)
    expect(signingCodes(token, '12345679', now).filter((code) => codes.includes(code))).toEqual([])
  },
)

function sorted(value: Operation): unknown {
  return { ...value, facts: Object.fromEntries(Object.entries(value.facts).sort(([a], [b]) => (a < b ? -1 : 1))) }
}
