import { afterAll, beforeAll, expect, test } from 'vitest'
import { getSession } from '#contract/http/identity.ts'
import {
  getHolders,
  getInstitutions,
  postInstitution,
  postInstitutionClosure,
  postInstitutionMerger,
} from '#contract/http/institution.ts'
import { closureOperation, mergerOperation } from '#contract/institution.ts'
import { assignDuty } from '#test/support/duties.ts'
import { anOfficer, aStaffMember, sign } from '#test/support/officer.ts'
import { startTestService, type TestService } from '#test/support/service.ts'

let service: TestService
let headOffice: Awaited<ReturnType<typeof aStaffMember>>
beforeAll(async () => {
  service = await startTestService()
  headOffice = await aStaffMember(service, 'E40001')
})
afterAll(() => service.stop())

const outlet = { code: '1032050102', name: '示范银行独墅湖网点', parent: '10320501', level: 'outlet', region: '320571' }

async function merge(code: string, successor: string) {
  const signature = await sign(service, headOffice, mergerOperation(code, successor))
  return headOffice.call(postInstitutionMerger, { params: { code }, body: { successor, signature } })
}

async function close(code: string) {
  const signature = await sign(service, headOffice, closureOperation(code))
  return headOffice.call(postInstitutionClosure, { params: { code }, body: { signature } })
}

test('head office opens an institution, once, and the log names it', async () => {
  expect((await headOffice.call(postInstitution, { body: outlet })).status).toBe(200)
  expect((await service.entries()).at(-1)).toMatchObject({ kind: 'institution.opened', object: '1032050102' })
  expect((await headOffice.call(postInstitution, { body: outlet })).status).toBe(409)
  const { body } = await headOffice.call(getInstitutions)
  expect(body.find(({ code }) => code === outlet.code)).toMatchObject({ openedOn: '2026-11-25', parent: '10320501' })
})

test.each([
  { why: 'below an outlet', change: { code: '103205010201', parent: '1032050101' }, status: 400 },
  { why: 'above its own level', change: { code: '103206', level: 'province', parent: '103205' }, status: 400 },
  { why: 'in a province that is none', change: { code: '103207', region: '990101' }, status: 400 },
  { why: 'below an unknown one', change: { code: '103208', parent: '888888' }, status: 404 },
])('an institution is not opened $why', async ({ change, status }) => {
  expect((await headOffice.call(postInstitution, { body: { ...outlet, ...change } })).status).toBe(status)
})

test('an institution with people is not closed; an empty one is, and nothing is opened below it any more', async () => {
  expect((await close('1032050101')).body).toMatchObject({ code: 'institution-in-use' })
  expect((await close(outlet.code)).status).toBe(200)
  expect((await service.entries()).at(-1)).toMatchObject({ kind: 'institution.closed', object: outlet.code })
  expect((await close(outlet.code)).body).toMatchObject({ code: 'institution-closed' })
})

test('a signature for one successor merges into no other one', async () => {
  const signature = await sign(service, headOffice, mergerOperation('1032050101', '103100'))
  const body = { successor: '10320501', signature }
  const answer = await headOffice.call(postInstitutionMerger, { params: { code: '1032050101' }, body })
  expect(answer.body).toMatchObject({ code: 'signature-refused' })
})

test.each([
  { why: 'itself', code: '103205', successor: '103205' },
  { why: 'an institution below it', code: '103205', successor: '10320501' },
  { why: 'one that cannot stand above its institutions', code: '103205', successor: '1032050101' },
])('an institution is not merged into $why', async ({ code, successor }) => {
  expect((await merge(code, successor)).body).toMatchObject({ code: 'invalid-input', fields: ['successor'] })
})

test('an administrator below head office merges nothing', async () => {
  const administrator = await aStaffMember(service, 'E20002')
  const body = { successor: '103205', signature: { challengeId: crypto.randomUUID(), code: '123456' } }
  const answer = await administrator.call(postInstitutionMerger, { params: { code: '10320501' }, body })
  expect(answer.status).toBe(403)
})

test('people, workstations and businesses move to the successor, history and past holders stay', async () => {
  const officer = await anOfficer(service)
  const duty = { institution: '10320501', class: 'management', employeeId: 'E20002', startsOn: '2026-01-01' } as const
  await assignDuty(headOffice, duty)
  await service.database`update app_user set opened_at = '2026-01-05'`

  expect((await merge('10320501', '103205')).status).toBe(200)
  const { body: tree } = await headOffice.call(getInstitutions)
  expect(tree.find(({ code }) => code === '10320501')).toMatchObject({ closedOn: '2026-11-25', successor: '103205' })
  expect(tree.find(({ code }) => code === '1032050101')).toMatchObject({ parent: '103205' })

  expect((await merge('1032050101', '103205')).status).toBe(200)
  expect((await officer.call(getSession)).body).toMatchObject({ user: { institution: { code: '103205' } } })
  const [business] = await service.database`
    select institution_code from business where reference = 'LA-2026-000318'`
  expect(business?.['institution_code']).toBe('103205')

  const before = await headOffice.call(getHolders, { params: { code: '1032050101', day: '2026-11-24' } })
  expect(before.body.map(({ code }) => code)).toEqual(['1032050101', '10320501', '103205', '103200', '100000'])
  expect(before.body[0]?.holders.map(({ employeeId }) => employeeId)).toContain('E10017')
  expect(before.body[1]?.holders).toMatchObject([{ class: 'management', employeeId: 'E20002' }])
})

test('an administrator whose institution was merged has no rights in the successor until they are adjusted', async () => {
  const [user] = await service.database`
    select rights_until <= ${service.now()} as rests, moved_on::text as day from app_user where employee_id = 'E20001'`
  expect(user).toMatchObject({ rests: true, day: '2026-11-25' })
})
