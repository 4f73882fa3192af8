import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { postQuery } from '#contract/http/query.ts'
import { getToDoCounts } from '#contract/http/to-do.ts'
import {
  getCourses,
  getMyCourses,
  getTrainingOverview,
  getTrainingRoom,
  postCourse,
  postCourseWithdrawal,
  postTrainingAnswer,
  postTrainingHandIn,
  postTrainingPaper,
  postTrainingRoom,
  postTrainingRoomEnd,
  postTrainingSignIn,
  postWatched,
  postWatchingBegin,
} from '#contract/http/training.ts'
import { trainingVideos } from '#contract/training.ts'
import { importQuestionBank } from '#test/support/candidates.ts'
import { type Device, tokenCode } from '#test/support/device.ts'
import { anOfficer, aStaffMember, logIn } from '#test/support/officer.ts'
import { borrower, businessReference, registerConsent } from '#test/support/scans.ts'
import { startTestService, type TestService } from '#test/support/service.ts'

type Staff = Awaited<ReturnType<typeof aStaffMember>>

let service: TestService
let headOffice: Staff
let trainer: Staff
let officer: Device
const lengthSeconds = trainingVideos['consent-and-query'].seconds

beforeAll(async () => {
  service = await startTestService()
  // Users of long standing: nobody has time of his own.
  await service.database`update app_user set opened_at = '2025-01-01T00:00:00Z'`
  headOffice = await aStaffMember(service, 'E40001')
  await importQuestionBank(headOffice)
  trainer = await aStaffMember(service, 'E20002')
  officer = await anOfficer(service)
})
afterAll(() => service.stop())

const seconds = (count: number) => service.travelTo(new Date(service.now().getTime() + count * 1000))

async function aCourse(changes: Record<string, unknown> = {}) {
  await service.database`update training_course set withdrawn_at = now()`
  await logIn(service, headOffice, 'E40001')
  const id = randomUUID()
  const body = {
    ...{ id, year: 2026, title: '年度合规培训', topics: ['regulation', 'operation'], roles: ['query-officer'] },
    ...{ dueOn: '2026-12-20', isOnSite: false, video: null, hasTest: false, ...changes },
  }
  expect((await headOffice.call(postCourse, { body })).status).toBe(200)
  return id
}

async function mine(by: Device = officer, employeeId = 'E10017') {
  await logIn(service, by, employeeId)
  return (await by.call(getMyCourses)).body
}

async function watch(id: string, from: number, to: number) {
  return officer.call(postWatched, { params: { id }, body: { from, to } })
}

async function watchAll(id: string) {
  await officer.call(postWatchingBegin, { params: { id } })
  for (let at = 0; at < lengthSeconds; at += 12) {
    seconds(12)
    expect((await watch(id, at, at + 12)).status).toBe(200)
  }
}

test('a planned course is shown to those it is for, and only head office plans', async () => {
  const id = await aCourse({ video: 'consent-and-query' })
  expect(await mine()).toMatchObject([{ id, dueOn: '2026-12-20', daysLeft: 25, isDueSoon: true, isOverdue: false }])
  await logIn(service, trainer, 'E20002')
  expect((await trainer.call(getMyCourses)).body).toEqual([])
  expect((await trainer.call(postCourseWithdrawal, { params: { id } })).status).toBe(403)
  expect((await officer.call(getToDoCounts)).body.training).toBe(1)
})

test('a due date that has passed cannot be planned', async () => {
  const body = { ...{ id: randomUUID(), year: 2026, title: '过期', topics: ['regulation'], roles: ['query-officer'] } }
  const answer = await headOffice.call(postCourse, {
    body: { ...body, dueOn: '2026-11-01', isOnSite: true, video: null, hasTest: false },
  })
  expect(answer.body).toMatchObject({ code: 'invalid-input', fields: ['dueOn'] })
})

test('only watched seconds count, and what is impossible is refused and recorded', async () => {
  const id = await aCourse({ video: 'consent-and-query' })
  await mine()
  expect((await watch(id, 0, 5)).body).toMatchObject({ code: 'conflict' })
  await officer.call(postWatchingBegin, { params: { id } })
  expect((await watch(id, 0, 90)).status).toBe(409)
  seconds(10)
  expect((await watch(id, 0, 10)).body).toMatchObject({ upToSeconds: 10, isComplete: false })
  expect((await watch(id, 10, 20)).status).toBe(409)
  seconds(10)
  expect((await watch(id, 60, 70)).status).toBe(409)
  const refused = (await service.entries()).filter(({ kind }) => kind === 'training.watching-refused')
  expect(refused.map(({ facts }) => facts['reason'])).toEqual(['not-begun', 'too-long', 'too-fast', 'skipped-ahead'])
})

test('two players at once gain nothing: the time that passed is spent once', async () => {
  const id = await aCourse({ video: 'consent-and-query' })
  await mine()
  await officer.call(postWatchingBegin, { params: { id } })
  seconds(10)
  const answers = await Promise.all([watch(id, 0, 10), watch(id, 0, 10)])
  expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 409])
})

test('the test comes after the video, keeps answers away, and completes the course', async () => {
  const id = await aCourse({ video: 'consent-and-query', hasTest: true })
  expect((await mine())[0]?.test).toMatchObject({ isReady: false, isPassed: false })
  expect((await officer.call(postTrainingPaper, { params: { id } })).body).toMatchObject({ code: 'conflict' })
  await watchAll(id)
  await logIn(service, officer)
  const { body: paper } = await officer.call(postTrainingPaper, { params: { id } })
  expect(paper.questions).toHaveLength(6)
  expect(new Set(paper.questions.map(({ topic }) => topic))).toEqual(new Set(['regulation', 'operation']))
  expect(JSON.stringify(paper)).not.toContain('explanation')
  const again = await officer.call(postTrainingPaper, { params: { id } })
  expect(again.body.id).toBe(paper.id)

  const right = await service.database`
    select position, option_order, answer from training_paper_question join question on question.id = question_id
     where paper_id = ${paper.id}`
  for (const { position, option_order: order, answer } of right) {
    const chosen = (order as number[]).flatMap((place, at) => ((answer as number[]).includes(place) ? [at] : []))
    const params = { id: paper.id, position: Number(position) }
    expect((await officer.call(postTrainingAnswer, { params, body: { chosen } })).status).toBe(200)
  }
  const { body: result } = await officer.call(postTrainingHandIn, { params: { id: paper.id } })
  expect(result).toMatchObject({ score: 100, isPassed: true, mistakes: [] })
  expect(await mine()).toMatchObject([{ completedAt: expect.any(String), isDueSoon: false }])
  const kinds = (await service.entries()).filter(({ object }) => object === id).map(({ kind }) => kind)
  expect(kinds).toEqual(['training.planned', 'training.watched', 'training.completed'])
})

test('a failed test may be tried as often a day as the policy says', async () => {
  const id = await aCourse({ hasTest: true })
  await mine()
  for (const left of [2, 1, 0]) {
    const { body: paper } = await officer.call(postTrainingPaper, { params: { id } })
    expect((await officer.call(postTrainingHandIn, { params: { id: paper.id } })).body).toMatchObject({ score: 0 })
    expect((await officer.call(getMyCourses)).body[0]?.test).toMatchObject({ attemptsLeft: left, lastScore: 0 })
  }
  expect((await officer.call(postTrainingPaper, { params: { id } })).body).toMatchObject({ code: 'attempts-used-up' })
})

async function aRoom(courseId: string) {
  await logIn(service, trainer, 'E20002')
  const id = randomUUID()
  const { body } = await trainer.call(postTrainingRoom, { body: { id, courseId } })
  return { id, code: body.code ?? '' }
}

async function signIn(by: Device, employeeId: string, code: string, dynamicPassword = tokenCode(service, employeeId)) {
  return by.call(postTrainingSignIn, { body: { code, dynamicPassword } })
}

test('those in the room sign with its code and their own dynamic password, once', async () => {
  const courseId = await aCourse({ isOnSite: true })
  const room = await aRoom(courseId)
  await logIn(service, officer)
  expect((await signIn(officer, 'E10017', '000000' === room.code ? '000001' : '000000')).status).toBe(404)
  expect((await signIn(officer, 'E10017', room.code, '123456')).body).toMatchObject({ code: 'credentials-refused' })
  const used = tokenCode(service, 'E10017')
  expect((await signIn(officer, 'E10017', room.code)).body).toEqual({ courseId })
  expect((await signIn(officer, 'E10017', room.code, used)).body).toMatchObject({ code: 'code-used' })
  seconds(30)
  expect(await mine()).toMatchObject([{ completedAt: expect.any(String) }])

  await logIn(service, trainer, 'E20002')
  const { body } = await trainer.call(getTrainingRoom, { params: { id: room.id } })
  expect(body.signed).toMatchObject([{ employeeId: 'E10017', name: '周敏' }])
  await trainer.call(postTrainingRoomEnd, { params: { id: room.id } })
  const colleague = await anOfficer(service, 'E10023')
  expect((await signIn(colleague, 'E10023', room.code)).status).toBe(404)
})

test('wrong dynamic passwords at the sign-in lock the user as at log-in', async () => {
  const room = await aRoom(await aCourse({ isOnSite: true }))
  const colleague = await anOfficer(service, 'E10023')
  for (let guess = 0; guess < 5; guess += 1) await signIn(colleague, 'E10023', room.code, `00000${guess}`)
  seconds(30)
  expect((await signIn(colleague, 'E10023', room.code)).body).toMatchObject({ code: 'credentials-refused' })
  const [user] = await service.database`select locked_until from app_user where employee_id = 'E10023'`
  expect(user?.['locked_until']).not.toBeNull()
})

test('a room of another subtree, and one of an own course of the trainer, take no signature', async () => {
  const courseId = await aCourse({ isOnSite: true, roles: ['query-officer', 'institution-administrator'] })
  const room = await aRoom(courseId)
  expect((await signIn(trainer, 'E20002', room.code)).status).toBe(403)
  const above = await aStaffMember(service, 'E20004')
  expect((await signIn(above, 'E20004', room.code)).status).toBe(404)
  expect((await above.call(getTrainingRoom, { params: { id: room.id } })).status).toBe(404)
})

test('attendance rolls up the tree, and an administrator sees his subtree only', async () => {
  await aCourse({ isOnSite: true })
  await logIn(service, trainer, 'E20002')
  const { rollUp, trainees } = (await trainer.call(getTrainingOverview)).body
  expect(rollUp.map(({ institution, users }) => [institution.code, users])).toEqual([
    ['10320501', 2],
    ['1032050101', 2],
  ])
  expect(trainees.map(({ employeeId }) => employeeId)).toEqual(['E10017', 'E10023'])
  await logIn(service, headOffice, 'E40001')
  const whole = (await headOffice.call(getTrainingOverview)).body.rollUp
  expect(whole.find(({ institution }) => institution.code === '100000')).toMatchObject({ users: 2, completed: 0 })
  const planned = (await headOffice.call(getCourses)).body.filter(({ isWithdrawn }) => !isWithdrawn)
  expect(planned).toMatchObject([{ users: 2, completed: 0, overdue: 0 }])
})

test('warnings are given thirty, fifteen and seven days before, each once', async () => {
  const id = await aCourse({ isOnSite: true, dueOn: '2026-12-31' })
  const start = service.now()
  const warned = async (day: string) => {
    service.travelTo(new Date(`${day}T10:00:00+08:00`))
    await service.services.watching.runDue()
    const entries = (await service.entries()).filter(({ kind, object }) => kind === 'training.warned' && object === id)
    return entries.map(({ facts }) => facts['days'])
  }
  expect(await warned('2026-11-30')).toEqual([])
  expect(await warned('2026-12-01')).toEqual([30])
  expect(await warned('2026-12-02')).toEqual([30])
  expect(await warned('2026-12-16')).toEqual([30, 15])
  expect(await warned('2026-12-24')).toEqual([30, 15, 7])
  expect(await warned('2026-12-31')).toEqual([30, 15, 7])
  service.travelTo(start)
})

test('an overdue course blocks queries until it is completed, and a withdrawn one does not', async () => {
  const consentId = await (async () => {
    await logIn(service, officer)
    return registerConsent(officer)
  })()
  const id = await aCourse({ isOnSite: true, dueOn: '2026-11-26' })
  service.travelTo(new Date('2026-11-27T10:00:00+08:00'))
  await logIn(service, officer)
  const rules = async () => {
    const body = { id: randomUUID(), subject: borrower, purpose: '02', businessReference, consentId }
    return (await officer.call(postQuery, { body })).body.decision.reasons
  }
  expect(await rules()).toMatchObject([
    { rule: 'training-overdue', isReleasable: false, facts: { since: '2026-11-26' } },
  ])
  await service.database`update app_user set opened_at = '2026-11-20T00:00:00Z' where employee_id = 'E10017'`
  expect(await rules()).toEqual([])
  await service.database`update app_user set opened_at = '2025-01-01T00:00:00Z' where employee_id = 'E10017'`
  await logIn(service, headOffice, 'E40001')
  await headOffice.call(postCourseWithdrawal, { params: { id } })
  expect(await rules()).toEqual([])
})
