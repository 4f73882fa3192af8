import { afterAll, beforeAll, expect, test } from 'vitest'
import { getCalendarYear, postCalendarYear } from '#contract/http/calendar.ts'
import { aStaffMember } from '#test/support/officer.ts'
import { startTestService, type TestService } from '#test/support/service.ts'

let service: TestService
let headOffice: Awaited<ReturnType<typeof aStaffMember>>
beforeAll(async () => {
  service = await startTestService()
  headOffice = await aStaffMember(service, 'E40001')
})
afterAll(() => service.stop())

const params = { year: 2027 }
const springFestival = { day: '2027-02-08', kind: 'rest', name: '春节' }
const makeUp = { day: '2027-02-13', kind: 'work', name: '春节' }

async function kindOf(day: string) {
  return (await service.services.calendar.dayOf(service.database, day)).kind
}

test('in November head office is told that the next year is not published', async () => {
  const { body } = await headOffice.call(getCalendarYear, { params })
  expect(body).toMatchObject({ published: null, publication: null, missingYears: [2027] })
  expect((await headOffice.call(getCalendarYear, { params: { year: 2026 } })).body.publication).toEqual({
    by: null,
    at: null,
  })
})

test('a published year decides its days from then on, and is an entry of the log', async () => {
  expect([await kindOf('2027-02-08'), await kindOf('2027-02-13')]).toEqual(['unknown', 'rest'])
  const body = { year: 2027, exceptions: [makeUp, springFestival] }
  const answer = await headOffice.call(postCalendarYear, { params, body })
  expect(answer.body).toMatchObject({ published: { exceptions: [springFestival, makeUp] }, missingYears: [] })
  expect([await kindOf('2027-02-08'), await kindOf('2027-02-13'), await kindOf('2027-02-09')]).toEqual([
    'rest',
    'work',
    'work',
  ])
  expect((await service.entries()).at(-1)).toMatchObject({
    kind: 'calendar.published',
    employeeId: 'E40001',
    object: '2027',
    facts: { version: 1, days: ['2027-02-08 rest', '2027-02-13 work'] },
  })
})

test('published anew, the newest version counts', async () => {
  await headOffice.call(postCalendarYear, { params, body: { year: 2027, exceptions: [springFestival] } })
  expect(await kindOf('2027-02-13')).toBe('rest')
})

test.each([
  { why: 'a day of another year', exceptions: [{ ...springFestival, day: '2028-02-08' }] },
  { why: 'a day twice', exceptions: [springFestival, springFestival] },
  { why: 'a weekday that works anyway', exceptions: [{ ...springFestival, kind: 'work' }] },
  { why: 'a Saturday that rests anyway', exceptions: [{ ...makeUp, kind: 'rest' }] },
])('$why is refused and nothing is published', async ({ exceptions }) => {
  const before = (await headOffice.call(getCalendarYear, { params })).body.published
  expect((await headOffice.call(postCalendarYear, { params, body: { year: 2027, exceptions } })).status).toBe(400)
  expect((await headOffice.call(getCalendarYear, { params })).body.published).toEqual(before)
})

test('only head office publishes', async () => {
  const administrator = await aStaffMember(service, 'E20001')
  const body = { year: 2027, exceptions: [] }
  expect((await administrator.call(postCalendarYear, { params, body })).status).toBe(403)
})
