import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import type { SessionCaller } from '#central/caller.ts'
import { inTransaction } from '#central/database/database.ts'
import type { DeductionCategory } from '#contract/deduction.ts'
import { getAllowance } from '#contract/http/query.ts'
import { getOwnScore, getUserScore } from '#contract/http/score.ts'
import { anOfficer, aStaffMember } from '#test/support/officer.ts'
import { aWorkingMorning, startTestService, type TestService } from '#test/support/service.ts'
import { sessionCaller } from '#test/support/session-caller.ts'

const officer = 'E10017'
let service: TestService
let caller: SessionCaller
beforeAll(async () => {
  service = await startTestService()
  caller = await sessionCaller(service, 'E20001')
})
afterAll(() => service.stop())

/** An officer with a clean ledger, on another day: rows of a ledger cannot be taken out. */
let year = 2026
beforeEach(async () => {
  year += 1
  service.travelTo(new Date(aWorkingMorning.getTime() + (year - 2026) * 365 * 86_400_000))
  await service.database`delete from suspension`
  await service.database`update app_user set status = 'active', grade = 'A'`
})

function deduct(category: DeductionCategory, { user = officer, incident = randomUUID() } = {}) {
  return inTransaction(service.database, (tx) =>
    service.services.scores.deduct(tx, { user, category, incident, caller }),
  )
}

async function standing(employeeId = officer) {
  const [row] = await service.database`select status, grade from app_user where employee_id = ${employeeId}`
  const causes = await service.database`
    select cause from suspension join app_user on app_user.id = user_id
     where employee_id = ${employeeId} and ended_at is null order by cause`
  return { ...row, causes: causes.map(({ cause }) => cause as string) }
}

test('points follow the category, and the grade follows the points in the same transaction', async () => {
  expect(await deduct('consent-missing')).toEqual({ points: 90, grade: 'A' })
  expect(await deduct('minor')).toEqual({ points: 89, grade: 'B' })
  expect(await standing()).toEqual({ status: 'active', grade: 'B', causes: [] })
  const kinds = (await service.entries()).slice(-3).map(({ kind, facts }) => [kind, facts['left'] ?? facts['to']])
  expect(kinds).toEqual([
    ['score.deducted', 90],
    ['score.deducted', 89],
    ['user.grade-changed', 'B'],
  ])
})

test('a deduction whose transaction fails leaves neither points nor an entry', async () => {
  const before = (await service.entries()).length
  const failing = inTransaction(service.database, async (tx) => {
    await service.services.scores.deduct(tx, { user: officer, category: 'id-lent', incident: randomUUID(), caller })
    throw new Error('The rest failed.')
  })
  await expect(failing).rejects.toThrow('The rest failed.')
  expect((await service.entries()).length).toBe(before)
  expect(await deduct('minor')).toMatchObject({ points: 99 })
})

test('deductions at the same moment are all counted', async () => {
  await Promise.all(Array.from({ length: 20 }, () => deduct('minor')))
  expect(await deduct('minor')).toEqual({ points: 79, grade: 'B' })
})

test('one incident costs a user once, however often it is told', async () => {
  const incident = randomUUID()
  await Promise.all(Array.from({ length: 5 }, () => deduct('consent-missing', { incident })))
  expect(await deduct('consent-missing', { incident })).toMatchObject({ points: 90 })
})

test('grade C suspends at once and ends the session', async () => {
  const device = await anOfficer(service, officer)
  expect((await device.call(getAllowance)).status).toBe(200)
  await deduct('id-lent')
  expect((await device.call(getAllowance)).status).toBe(200)
  await deduct('minor')
  expect((await device.call(getAllowance)).body).toMatchObject({ code: 'session-ended' })
  expect(await standing()).toEqual({ status: 'suspended', grade: 'C', causes: ['grade-c'] })
})

test('a grave violation is grade C at once', async () => {
  expect(await deduct('grave')).toMatchObject({ grade: 'C' })
  expect(await standing()).toEqual({ status: 'suspended', grade: 'C', causes: ['grade-c'] })
})

test('who is stopped cannot escape a suspension by it', async () => {
  await service.database`update app_user set status = 'stopped' where employee_id = ${officer}`
  await deduct('grave')
  expect(await standing()).toEqual({ status: 'stopped', grade: 'C', causes: ['grade-c'] })
})

test('what an appeal gives back is a row of its own, and ends the suspension that has lost its ground', async () => {
  const incident = randomUUID()
  await deduct('id-lent', { incident })
  await deduct('minor')
  await inTransaction(service.database, (tx) => service.services.scores.reverse(tx, incident, caller))
  expect(await standing()).toEqual({ status: 'active', grade: 'A', causes: [] })
  const rows = await service.database`select kind, points from score_entry where incident_id = ${incident} order by id`
  expect(rows.map(({ kind, points }) => [kind, points])).toEqual([
    ['deduction', 25],
    ['reversal', 25],
  ])
  await inTransaction(service.database, (tx) => service.services.scores.reverse(tx, incident, caller))
  expect(await deduct('minor')).toMatchObject({ points: 98 })
})

test('what an appeal gives back frees nobody who is suspended for something else as well', async () => {
  const incident = randomUUID()
  await deduct('grave', { incident })
  const [user] = await service.database`select id from app_user where employee_id = ${officer}`
  await service.database`
    insert into suspension (id, user_id, cause, since) values (gen_random_uuid(), ${user?.['id']}, 'locked', now())`
  await inTransaction(service.database, (tx) => service.services.scores.reverse(tx, incident, caller))
  expect(await standing()).toEqual({ status: 'suspended', grade: 'A', causes: ['locked'] })
})

test('a user reads his own points and how they came; an administrator those of his subtree only', async () => {
  const incident = randomUUID()
  await deduct('id-lent', { incident })
  await inTransaction(service.database, (tx) => service.services.scores.reverse(tx, incident, caller))
  await deduct('consent-missing')
  const { body } = await (await anOfficer(service, officer)).call(getOwnScore)
  expect(body).toMatchObject({ employeeId: officer, year, points: 90, grade: 'A', nextYearOn: `${year + 1}-01-01` })
  expect(body.rows.slice(0, 3)).toMatchObject([
    { kind: 'deduction', category: 'consent-missing', points: 10, counts: true, by: 'E20001' },
    { kind: 'reversal', category: 'id-lent', points: 25, counts: true },
    { kind: 'deduction', category: 'id-lent', points: 25, counts: false, incident },
  ])
  await service.database`update app_user set rights_until = '2100-01-01'`
  const ofSubBranch = await aStaffMember(service, 'E20002')
  expect((await ofSubBranch.call(getUserScore, { params: { employeeId: officer } })).body.rows).toEqual(body.rows)
  const ofOutlet = await aStaffMember(service, 'E20001')
  expect((await ofOutlet.call(getUserScore, { params: { employeeId: 'E20002' } })).status).toBe(404)
})

test.each(['update score_entry set points = 0', 'delete from score_entry', 'truncate score_entry'])(
  'the ledger refuses: %s',
  async (statement) => {
    await deduct('minor')
    await expect(service.database.unsafe(statement)).rejects.toThrow(/written once/)
  },
)

test('the year turns at midnight in Shanghai: a B is an A again, and a new year frees nobody who is suspended', async () => {
  service.travelTo(new Date(`${year}-12-31T23:59:59+08:00`))
  await deduct('consent-missing')
  await deduct('minor')
  await deduct('grave', { user: 'E10023' })
  service.travelTo(new Date(`${year + 1}-01-01T00:00:00+08:00`))
  expect(await service.services.scores.runDue()).toBe(1)
  expect(await standing()).toEqual({ status: 'active', grade: 'A', causes: [] })
  expect(await standing('E10023')).toEqual({ status: 'suspended', grade: 'C', causes: ['grade-c'] })
  await deduct('minor', { user: 'E10023' })
  expect(await standing('E10023')).toEqual({ status: 'suspended', grade: 'C', causes: ['grade-c'] })
  expect(await service.services.scores.runDue()).toBe(0)
})

test('last year’s points given back do not end a suspension of this year', async () => {
  const incident = randomUUID()
  service.travelTo(new Date(`${year}-12-30T10:00:00+08:00`))
  await deduct('minor', { incident })
  service.travelTo(new Date(`${year + 1}-01-04T10:00:00+08:00`))
  await deduct('grave')
  await inTransaction(service.database, (tx) => service.services.scores.reverse(tx, incident, caller))
  expect(await standing()).toEqual({ status: 'suspended', grade: 'C', causes: ['grade-c'] })
})
