import { afterAll, beforeAll, expect, test } from 'vitest'
import { getDuties, getHolders, getInstitutions, postDuty, postDutyEnding } from '#contract/http/institution.ts'
import { assignDuty } from '#test/support/duties.ts'
import { aStaffMember } from '#test/support/officer.ts'
import { startTestService, type TestService } from '#test/support/service.ts'

type Administrator = Awaited<ReturnType<typeof aStaffMember>>

let service: TestService
let ofOutlet: Administrator
let ofSubBranch: Administrator
let ofHeadOffice: Administrator
beforeAll(async () => {
  service = await startTestService()
  ofOutlet = await aStaffMember(service, 'E20001')
  ofSubBranch = await aStaffMember(service, 'E20002')
  ofHeadOffice = await aStaffMember(service, 'E40001')
})
afterAll(() => service.stop())

async function vacanciesSeenBy(administrator: Administrator, code: string) {
  const { body } = await administrator.call(getInstitutions)
  return body.find((institution) => institution.code === code)?.vacancies
}

test('an administrator sees his own subtree and nothing else', async () => {
  const { body } = await ofSubBranch.call(getInstitutions)
  expect(body.map(({ code }) => code)).toEqual(['10320501', '1032050101'])
})

test('a class that somebody holds today is no vacancy any more, and the level above sees that too', async () => {
  const outlet = '1032050101'
  expect(await vacanciesSeenBy(ofOutlet, outlet)).toEqual(['leading-group-head', 'leadership', 'management', 'direct'])
  const { answer, id, body } = await assignDuty(ofOutlet, {
    institution: outlet,
    class: 'direct',
    employeeId: 'E20001',
    startsOn: '2026-11-01',
  })
  expect(answer.status).toBe(200)
  expect(await vacanciesSeenBy(ofHeadOffice, outlet)).toEqual(['leading-group-head', 'leadership', 'management'])
  expect((await service.entries()).at(-1)).toMatchObject({
    kind: 'duty.assigned',
    object: id,
    facts: { class: 'direct', employee: 'E20001', letter: body.letter.sha256 },
  })
  expect((await ofOutlet.call(postDuty, { body })).status).toBe(200)
  expect((await ofOutlet.call(getDuties, { params: { code: outlet } })).body).toHaveLength(1)
})

test('a term that begins tomorrow leaves the class vacant today', async () => {
  const tomorrow = {
    institution: '1032050101',
    class: 'leadership',
    employeeId: 'E20002',
    startsOn: '2026-11-26',
  } as const
  expect((await assignDuty(ofOutlet, tomorrow)).answer.status).toBe(200)
  expect(await vacanciesSeenBy(ofOutlet, '1032050101')).toContain('leadership')
})

test.each([
  { why: 'an institution above the own one', institution: '10320501', employeeId: 'E20001', status: 404 },
  { why: 'somebody of another branch', institution: '1032050101', employeeId: 'E10031', status: 409 },
  { why: 'nobody of the bank', institution: '1032050101', employeeId: 'E99999', status: 409 },
])('a duty for $why is refused', async ({ institution, employeeId, status }) => {
  const { answer } = await assignDuty(ofOutlet, {
    institution,
    class: 'management',
    employeeId,
    startsOn: '2026-11-01',
  })
  expect(answer.status).toBe(status)
})

test('a letter is used for one duty only', async () => {
  const { body } = await assignDuty(ofOutlet, {
    institution: '1032050101',
    class: 'leading-group-member',
    employeeId: 'E20001',
    startsOn: '2026-11-01',
  })
  const again = { ...body, id: crypto.randomUUID(), class: 'leading-group-head' }
  expect((await ofOutlet.call(postDuty, { body: again })).body).toMatchObject({ code: 'conflict' })
})

test('holders of a day are those in term then, deputies and users too, up to head office', async () => {
  const held = await assignDuty(ofSubBranch, {
    institution: '10320501',
    class: 'management',
    employeeId: 'E20002',
    startsOn: '2026-06-01',
    endsOn: '2026-11-30',
  })
  await assignDuty(ofSubBranch, {
    institution: '10320501',
    class: 'management',
    employeeId: 'E40001',
    startsOn: '2026-11-10',
    endsOn: '2026-11-12',
    deputyOf: held.id,
  })
  await assignDuty(ofHeadOffice, {
    institution: '100000',
    class: 'leadership',
    employeeId: 'E40001',
    startsOn: '2026-01-01',
  })
  const on = async (day: string) => {
    const { body } = await ofOutlet.call(getHolders, { params: { code: '1032050101', day } })
    return Object.fromEntries(
      body.map(({ code, holders }) => [code, holders.map((one) => `${one.class} ${one.employeeId} ${one.by}`)]),
    )
  }
  expect(await on('2026-11-11')).toMatchObject({
    '10320501': ['management E20002 appointment', 'management E40001 deputy'],
    '103205': [],
    '103200': [],
    '100000': ['leadership E40001 appointment'],
  })
  expect((await on('2026-11-13'))['10320501']).toEqual(['management E20002 appointment'])
  expect((await on('2025-12-31'))['100000']).toEqual([])
  expect((await on('2026-11-25'))['1032050101']).toContain('first-direct E10017 use')
})

test('a duty ended today is held until the evening, and its deputies end with it', async () => {
  const duty = { institution: '103205', class: 'management', startsOn: '2026-11-01' } as const
  const held = await assignDuty(ofHeadOffice, { ...duty, employeeId: 'E40001' })
  const deputy = await assignDuty(ofHeadOffice, { ...duty, employeeId: 'E50001', deputyOf: held.id })
  const end = (endsOn: string) => ofHeadOffice.call(postDutyEnding, { params: { id: held.id }, body: { endsOn } })
  expect((await end('2026-11-24')).status).toBe(400)
  expect((await end('2026-11-25')).status).toBe(200)
  expect(await vacanciesSeenBy(ofHeadOffice, '103205')).not.toContain('management')
  const { body } = await ofHeadOffice.call(getDuties, { params: { code: '103205' } })
  expect(body.map(({ id, endsOn }) => [id, endsOn])).toEqual(
    expect.arrayContaining([held.id, deputy.id].map((id) => [id, '2026-11-25'])),
  )
})

test('an officer is told nothing of this', async () => {
  const officer = await aStaffMember(service, 'E10017')
  expect((await officer.call(getInstitutions)).status).toBe(403)
})
