import { afterAll, beforeAll, expect, test } from 'vitest'
import { getInstitutions } from '#contract/http/institution.ts'
import { getAllowance } from '#contract/http/query.ts'
import { postStaffFeed, postStaffFeedTrial } from '#contract/http/staff.ts'
import { assignDuty } from '#test/support/duties.ts'
import { anOfficer, aStaffMember } from '#test/support/officer.ts'
import { startTestService, type TestService } from '#test/support/service.ts'

let service: TestService
let headOffice: Awaited<ReturnType<typeof aStaffMember>>
beforeAll(async () => {
  service = await startTestService()
  headOffice = await aStaffMember(service, 'E40001')
})
afterAll(() => service.stop())

function feed(...rows: string[]): string {
  return Buffer.from(`统一认证号,姓名,机构编码,状态,生效日期\n${rows.join('\n')}\n`).toString('base64')
}

const tryOut = (content: string) => headOffice.call(postStaffFeedTrial, { body: { content } })

async function apply(content: string) {
  const { body } = await tryOut(content)
  return headOffice.call(postStaffFeed, { body: { content, planHash: body.planHash } })
}

test('a trial says what would change, lists bad rows and changes nothing', async () => {
  const content = feed(
    'E70001,江雨桐,1032050101,在职,2026-11-24',
    'E70002,无机构,555555,在职,',
    'E10023,陈立,1032050101,在职,',
  )
  const { body } = await tryOut(content)
  expect(body).toMatchObject({
    changes: [{ line: 2, kind: 'join', employeeId: 'E70001' }],
    unchanged: 1,
    badRows: [{ line: 3, problem: 'institution-unknown' }],
  })
  expect(await service.database`select 1 from employee where employee_id = 'E70001'`).toHaveLength(0)
})

test('good rows are kept, and the same file a second time changes nothing', async () => {
  const content = feed('E70003,顾清,1032050101,在职,2026-11-24', '???')
  expect((await apply(content)).body).toEqual({ applied: 1 })
  expect((await service.entries()).slice(-2)).toMatchObject([
    { kind: 'staff.changed', object: 'E70003', facts: { change: 'join' } },
    { kind: 'staff.imported', facts: { applied: 1, badRows: 1 } },
  ])
  expect((await tryOut(content)).body).toMatchObject({ changes: [], unchanged: 1 })
  expect((await apply(content)).body).toEqual({ applied: 0 })
})

test('what changed since the trial is not applied', async () => {
  const content = feed('E70004,苏禾,1032050101,在职,')
  const { body } = await tryOut(content)
  await apply(feed('E70004,苏禾,10320501,在职,'))
  const answer = await headOffice.call(postStaffFeed, { body: { content, planHash: body.planHash } })
  expect(answer.body).toMatchObject({ code: 'conflict' })
})

test("a leaver's user is stopped, his session ends and his duties too", async () => {
  const leaver = await anOfficer(service, 'E10023')
  const duty = { institution: '1032050101', class: 'direct', employeeId: 'E10023', startsOn: '2026-11-01' } as const
  await assignDuty(headOffice, duty)
  await apply(feed('E10023,陈立,1032050101,离职,2026-11-25'))
  expect((await leaver.call(getAllowance)).body).toMatchObject({ code: 'session-ended' })
  const [user] =
    await service.database`select status, stopped_at is not null as told from app_user where employee_id = 'E10023'`
  expect(user).toEqual({ status: 'stopped', told: true })
  const { body } = await headOffice.call(getInstitutions)
  expect(body.find(({ code }) => code === '1032050101')?.vacancies).toContain('direct')
  expect((await service.entries()).map(({ kind, facts }) => [kind, facts['reason']])).toContainEqual([
    'session.ended',
    'employee-left',
  ])
})

test("a mover's session ends and his rights rest from that day", async () => {
  const mover = await anOfficer(service, 'E10017')
  await apply(feed('E10017,周敏,10320501,在职,2026-11-25'))
  expect((await mover.call(getAllowance)).body).toMatchObject({ code: 'session-ended' })
  const [user] = await service.database`
    select status, moved_on::text as day, rights_until <= ${service.now()} as rests from app_user where employee_id = 'E10017'`
  expect(user).toEqual({ status: 'active', day: '2026-11-25', rests: true })
})

test('an administrator below head office imports nothing', async () => {
  const administrator = await aStaffMember(service, 'E20002')
  expect((await administrator.call(postStaffFeedTrial, { body: { content: feed() } })).status).toBe(403)
})
